import type { Effect } from '@pgplatform/impact';

/** `fleet.yaml`, read and checked. Schema: schema/fleet.schema.json. */
export interface FleetConfig {
  /** Organisation or user that owns the repositories. */
  readonly owner: string;
  /** Address of the API. @default https://api.github.com */
  readonly api: string;
  /** How repositories are found: all that match every given one. */
  readonly repositories: {
    /** Names; only these. */
    readonly list?: readonly string[];
    /** Topic that they have. */
    readonly topic?: string;
    /** Pattern of names with `*`, for example `*-db`. */
    readonly name?: string;
  };
  /** In the order in which they are applied; a repository is in the first that takes it. */
  readonly rings: readonly FleetRing[];
  readonly limits: FleetLimits;
  readonly reviewers: { readonly users: readonly string[]; readonly teams: readonly string[] };
  readonly labels: readonly string[];
  /** Name of the branch; `{campaign}`. */
  readonly branch: string;
  /** Title of the pull request; `{target}`, `{verdict}`, `{team}`, `{repository}`. */
  readonly title: string;
}

export interface FleetRing {
  readonly name: string;
  /** Patterns of repository names with `*`. */
  readonly names?: readonly string[];
  /** Verdicts no worse than this one. */
  readonly upTo?: Effect;
  /** Repositories that may fail before the ring stops. */
  readonly failureBudget: number;
  /** Whether the next ring waits until the checks of this one's pull requests are green. */
  readonly waitForChecks: boolean;
}

export interface FleetLimits {
  /** Requests at the same time. */
  readonly concurrency: number;
  /** Pull requests an hour. */
  readonly pullRequestsPerHour: number;
  /** Pull requests of one campaign that are open at the same time; none when left out. */
  readonly openPullRequests?: number;
}
