import { configError } from '@pgplatform/core';
import { allowance } from './apply/allowance';
import { type Application, outcome } from './apply/application';
import type { ApplyReport, RepositoryOutcome, RingOutcome } from './apply/apply-report';
import { applyChange } from './apply/change';
import { applyDispatch } from './apply/dispatch';
import { ringChecks } from './apply/ring-checks';
import { each } from './apply/workers';
import type { FleetConfig, FleetRing } from './fleet-config';
import type { FleetPlan, PlannedRepository } from './fleet-plan';
import type { GitHub } from './github';
import { GitHubError } from './github-error';
import { Journal } from './journal';
import { sha256 } from './marker';
import { type Clock, Pace } from './pace';
import type { Progress } from './progress';
import { isInShard, type Shard } from './shard';

/** How a plan is applied. */
export interface ApplyOptions extends Clock {
  readonly config: FleetConfig;
  /** Only this ring. */
  readonly ring?: string;
  /** Only this part; it counts its own failures, and has its part of the other limits. */
  readonly shard?: Shard;
  /** New pull requests, at most. */
  readonly limit?: number;
  /** Also wait for the checks of the last ring, and of rings that do not ask for it. */
  readonly wait?: boolean;
  readonly journalPath: string;
  readonly note: (line: string) => void;
  readonly progress: Progress;
}

/** Outcomes that leave a pull request whose checks say whether the next ring may begin. */
const OPEN: readonly RepositoryOutcome['outcome'][] = ['opened', 'updated', 'unchanged'];

/** Outcomes that whoever goes on after a kill does not look at again. */
const DONE: readonly RepositoryOutcome['outcome'][] = [...OPEN, 'dispatched', 'merged', 'declined'];

/**
 * Does what a plan says, ring by ring. Done again, it changes nothing; after a kill it goes on; two at the same time are as one.
 *
 * Throws GitHubError when the token is refused or GitHub cannot be reached at all.
 */
export async function applyPlan(github: GitHub, plan: FleetPlan, options: ApplyOptions): Promise<ApplyReport> {
  const rings = ringsOf(plan, options);
  const before = github.traffic.requests;
  const mine = plan.repositories.filter(({ name }) => !options.shard || isInShard(name, options.shard));
  const run = await application(github, plan, mine, options);
  const outcomes = new Map<string, RepositoryOutcome>();
  const done: RingOutcome[] = [];
  for (const ring of rings) {
    const repositories = mine.filter((one) => one.ring === ring.name);
    const halted = done.some(({ state }) => state !== 'done');
    done.push(
      halted
        ? { name: ring.name, state: 'not begun', failures: 0, budget: ring.failureBudget }
        : await applyRing(ring, repositories, run, outcomes, options),
    );
    for (const one of repositories.filter(({ name }) => !outcomes.has(name))) {
      outcomes.set(one.name, later(one, ring.name, halted));
    }
  }
  if (run.unavailable && !run.answered) {
    throw run.unavailable;
  }
  run.journal.add('end');
  return report(plan, done, [...outcomes.values()], github.traffic.requests - before);
}

/** The rings to apply, in order. */
function ringsOf(plan: FleetPlan, { config, ring }: ApplyOptions): FleetRing[] {
  const unknown = [...new Set([...plan.rings, ...(ring === undefined ? [] : [ring])])].filter(
    (name) => !plan.rings.includes(name) || !config.rings.some((one) => one.name === name),
  );
  if (unknown.length > 0) {
    throw configError(
      unknown.map((name) => ({
        code: 'RING_UNKNOWN',
        path: name === ring ? '--ring' : 'rings',
        message: 'There is no such ring in both the plan and the configuration.',
        given: name,
        allowed: config.rings.map((one) => one.name).join(', '),
        fix: 'Correct it, or plan again with this configuration.',
      })),
    );
  }
  return plan.rings
    .filter((name) => ring === undefined || name === ring)
    .map((name) => config.rings.find((one) => one.name === name) as FleetRing);
}

/** What is known of GitHub itself: it has answered, or why not. */
type Run = Application & { answered: boolean; unavailable?: GitHubError };

async function application(
  github: GitHub,
  plan: FleetPlan,
  mine: readonly PlannedRepository[],
  options: ApplyOptions,
): Promise<Run> {
  const { config, limit, journalPath, now, note } = options;
  const parts = options.shard?.count ?? 1;
  const journal = new Journal(journalPath, digestOf(plan), now);
  const pace = new Pace(config.limits, parts, journal.openedAt, options, note);
  const reserve = await allowance(github, plan, mine, config, parts, limit);
  return { github: pace.paced(github), plan, config, journal, pace, clock: options, reserve, answered: false };
}

/** Of everything in the plan; one repository after the other, because a text of all of them may be longer than a text can be. */
function digestOf({ repositories, ...head }: FleetPlan): string {
  return sha256([head, ...repositories].map((part) => sha256(JSON.stringify(part))).join()).slice(0, 16);
}

/** Every repository of a ring, until too many failed; then their checks, where the ring waits for them. */
async function applyRing(
  ring: FleetRing,
  repositories: readonly PlannedRepository[],
  run: Run,
  outcomes: Map<string, RepositoryOutcome>,
  options: ApplyOptions,
): Promise<RingOutcome> {
  const { progress, wait } = options;
  let failures = 0;
  progress.begin(ring.name, repositories.length);
  await each(repositories, run.config.limits.concurrency, async (one) => {
    if (failures > ring.failureBudget) {
      return;
    }
    const result = await applyOne(one, run);
    outcomes.set(one.name, result);
    failures += result.outcome === 'failed' && one.action !== 'failed' ? 1 : 0;
    progress.advance(one.name);
  });
  progress.end();
  const isWaitedFor = wait || (ring.waitForChecks && run.plan.rings.at(-1) !== ring.name);
  const open = repositories.filter(
    ({ name, action }) => action === 'change' && OPEN.includes(outcomes.get(name)?.outcome ?? 'none'),
  );
  let pending = 0;
  if (isWaitedFor && open.length > 0 && failures <= ring.failureBudget) {
    const checks = await ringChecks(run, ring.name, open, ring.failureBudget - failures, options);
    for (const one of checks.red) {
      outcomes.set(one.name, outcome(one, 'failed', 'Its checks are red.', outcomes.get(one.name)));
    }
    failures += checks.red.length;
    pending = checks.pending.length;
  }
  const state = failures > ring.failureBudget ? 'stopped' : pending > 0 ? 'waiting' : 'done';
  return { name: ring.name, state, failures, budget: ring.failureBudget };
}

/** One repository. What fails there stays there; a token that is refused ends everything. */
async function applyOne(planned: PlannedRepository, run: Run): Promise<RepositoryOutcome> {
  if (planned.action !== 'change' && planned.action !== 'dispatch') {
    return outcome(planned, planned.action, planned.reason);
  }
  const before = run.journal.outcomeOf(planned.name);
  if (before) {
    return before;
  }
  try {
    const result = await (planned.action === 'change' ? applyChange : applyDispatch)(planned, run);
    run.answered = true;
    if (DONE.includes(result.outcome)) {
      run.journal.add('done', planned.name, result);
    }
    return result;
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind === 'unauthorized') {
      throw error;
    }
    if (error.kind === 'unavailable') {
      run.unavailable = error;
    } else {
      run.answered = true;
    }
    return outcome(planned, 'failed', `${error.message} (${error.request})`);
  }
}

function later(one: PlannedRepository, ring: string, halted: boolean): RepositoryOutcome {
  return one.action === 'change' || one.action === 'dispatch'
    ? outcome(one, 'later', halted ? 'An earlier ring did not finish.' : `Too many of ${ring} failed.`)
    : outcome(one, one.action, one.reason);
}

function report(
  plan: FleetPlan,
  rings: readonly RingOutcome[],
  outcomes: readonly RepositoryOutcome[],
  requests: number,
): ApplyReport {
  const stopped = rings.filter(({ state }) => state !== 'done').map(({ name }) => name);
  const order = rings.map(({ name }) => name);
  return {
    campaign: plan.campaign,
    rings,
    repositories: [...outcomes].sort((a, b) => order.indexOf(a.ring) - order.indexOf(b.ring) || (a.name < b.name ? -1 : 1)),
    stopped,
    requests,
    ok: stopped.length === 0 && !outcomes.some(({ outcome: what }) => what === 'failed' || what === 'blocked'),
  };
}
