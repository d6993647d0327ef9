import { versionNumbers } from '../operator-version';

/** Images an operator runs where a Cluster names none, by operator version (cloudnative-pg pkg/versions/versions.go DefaultImageName). */
const TAGS: { readonly [minor: string]: readonly string[] } = {
  '1.27': ['17.5', '18.0-system-trixie', '18.1-system-trixie', '18.1-system-trixie', '18.3-system-trixie'],
  '1.28': ['18.1-system-trixie', '18.1-system-trixie', '18.3-system-trixie', '18.3-system-trixie', '18.4-system-trixie'],
  '1.29': ['18.3-system-trixie', '18.3-system-trixie', '18.4-system-trixie'],
  '1.30': ['18.4-system-trixie'],
};

/** The image an operator runs where a Cluster names none; versions newer than those known count as the newest known. */
export function defaultImage(operatorVersion: string): string {
  const [major, minor, patch] = versionNumbers(operatorVersion);
  const tags = TAGS[`${major}.${minor}`] ?? TAGS['1.30'];
  return `ghcr.io/cloudnative-pg/postgresql:${tags[Math.min(patch, tags.length - 1)]}`;
}
