import type { GitHub, PullRequest, RepositoryName } from '../github';
import { GitHubError } from '../github-error';
import { type Marker, markedBody, readMarker } from '../marker';

/**
 * The one pull request of a branch: the oldest open one, or else the newest that a person merged or closed.
 *
 * GitHub refuses a second one of the same branch, except to whoever asks twice at the same time; whoever made the younger one sees both,
 * and closes it.
 */
export async function pullRequestOf(
  github: GitHub,
  repository: RepositoryName,
  branch: string,
  base: string,
): Promise<PullRequest | undefined> {
  const all = (await github.pullRequests(repository, { state: 'all', head: branch }))
    .filter((pull) => pull.head === branch && pull.base === base && readMarker(pull.body)?.closed === undefined)
    .sort((a, b) => b.number - a.number);
  const open = all.filter((pull) => pull.state === 'open');
  const first = open.pop();
  for (const younger of open) {
    await closeAs(github, repository, younger, 'duplicate', `Closed: #${first?.number} is the same.`);
  }
  return first ?? all[0];
}

/** Makes the pull request of a branch, whoever else does so at the same time. */
export async function openPullRequest(
  github: GitHub,
  repository: RepositoryName,
  pull: { readonly title: string; readonly body: string; readonly head: string; readonly base: string },
): Promise<PullRequest> {
  let made: PullRequest | undefined;
  try {
    made = await github.createPullRequest(repository, pull);
  } catch (error) {
    if (!(error instanceof GitHubError && error.kind === 'conflict')) {
      throw error;
    }
  }
  const found = await pullRequestOf(github, repository, pull.head, pull.base);
  const open = found?.state === 'open' ? found : made; // a list may be older than what was just made
  if (open) {
    return open;
  }
  throw new GitHubError('conflict', 'pull requests', `GitHub says that ${pull.head} has a pull request, and lists none.`);
}

/** Closes a pull request of ours, and says in it why: so that nobody takes it for a person's no. */
export async function closeAs(
  github: GitHub,
  repository: RepositoryName,
  pull: PullRequest,
  closed: string,
  line: string,
): Promise<void> {
  const body = withReason(pull, closed, line);
  await github.updatePullRequest(repository, pull.number, { state: 'closed', ...(body !== pull.body && { body }) });
}

/** The body with the reason on top. */
export function withReason(pull: PullRequest, closed: string, line: string): string {
  const marker: Marker = readMarker(pull.body) ?? { campaign: 'unknown', plan: 'unknown', tree: 'unknown' };
  return marker.closed === closed ? pull.body : markedBody(`${line}\n\n${pull.body}`, { ...marker, closed });
}
