import type { FleetConfig } from '../fleet-config';
import type { FleetPlan, PlannedRepository } from '../fleet-plan';
import type { GitHub } from '../github';
import { campaignBranch } from './campaign';
import { each } from './workers';

/** Takes one of the pull requests that may still be made; gives why when there is none left. */
export type Allowance = () => string | undefined;

/**
 * New pull requests that a run may make: `limit` of them, and as many as leave no more than `openPullRequests` open.
 *
 * @param parts how many work at the same time; each gets its part of what may be open
 */
export async function allowance(
  github: GitHub,
  plan: FleetPlan,
  repositories: readonly PlannedRepository[],
  config: FleetConfig,
  parts: number,
  limit = Number.POSITIVE_INFINITY,
): Promise<Allowance> {
  const { openPullRequests } = config.limits;
  let left = limit;
  let places =
    openPullRequests === undefined
      ? Number.POSITIVE_INFINITY
      : Math.ceil(openPullRequests / parts) - (await openAlready(github, plan, repositories, config));
  return () => {
    if (left <= 0) {
      return `--limit ${limit} is reached.`;
    }
    if (places <= 0) {
      return `${openPullRequests} pull requests of the campaign may be open: merge some.`;
    }
    left--;
    places--;
    return undefined;
  };
}

/** How many pull requests of the campaign are open. What cannot be asked is told when it is applied. */
async function openAlready(
  github: GitHub,
  plan: FleetPlan,
  repositories: readonly PlannedRepository[],
  config: FleetConfig,
): Promise<number> {
  const filter = { state: 'open', head: campaignBranch(config.branch, plan.campaign) } as const;
  let open = 0;
  await each(
    repositories.filter(({ action }) => action === 'change'),
    config.limits.concurrency,
    async (one) => {
      const pulls = await github.pullRequests(one, filter).catch(() => []);
      open += Math.min(1, pulls.length);
    },
  );
  return open;
}
