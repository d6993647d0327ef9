import { configError, PlatformRelease } from '@pgplatform/core';
import { discover } from './discovery';
import type { FleetConfig } from './fleet-config';
import type { FleetPlan, PlannedRepository } from './fleet-plan';
import type { GitHub, RemoteRepository } from './github';
import { LockFiles } from './lock-file';
import { applyCost, pullRequestsPerHour } from './pace';
import { Manifests } from './plan/manifests';
import { ordered } from './plan/ordered';
import { PACKAGE_VERSION } from './plan/package-version';
import type { Progress } from './progress';
import { Isolation } from './sandbox/isolation';
import { withoutTokens } from './token';

/** What is planned. */
export interface PlanOptions {
  /** Platform release that repositories move to, one step at a time. @default - the packages alone */
  readonly to?: string;
  /** Only this repository. */
  readonly only?: string;
  /** Customised repositories are generated in a sandbox. @default - their own workflow is asked to */
  readonly isolate?: boolean;
  readonly now: Date;
  /** Environment of children, which get it without tokens. */
  readonly env: NodeJS.ProcessEnv;
  readonly note: (line: string) => void;
  readonly progress?: Progress;
}

/** A plan that is being made: what is known at once, repository after repository, then what it costs. */
export interface PlanDraft {
  readonly head: Omit<FleetPlan, 'repositories' | 'cost'>;
  /** In the order of their names; only a few are in memory. */
  readonly repositories: AsyncIterable<PlannedRepository>;
  /** Once all repositories were taken. */
  cost(): FleetPlan['cost'];
}

/** Plans a fleet, and writes nothing to GitHub. Throws a ConfigProblem `RELEASE_UNKNOWN` or `REPOSITORY_UNKNOWN`. */
export async function planFleet(github: GitHub, config: FleetConfig, options: PlanOptions): Promise<FleetPlan> {
  const draft = planDraft(github, config, options);
  const repositories: PlannedRepository[] = [];
  for await (const repository of draft.repositories) repositories.push(repository);
  return { ...draft.head, repositories, cost: draft.cost() };
}

/** The same, for fleets that do not fit into memory. */
export function planDraft(github: GitHub, config: FleetConfig, options: PlanOptions): PlanDraft {
  const { to, now } = options;
  if (to !== undefined) PlatformRelease.of(to);
  const counts = { change: 0, dispatch: 0 };
  const before = github.traffic.requests;
  return {
    head: {
      planVersion: 1,
      packageVersion: PACKAGE_VERSION,
      ...(to !== undefined && { platformRelease: to }),
      campaign: to === undefined ? `packages-${PACKAGE_VERSION}` : `release-${to}`,
      madeAt: now.toISOString(),
      owner: config.owner,
      api: config.api,
      rings: config.rings.map(({ name }) => name),
    },
    repositories: counted(planned(github, config, options), counts),
    cost: () => {
      const { requests, seconds } = applyCost(counts.change, config.limits);
      return {
        planRequests: github.traffic.requests - before,
        applyRequests: requests + counts.dispatch,
        pullRequests: counts.change,
        pullRequestsPerHour: pullRequestsPerHour(config.limits),
        seconds,
      };
    },
  };
}

async function* counted(repositories: AsyncIterable<PlannedRepository>, counts: { change: number; dispatch: number }) {
  for await (const repository of repositories) {
    if (repository.action === 'change' || repository.action === 'dispatch') counts[repository.action]++;
    yield repository;
  }
}

async function* planned(github: GitHub, config: FleetConfig, options: PlanOptions): AsyncGenerator<PlannedRepository> {
  const { to, now, progress } = options;
  const { plannedRepository } = require('./plan/planned-repository') as typeof import('./plan/planned-repository'); // half a second: projen and cdk8s
  const env = withoutTokens(options.env);
  const locks = new LockFiles(env);
  let isolation: Isolation | undefined;
  try {
    isolation = options.isolate ? new Isolation(locks, env) : undefined;
    const planning = {
      github,
      config,
      to,
      today: now.toISOString().slice(0, 10),
      locks,
      manifests: new Manifests(),
      isolation,
    };
    const found = await discovered(github, config, options.only);
    progress?.begin('planning', found.length);
    for await (const one of ordered(found, config.limits.concurrency, (repository) => plannedRepository(planning, repository))) {
      progress?.advance(one.name);
      yield one;
    }
  } finally {
    progress?.end();
    isolation?.close();
    locks.close();
  }
}

async function discovered(github: GitHub, config: FleetConfig, only: string | undefined): Promise<RemoteRepository[]> {
  const found: RemoteRepository[] = [];
  for await (const repository of discover(github, config)) {
    if (only === undefined || repository.name === only) found.push(repository);
  }
  if (only !== undefined && found.length === 0) {
    throw configError([
      {
        code: 'REPOSITORY_UNKNOWN',
        path: '--only',
        message: 'fleet.yaml finds no such repository.',
        given: only,
        fix: 'Name one that it finds, or change repositories in fleet.yaml.',
      },
    ]);
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}
