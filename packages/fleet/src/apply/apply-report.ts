/**
 * `opened`, `updated`, `dispatched`: done now. `unchanged`: its pull request is as planned. `merged`; `declined`: closed by a person, so
 * it is left closed. `none`, `skipped`: nothing to do. `later`: a limit, or a ring that stopped. `blocked`: a person has to do
 * something first. `failed`: GitHub failed, or its checks are red.
 */
export type Outcome =
  | 'opened'
  | 'updated'
  | 'dispatched'
  | 'unchanged'
  | 'merged'
  | 'declined'
  | 'none'
  | 'skipped'
  | 'later'
  | 'blocked'
  | 'failed';

/** What became of one repository. */
export interface RepositoryOutcome {
  readonly name: string;
  readonly ring: string;
  readonly outcome: Outcome;
  /** Why, in one line. */
  readonly reason: string;
  /** Its pull request, for people. */
  readonly url?: string;
  /** What did not work and does not matter: labels, reviewers. */
  readonly warnings?: readonly string[];
}

export interface RingOutcome {
  readonly name: string;
  /** `stopped`: more repositories failed than it may lose. `waiting`: its checks are not green yet. `not begun`: an earlier one did not finish. */
  readonly state: 'done' | 'stopped' | 'waiting' | 'not begun';
  readonly failures: number;
  /** Repositories that may fail. */
  readonly budget: number;
}

/** What `fleet apply` did. */
export interface ApplyReport {
  readonly campaign: string;
  readonly rings: readonly RingOutcome[];
  /** By ring, then by name. */
  readonly repositories: readonly RepositoryOutcome[];
  /** Names of rings that did not finish. */
  readonly stopped: readonly string[];
  /** Requests that it took. */
  readonly requests: number;
  /** Nothing failed, nothing is blocked, no ring stopped. */
  readonly ok: boolean;
}
