/** Whether a version is before another one. Throws when one is no version such as `0.2.0` or `0.2.0-rc.1`. */
export function isBefore(version: string, other: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(other)];
  const i = left.findIndex((number, at) => number !== right[at]);
  return i >= 0 && left[i] < right[i];
}

/** Major, minor and patch, and whether it is a release; what comes before a release is older than it. */
function numbersOf(version: string): number[] {
  const match = /^(\d+)\.(\d+)\.(\d+)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.exec(version);
  if (!match) {
    throw new Error(`Not a version of the packages: ${version}. Example: 0.2.0`);
  }
  return [Number(match[1]), Number(match[2]), Number(match[3]), match[4] === undefined ? 1 : 0];
}
