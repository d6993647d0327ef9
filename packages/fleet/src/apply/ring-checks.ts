import type { PlannedRepository } from '../fleet-plan';
import type { ChecksVerdict } from '../github';
import { GitHubError } from '../github-error';
import type { Progress } from '../progress';
import type { Application } from './application';
import { campaignBranch } from './campaign';
import { each } from './workers';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** How often checks are looked at, and for how long. */
const EVERY = 30 * SECOND;
const AT_MOST = 60 * MINUTE;

type Told = { readonly note: (line: string) => void; readonly progress: Progress };

/** What the checks of a ring's pull requests came to. */
export type RingChecks = { readonly red: readonly PlannedRepository[]; readonly pending: readonly PlannedRepository[] };

/**
 * Looks at the checks of pull requests until all are settled, more are red than may be, or an hour is over.
 *
 * That nobody checks a commit counts from the second look on: just after a push, nobody has begun.
 */
export async function ringChecks(
  run: Application,
  ring: string,
  repositories: readonly PlannedRepository[],
  mayBeRed: number,
  { note, progress }: Told,
): Promise<RingChecks> {
  progress.begin(`${ring}, checks`, repositories.length);
  const until = run.clock.now().getTime() + AT_MOST;
  const red: PlannedRepository[] = [];
  let pending = [...repositories];
  for (let look = 1; pending.length > 0; look++) {
    const open: PlannedRepository[] = [];
    await each(pending, run.config.limits.concurrency, async (repository) => {
      const verdict = await checksOf(run, repository);
      if (verdict === 'pending' || (verdict === 'none' && look === 1)) {
        open.push(repository);
        return;
      }
      if (verdict === 'failure') {
        red.push(repository);
      }
      progress.advance(repository.name);
    });
    pending = open;
    if (red.length > mayBeRed || pending.length === 0 || run.clock.now().getTime() + EVERY > until) {
      break;
    }
    if (look === 1) {
      const every = `every ${EVERY / SECOND} s for at most ${AT_MOST / MINUTE} min`;
      note(`${ring}: ${pending.length} of ${repositories.length} wait for their checks; looking again ${every}.`);
    }
    await run.clock.pause(EVERY);
  }
  progress.end();
  return { red, pending };
}

/** Of the branch's head: a branch that is gone was merged or given up. What cannot be asked now is asked again. */
async function checksOf({ github, config, plan }: Application, repository: PlannedRepository): Promise<ChecksVerdict | 'gone'> {
  try {
    const head = await github.branch(repository, campaignBranch(config.branch, plan.campaign));
    return head === undefined ? 'gone' : await github.checks(repository, head);
  } catch (error) {
    if (error instanceof GitHubError && error.kind !== 'unauthorized') {
      return 'pending';
    }
    throw error;
  }
}
