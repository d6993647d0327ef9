import { compareVersions } from '@pgplatform/codemods';
import { isConfigError, PlatformRelease } from '@pgplatform/core';

/** What the names of campaigns say of their order: `packages-0.3.0`, `release-2026.07`. */
type Target = { readonly kind: 'packages' | 'release'; readonly id: string };

/** The branch of a campaign, by the template of the configuration. */
export function campaignBranch(template: string, campaign: string): string {
  return template.replaceAll('{campaign}', campaign);
}

/**
 * Whether one campaign takes the place of another: newer packages, a later platform release, or a release whose packages are at least
 * as new. What is named otherwise takes nobody's place.
 */
export function takesPlaceOf(campaign: string, packageVersion: string, other: string): boolean {
  const [mine, theirs] = [targetOf(campaign), targetOf(other)];
  if (!mine || !theirs || campaign === other) {
    return false;
  }
  if (mine.kind === 'release') {
    return theirs.kind === 'release' ? compareReleases(mine.id, theirs.id) > 0 : compareVersions(packageVersion, theirs.id) >= 0;
  }
  return theirs.kind === 'packages' && compareVersions(mine.id, theirs.id) > 0;
}

function targetOf(campaign: string): Target | undefined {
  const [, kind, id] = /^(packages|release)-(.+)$/.exec(campaign) ?? [];
  return kind === undefined ? undefined : { kind: kind as Target['kind'], id };
}

/** A release that this version does not know is in no order. */
function compareReleases(a: string, b: string): number {
  try {
    return PlatformRelease.of(a).compareTo(PlatformRelease.of(b));
  } catch (error) {
    if (isConfigError(error)) {
      return 0;
    }
    throw error;
  }
}
