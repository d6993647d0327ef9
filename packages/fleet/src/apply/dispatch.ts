import type { PlannedRepository } from '../fleet-plan';
import { GitHubError } from '../github-error';
import { type Application, outcome } from './application';
import type { RepositoryOutcome } from './apply-report';
import { refusalOf } from './repository-access';

const WORKFLOW = 'upgrade.yml';
/** Branch of the pull request that the generated workflow makes. */
const WORKFLOW_BRANCH = 'pgplatform/upgrade';

/** A repository whose `.projenrc.ts` is code of its own: its own workflow runs that, and makes the pull request. */
export async function applyDispatch(planned: PlannedRepository, run: Application): Promise<RepositoryOutcome> {
  const { github, plan, journal } = run;
  const refusal = await refusalOf(github, planned);
  if (refusal) {
    return refusal;
  }
  const [pull] = await github.pullRequests(planned, { state: 'open', head: WORKFLOW_BRANCH });
  if (pull) {
    return outcome(planned, 'unchanged', `#${pull.number} of its own workflow is open.`, pull);
  }
  if (journal.wasDispatched(planned.name)) {
    return outcome(planned, 'unchanged', `${WORKFLOW} was started before.`);
  }
  const limit = run.reserve();
  if (limit) {
    return outcome(planned, 'later', limit);
  }
  try {
    const inputs: Record<string, string> = plan.platformRelease === undefined ? {} : { to: plan.platformRelease };
    await github.dispatchWorkflow(planned, WORKFLOW, planned.defaultBranch, inputs);
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not found') {
      return outcome(planned, 'blocked', `There is no workflow ${WORKFLOW}, or the token may not start it.`);
    }
    throw error;
  }
  journal.add('dispatched', planned.name);
  return outcome(planned, 'dispatched', `${WORKFLOW} is started: it makes the pull request.`);
}
