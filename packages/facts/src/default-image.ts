import { versionNumbers } from './operator-version';
import { OPERATORS } from './operators';

/**
 * The image an operator runs where a Cluster names none.
 *
 * A version that the table lacks counts as the newest patch before it there; one of a minor version that the table lacks, newer or
 * older, counts as the newest of all. `operatorSupport` tells whether a minor version is known.
 *
 * Source: cloudnative-pg pkg/versions/versions.go DefaultImageName.
 */
export function defaultImage(operatorVersion: string): string {
  const [major, minor, patch] = versionNumbers(operatorVersion);
  const known = Object.keys(OPERATORS);
  const before = known.filter((version) => version.startsWith(`${major}.${minor}.`) && versionNumbers(version)[2] <= patch);
  const version = before.at(-1) ?? known[known.length - 1];
  return `ghcr.io/cloudnative-pg/postgresql:${OPERATORS[version].image}`;
}
