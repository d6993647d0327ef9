import { configError, PlatformRelease } from '@pgplatform/core';
import { continued } from '../../src/continuation';
import type { DocumentContext } from '../../src/documents/document-context';
import { toYaml } from '../../src/manifest-text';
import type { PgPlatformProjectOptions } from '../../src/pg-platform-project-options';
import { planPlatform } from '../../src/platform';
import { PlatformBuild } from '../../src/platform-build';
import { platformModel } from '../../src/platform-model';
import { PLATFORM_SHAPE } from '../../src/platform-shape';

/** What documents are made from, by the real generators; options that a synthesis would refuse are refused. */
export function platformContext(changes: Partial<PgPlatformProjectOptions>): DocumentContext {
  const options = {
    name: 'payments-db',
    team: 'payments',
    repoUrl: 'https://git.example.com/payments/postgres.git',
    acceptInsecureRelease: true,
    ...changes,
  };
  const isOnTheWay = options.platformRelease !== undefined && PlatformRelease.of(options.platformRelease).isWayPoint;
  const previous = isOnTheWay
    ? planPlatform({ options: { ...options, platformRelease: '2025.10' }, today: '2026-11-22' }).model
    : undefined;
  const { problems } = planPlatform({ options, previous, today: '2026-11-22' });
  if (problems.length > 0) {
    throw configError(problems);
  }
  const read: PgPlatformProjectOptions = PLATFORM_SHAPE.read(options, '', []);
  const build = new PlatformBuild(continued(read, previous), read.name);
  return {
    model: platformModel(read, build, previous),
    release: build.release,
    files: build.files(),
    effective: Object.fromEntries(build.environments.map(({ options: { name }, effective }) => [name, effective])),
    toYaml,
  };
}
