import type { PlannedRepository } from '../fleet-plan';
import type { GitHub, PullRequest, RepositoryName } from '../github';
import { GitHubError } from '../github-error';
import { readMarker } from '../marker';
import { campaignBranch } from './campaign';
import { heldBy } from './campaign-commit';
import { withReason } from './campaign-pull-request';

/** Campaign of an open pull request of ours; nothing when it is not ours: the marker and the branch must both say so. */
export function campaignOf(pull: PullRequest, branchTemplate: string): string | undefined {
  const campaign = readMarker(pull.body)?.campaign;
  return campaign !== undefined && pull.head === campaignBranch(branchTemplate, campaign) ? campaign : undefined;
}

/**
 * Closes a pull request whose place another campaign takes, and removes its branch; gives a warning instead when somebody pushed there.
 *
 * The reason is written first and the state last, so that a run that is killed between finds it again.
 */
export async function closeSuperseded(
  github: GitHub,
  repository: PlannedRepository,
  pull: PullRequest,
  campaign: string,
  by: { readonly campaign: string; readonly number?: number },
): Promise<string | undefined> {
  const held = await heldBy(github, repository, pull.head, campaign);
  if (held && held.own?.sha !== held.head) {
    return `#${pull.number} is superseded, and somebody pushed to its branch: close it by hand.`;
  }
  const line = `Superseded by ${by.campaign}${by.number === undefined ? '' : ` (#${by.number})`}.`;
  const body = withReason(pull, by.campaign, line);
  if (body !== pull.body) {
    await github.updatePullRequest(repository, pull.number, { body });
  }
  if (held) {
    await deleteBranch(github, repository, pull.head);
  }
  await github.updatePullRequest(repository, pull.number, { state: 'closed' });
  return undefined;
}

/** A branch that is gone is as it should be. */
async function deleteBranch(github: GitHub, repository: RepositoryName, branch: string): Promise<void> {
  try {
    await github.deleteBranch(repository, branch);
  } catch (error) {
    if (!(error instanceof GitHubError && (error.kind === 'not found' || error.kind === 'unprocessable'))) {
      throw error;
    }
  }
}
