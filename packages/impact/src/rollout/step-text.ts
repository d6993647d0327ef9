import type { ModelEnvironment, PlatformModel, PlatformRelease } from '@pgplatform/core';

/** What is said about one step. */
export interface StepText {
  /** A few words, in the title of the change. */
  readonly title: string;
  readonly what: readonly string[];
  readonly before: readonly string[];
  readonly health: readonly string[];
  readonly verify: readonly string[];
  readonly back: readonly string[];
}

/** Two states of a repository, and the row of the release table that lies between them. */
export interface ReleaseStep {
  readonly before: PlatformModel;
  readonly after: PlatformModel;
  readonly release: PlatformRelease;
}

/** The environments that are backed up. */
export function backedUp({ environments }: PlatformModel): ModelEnvironment[] {
  return environments.filter(({ destinationPath }) => destinationPath !== undefined);
}

/** `postgres-shared in postgres-prod`, one after the other. */
export function clusterNames(environments: readonly ModelEnvironment[]): string {
  return environments.map(({ cluster, namespace }) => `${cluster} in ${namespace}`).join(', ');
}

/** Putting the commit back is the way back: what it said, model and all, is then what was. */
export const REVERT = 'Revert this commit (git revert) and merge that.';
