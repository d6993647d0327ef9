import { configError, nearestName } from '@pgplatform/core';
import type { Finding } from '@pgplatform/preflight';
import { isUnder } from '@pgplatform/reading';
import type { Locator } from './locator';
import type { RepositoryReading } from './repository-reading';

/** Keeps what concerns one environment: its own findings, and those of what all share. */
export class EnvironmentFilter {
  /** Folders of the other environments. */
  private readonly foreign: readonly string[] = [];

  /** Throws a ConfigProblem `ENVIRONMENT_UNKNOWN`. */
  constructor(
    private readonly environment: string | undefined,
    { builds, model }: RepositoryReading,
  ) {
    if (environment === undefined) {
      return;
    }
    const names = model?.environments.map(({ name }) => name) ?? [...new Set(builds.flatMap((build) => build.environment ?? []))];
    if (!names.includes(environment)) {
      const near = nearestName(environment, names);
      throw configError([
        {
          code: 'ENVIRONMENT_UNKNOWN',
          path: '--env',
          message: 'There is no environment, and no overlay, of that name.',
          given: environment,
          allowed: names.join(', ') || 'none: nothing here is an overlay',
          fix: near ? `Did you mean ${near}?` : 'Name one of these.',
        },
      ]);
    }
    const siblings = model ? builds : builds.filter(({ kustomizations }) => kustomizations.length > 0);
    this.foreign = siblings.flatMap((build) =>
      build.environment !== undefined && build.environment !== environment ? build.path : [],
    );
  }

  takes(finding: Finding, locator: Locator): boolean {
    if (this.environment === undefined) {
      return true;
    }
    const builds = finding.object.kind ? locator.buildsOf(finding) : [];
    return builds.length > 0
      ? builds.some(({ environment }) => environment === undefined || environment === this.environment)
      : !this.foreign.some((folder) => folder !== '' && isUnder(finding.file ?? '', folder));
  }
}
