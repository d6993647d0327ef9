import type { FleetConfig } from '../fleet-config';
import type { FleetPlan, PlannedRepository } from '../fleet-plan';
import type { GitHub } from '../github';
import type { Journal } from '../journal';
import type { Clock, Pace } from '../pace';
import type { Allowance } from './allowance';
import type { Outcome, RepositoryOutcome } from './apply-report';

/** One run of `fleet apply`, as all of its repositories see it. */
export interface Application {
  /** Paced. */
  readonly github: GitHub;
  readonly plan: FleetPlan;
  readonly config: FleetConfig;
  readonly journal: Journal;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly reserve: Allowance;
}

/** Outcome of a repository; with its pull request, if there is one. */
export function outcome(
  { name, ring }: PlannedRepository,
  what: Outcome,
  reason: string,
  pull?: { readonly url?: string },
): RepositoryOutcome {
  return { name, ring, outcome: what, reason, ...(pull?.url !== undefined && { url: pull.url }) };
}
