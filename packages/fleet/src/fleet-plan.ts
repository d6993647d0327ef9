import type { Effect, ImpactReport } from '@pgplatform/impact';
import type { RepositoryName, TreeFile } from './github';

/** What `fleet plan` decides and `fleet apply` does, nothing else: data to print, review, compare and replay. Schema: schema/fleet-plan.schema.json. */
export interface FleetPlan {
  readonly planVersion: 1;
  /** Version of the packages that made it, and that repositories move to. */
  readonly packageVersion: string;
  /** Platform release that repositories move to step by step; nothing in a campaign of packages alone. */
  readonly platformRelease?: string;
  /** Names branch and marker: the same target gives the same campaign, for example `packages-0.3.0` or `release-2026.07`. */
  readonly campaign: string;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly owner: string;
  /** Address of the API. */
  readonly api: string;
  /** Rings, in the order in which they are applied. */
  readonly rings: readonly string[];
  readonly repositories: readonly PlannedRepository[];
  /** What applying costs. */
  readonly cost: PlanCost;
}

export interface PlanCost {
  /** Requests that planning took. */
  readonly planRequests: number;
  /** Requests that applying takes. */
  readonly applyRequests: number;
  readonly pullRequests: number;
  /** Pull requests an hour, below GitHub's secondary limits. */
  readonly pullRequestsPerHour: number;
  /** Seconds that applying takes at that pace. */
  readonly seconds: number;
}

/**
 * `change`: gets a pull request. `none`: is as it should be. `dispatch`: its own upgrade workflow makes the pull request, because its
 * `.projenrc.ts` is code of its own. `blocked`: something has to be done by hand first. `skipped`: archived, empty, not ours.
 * `failed`: could not be read.
 */
export type PlannedAction = 'change' | 'none' | 'dispatch' | 'blocked' | 'skipped' | 'failed';

export interface PlannedRepository extends RepositoryName {
  readonly ring: string;
  readonly action: PlannedAction;
  /** Why, in one line. */
  readonly reason: string;
  readonly defaultBranch: string;
  /** Commit that was read: the new commit's parent. */
  readonly base?: string;
  /** Tree of that commit. */
  readonly baseTree?: string;
  readonly state?: RepositoryState;
  /** The worst of the impact. */
  readonly verdict?: Effect;
  readonly impact?: ImpactReport;
  /** Every file that changes; nothing as content removes it. */
  readonly files?: readonly TreeFile[];
  readonly title?: string;
  /** Body of the pull request, without the marker that `apply` adds. */
  readonly body?: string;
  readonly labels?: readonly string[];
  /** Paths of managed files that somebody edited by hand. */
  readonly drift?: readonly string[];
  /** What has to be done by hand. */
  readonly byHand?: readonly string[];
}

/** What a repository is, as its model and tree say. */
export interface RepositoryState {
  readonly team: string;
  /** Version of the packages. */
  readonly packageVersion: string;
  readonly platformRelease: string;
  /** Last day of upstream support of its operator, `YYYY-MM-DD`. */
  readonly endOfLife: string;
  /** Declared secrets, and how many have no sealed file yet. */
  readonly secrets: { readonly declared: number; readonly unsealed: number };
  readonly databases: number;
  /** `.projenrc.ts` is code of its own (see `isPlainProjenrc`). */
  readonly customised: boolean;
}
