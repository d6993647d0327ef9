/**
 * Whether an operator version has what first came in the given versions.
 *
 * Several versions mean a backport: `['1.28.4', '1.30.0']` holds for 1.28.4 and later 1.28, and from 1.30.0 on, not for 1.29.
 */
export function hasSince(version: string, since: readonly string[]): boolean {
  const [major, minor, patch] = versionNumbers(version);
  let newest = 0;
  for (const candidate of since) {
    const [sinceMajor, sinceMinor, sincePatch] = versionNumbers(candidate);
    if (major === sinceMajor && minor === sinceMinor) return patch >= sincePatch;
    newest = Math.max(newest, sinceMajor * 1000 + sinceMinor);
  }
  return major * 1000 + minor > newest;
}

/** Whether a rule (or anything else with these two lists) is in force in an operator version. */
export function inForce(
  version: string,
  { since, until }: { readonly since?: readonly string[]; readonly until?: readonly string[] },
) {
  return (!since || hasSince(version, since)) && !(until && hasSince(version, until));
}

const known = new Map<string, readonly [number, number, number]>();

/** Major, minor and patch of a version; what is missing is 0. */
export function versionNumbers(version: string): readonly [number, number, number] {
  let numbers = known.get(version);
  if (!numbers) {
    const [, major, minor, patch] = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
    numbers = [Number(major ?? 0), Number(minor ?? 0), Number(patch ?? 0)];
    known.set(version, numbers);
  }
  return numbers;
}
