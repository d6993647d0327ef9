const VERSION = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/**
 * Negative when the first version of the packages is older than the second one; a pre-release is older than its release. What is no
 * version is in no order: NaN.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [VERSION.exec(a), VERSION.exec(b)];
  if (!left || !right) {
    return Number.NaN;
  }
  const at = [1, 2, 3].find((i) => Number(left[i]) !== Number(right[i]));
  return at === undefined ? comparePreReleases(left[4], right[4]) : Number(left[at]) - Number(right[at]);
}

/** Whether a version is before another one. Throws when one is no version such as `0.2.0` or `0.2.0-rc.1`. */
export function isBefore(version: string, other: string): boolean {
  const wrong = [version, other].find((one) => !VERSION.test(one));
  if (wrong !== undefined) {
    throw new Error(`Not a version of the packages: ${wrong}. Example: 0.2.0`);
  }
  return compareVersions(version, other) < 0;
}

function comparePreReleases(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) {
    return Number(a === undefined) - Number(b === undefined);
  }
  return a.localeCompare(b, 'en', { numeric: true });
}
