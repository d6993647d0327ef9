import type { FleetConfig } from './fleet-config';
import type { GitHub } from './github';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * What GitHub allows of requests that make content, before it answers with a secondary limit.
 *
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
const CONTENT_LIMITS = [
  { most: 80, within: MINUTE },
  { most: 500, within: HOUR },
];

/** Requests that make content, of a repository that gets a pull request: tree, commit, branch, pull request, reviewers, labels. */
const CONTENT_PER_PULL_REQUEST = 6;

/** The others: the repository, three branches or commits, three lists of pull requests. */
const READS_PER_PULL_REQUEST = 7;

const WRITES: ReadonlySet<string | symbol> = new Set<keyof GitHub>([
  'createTree',
  'createCommit',
  'createBranch',
  'updateBranch',
  'deleteBranch',
  'createPullRequest',
  'updatePullRequest',
  'addLabels',
  'removeLabel',
  'requestReviewers',
  'dispatchWorkflow',
]);

/** The clock, and waiting for it: tests put another one in. */
export interface Clock {
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Pull requests an hour: what the configuration asks for, and no more than GitHub takes. */
export function pullRequestsPerHour(limits: FleetConfig['limits']): number {
  return Math.min(limits.pullRequestsPerHour, Math.floor(500 / CONTENT_PER_PULL_REQUEST));
}

/** What applying costs: requests, and seconds at the pace. */
export function applyCost(pullRequests: number, limits: FleetConfig['limits']): { requests: number; seconds: number } {
  const perHour = pullRequestsPerHour(limits);
  const perMinute = Math.floor(80 / CONTENT_PER_PULL_REQUEST);
  const hours = Math.floor(Math.max(0, pullRequests - 1) / perHour);
  return {
    requests: pullRequests * (CONTENT_PER_PULL_REQUEST + READS_PER_PULL_REQUEST),
    // Every hour's are made as fast as a minute allows, and the next hour's begin an hour later.
    seconds: Math.ceil(hours * 3600 + ((pullRequests - hours * perHour) / perMinute) * 60),
  };
}

/** Keeps what is written to GitHub below its limits; a part of a fleet (see `Shard`) gets its part of them. */
export class Pace {
  private readonly windows: { most: number; readonly within: number; readonly what: 'content' | 'pull'; times: number[] }[];

  /**
   * @param limits of the configuration
   * @param parts how many work at the same time with the same token
   * @param earlier when pull requests were made before, in milliseconds: those of the last hour count
   */
  constructor(
    limits: FleetConfig['limits'],
    parts: number,
    earlier: readonly number[],
    private readonly clock: Clock,
    private readonly note: (line: string) => void,
  ) {
    const share = (most: number) => Math.max(1, Math.floor(most / parts));
    this.windows = [
      ...CONTENT_LIMITS.map(({ most, within }) => ({ most: share(most), within, what: 'content' as const, times: [] })),
      { most: share(pullRequestsPerHour(limits)), within: HOUR, what: 'pull', times: [...earlier] },
    ];
  }

  /** The same GitHub, whose writing waits for its turn. */
  paced(github: GitHub): GitHub {
    return new Proxy(github, {
      get: (target, name) => {
        const member = Reflect.get(target, name);
        return typeof member !== 'function'
          ? member
          : !WRITES.has(name)
            ? member.bind(target)
            : async (...given: unknown[]) => {
                await this.turn('content');
                return member.apply(target, given);
              };
      },
    });
  }

  /** Waits until one more is allowed, and counts it: a pull request, or a request that makes content. */
  async turn(what: 'pull' | 'content'): Promise<void> {
    const mine = this.windows.filter((window) => window.what === what);
    for (;;) {
      const now = this.clock.now().getTime();
      for (const window of mine) {
        window.times = window.times.filter((time) => time > now - window.within);
      }
      const full = mine.find((window) => window.times.length >= window.most);
      if (!full) {
        for (const window of mine) {
          window.times.push(now);
        }
        return;
      }
      const wait = full.times[full.times.length - full.most] + full.within - now;
      if (wait > 10 * SECOND) {
        const one = what === 'pull' ? 'pull requests' : 'requests that make content';
        this.note(`Waiting ${Math.ceil(wait / SECOND)} s: ${full.most} ${one} ${full.within === HOUR ? 'an hour' : 'a minute'}.`);
      }
      await this.clock.pause(wait);
    }
  }
}
