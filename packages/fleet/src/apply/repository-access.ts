import type { PlannedRepository } from '../fleet-plan';
import type { GitHub } from '../github';
import { outcome } from './application';
import type { RepositoryOutcome } from './apply-report';

/** Why a repository cannot get what was planned, as it is now: it was archived, renamed or removed since, or may not be written. */
export async function refusalOf(github: GitHub, planned: PlannedRepository): Promise<RepositoryOutcome | undefined> {
  const now = await github.repository(planned);
  if (!now) {
    return outcome(planned, 'blocked', 'It is not there any more, or the token may not see it.');
  }
  if (now.name.toLowerCase() !== planned.name.toLowerCase() || now.owner.toLowerCase() !== planned.owner.toLowerCase()) {
    return outcome(planned, 'blocked', `It is ${now.owner}/${now.name} now: plan again.`);
  }
  if (now.archived) {
    return outcome(planned, 'skipped', 'It was archived since.');
  }
  if (now.canPush === false) {
    return outcome(planned, 'blocked', 'The token may not push to it.');
  }
  return now.defaultBranch === planned.defaultBranch
    ? undefined
    : outcome(planned, 'blocked', `Its default branch is ${now.defaultBranch} now: plan again.`);
}
