import { type ConfigProblem, PlatformRelease } from '@pgplatform/core';

/** A new repository on a release with known holes says so. */
export function belowFloor(release: PlatformRelease, accepted: boolean): ConfigProblem[] {
  const floor = PlatformRelease.SECURITY_FLOOR;
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

/** What to tell at every synthesis about a release. */
export function releaseWarnings(release: PlatformRelease, today: string): string[] {
  const command = release.next
    ? `Move on: set platformRelease to '${release.next}' in .projenrc.ts, then run npx projen.`
    : 'Upgrade the pgplatform package.';
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
