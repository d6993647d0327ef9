import { configError, PlatformRelease } from '@pgplatform/core';
import { TODAY } from '@pgplatform/test-kit';
import { continued } from '../../src/continuation';
import type { DocumentContext } from '../../src/documents/document-context';
import { toYaml } from '../../src/manifest-text';
import type { PgPlatformProjectOptions } from '../../src/pg-platform-project-options';
import { planPlatform } from '../../src/platform';
import { PlatformBuild } from '../../src/platform-build';
import { platformModel } from '../../src/platform-model';
import { PLATFORM_SHAPE } from '../../src/platform-shape';

/**
 * What documents are made from, by the real generators; options that a synthesis would refuse are refused.
 *
 * @param changes what differs from the defaults
 * @param before what differed at the synthesis before; for a way point the first release
 */
export function platformContext(
  changes: Partial<PgPlatformProjectOptions>,
  before: Partial<PgPlatformProjectOptions> | undefined = isWayPoint(changes)
    ? { ...changes, platformRelease: '2025.10' }
    : undefined,
): DocumentContext {
  const options = { ...DEFAULTS, ...changes };
  const previous = before && planPlatform({ options: { ...DEFAULTS, ...before }, today: TODAY }).model;
  const { problems } = planPlatform({ options, previous, today: TODAY });
  if (problems.length > 0) {
    throw configError(problems);
  }
  const read: PgPlatformProjectOptions = PLATFORM_SHAPE.read(options, '', []);
  const build = new PlatformBuild(continued(read, previous), read.name, previous);
  return {
    model: platformModel(read, build, previous),
    release: build.release,
    files: build.files(),
    effective: Object.fromEntries(build.environments.map(({ options: { name }, effective }) => [name, effective])),
    toYaml,
  };
}

const DEFAULTS = {
  name: 'payments-db',
  team: 'payments',
  repoUrl: 'https://git.example.com/payments/postgres.git',
  acceptInsecureRelease: true,
};

function isWayPoint({ platformRelease }: Partial<PgPlatformProjectOptions>): boolean {
  return platformRelease !== undefined && PlatformRelease.of(platformRelease).isWayPoint;
}
