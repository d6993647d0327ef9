import { type ConfigProblem, isConfigError, type PlatformModel, PlatformRelease } from '@pgplatform/core';

/** A new repository starts on a release, and on one with known holes it says so. */
export function newRepositoryProblems(release: PlatformRelease, accepted: boolean): ConfigProblem[] {
  const floor = PlatformRelease.SECURITY_FLOOR;
  if (release.isWayPoint) {
    return [
      {
        code: 'WAYPOINT_FOR_NEW',
        path: 'platformRelease',
        message: `${release.id} is a step of an upgrade to ${release.release}; a new repository has nothing to upgrade.`,
        given: release.id,
        allowed: release.release,
        fix: `Use ${release.release}.`,
      },
    ];
  }
  return release.isBelowFloor && !accepted
    ? [
        {
          code: 'RELEASE_INSECURE',
          path: 'platformRelease',
          message: `Release ${release.id} (CloudNativePG ${release.operatorVersion}) lets the owner of a database become superuser (CVE-2026-55769).`,
          given: release.id,
          allowed: `${floor} or newer`,
          fix: `Use ${floor}, or set acceptInsecureRelease: true for adoption and transit.`,
        },
      ]
    : [];
}

/** The steps from the release of one model to that of another, or why there are none. */
export function releasePath(
  before: PlatformModel,
  after: PlatformModel,
): { steps: PlatformRelease[]; problems: ConfigProblem[] } {
  try {
    return { steps: PlatformRelease.path(before.platformRelease, after.platformRelease), problems: [] };
  } catch (error) {
    if (!isConfigError(error)) {
      throw error;
    }
    return { steps: [], problems: error.problems };
  }
}

/** What to tell when steps that belong in changes of their own are made at once. */
export function manySteps(before: PlatformModel, after: PlatformModel, steps: PlatformRelease[]): string[] {
  return steps.length > 1
    ? [
        `From platform release ${before.platformRelease} to ${after.platformRelease} are ${steps.length} steps: ${steps.map(({ id }) => id).join(', ')}. ` +
          'Argo CD applies what is merged at once, and each of them has to be merged by itself and be healthy before the next. ' +
          `To go step by step: npx pgplatform upgrade --to ${after.platformRelease}`,
      ]
    : [];
}

/** What to tell at every synthesis about a release. */
export function releaseWarnings(release: PlatformRelease, today: string): string[] {
  const latest = PlatformRelease.latest();
  const command =
    release.compareTo(latest) < 0
      ? `Move on: npx pgplatform upgrade --to ${latest.id}`
      : 'Upgrade the packages: npx projen upgrade';
  return [
    ...(release.isPastEndOfLife(today)
      ? [
          `Platform release ${release.id}: CloudNativePG ${release.operatorVersion} reached its end of life on ${release.endOfLife}. ${command}`,
        ]
      : []),
    ...(release.isBelowFloor
      ? [
          `Platform release ${release.id} is below the security floor (CVE-2026-55769): a database owner can become superuser. ${command}`,
        ]
      : []),
  ];
}
