import { versionNumbers } from './operator-version';
import { OPERATORS } from './operators';

/**
 * The image an operator runs where a Cluster names none; versions newer than those known count as the newest known.
 *
 * Source: cloudnative-pg pkg/versions/versions.go DefaultImageName.
 */
export function defaultImage(operatorVersion: string): string {
  const [major, minor, patch] = versionNumbers(operatorVersion);
  const known = Object.keys(OPERATORS);
  const patches = known.filter((version) => version.startsWith(`${major}.${minor}.`));
  const version = patches[Math.min(patch, patches.length - 1)] ?? known[known.length - 1];
  return `ghcr.io/cloudnative-pg/postgresql:${OPERATORS[version].image}`;
}
