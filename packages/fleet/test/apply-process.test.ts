import * as fs from 'node:fs';
import { type Emulator, startEmulator } from './emulator/emulator';
import { FAULTS, type FaultRule } from './emulator/fault-proxy';
import { startFleet } from './fleet-process';
import { ONCE, PlannedFleet } from './planned-fleet';

const KILLS = 50;
/** Fleets that are killed, each several times. */
const FLEETS = 10;
/** The latest request at which one is killed: all kills of a fleet come before it is through. */
const LATEST = 13;
const AT_ONCE = 4;

/** Names of the repositories of a case. */
const named = (what: string, count: number) => Array.from({ length: count }, (_, i) => `${what}-${i}`);
const kills = Array.from({ length: FLEETS }, (_, i) => named(`kill-${i}`, 6));
const races = Array.from({ length: 2 }, (_, i) => named(`race-${i}`, 6));
const borne = named('borne', 10).concat('borne-a', 'borne-b');
const failing = named('failing', 8);

let emulator: Emulator;
const fleets: PlannedFleet[] = [];

beforeAll(async () => {
  emulator = await startEmulator({
    repositories: [...kills, borne, failing, ['alone-0', 'alone-1']].flat().map((name) => ({ name })),
  });
});
afterAll(async () => {
  await Promise.all(fleets.map((fleet) => fleet.proxy.stop()));
  await emulator.stop();
});

async function fleetOf(names: readonly string[], rules: readonly FaultRule[] = []): Promise<PlannedFleet> {
  const fleet = await PlannedFleet.of(emulator, names, rules);
  fleets.push(fleet);
  return fleet;
}

/** Runs jobs, some at the same time. */
async function inLanes<T>(items: readonly T[], lanes: number, run: (item: T, i: number) => Promise<void>): Promise<void> {
  const left = items.entries();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const [i, item] of left) {
        await run(item, i);
      }
    }),
  );
}

/** Numbers from 0 to 1 that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

test(`killed ${KILLS} times at a random request, and gone on with: each branch and pull request once, with the right content`, async () => {
  const random = seeded(6);
  const points = kills.map(() => ({
    forget: random() < 0.3,
    kills: Array.from({ length: KILLS / FLEETS }, () => ({ at: 1 + Math.floor(random() * LATEST), how: random() })),
  }));
  let killed = 0;
  await inLanes(kills, AT_ONCE, async (names, i) => {
    const fleet = await fleetOf(names);
    for (const { at, how } of points[i].kills) {
      if (await killedAt(fleet, at, how)) {
        killed++;
      }
      if (points[i].forget) {
        fleet.forget();
      }
    }
    expect(await fleet.apply()).toMatchObject({ code: 0 });
    // That a pull request was about to get its labels is in the journal alone.
    const once = points[i].forget ? { ...ONCE, labels: expect.any(Array), reviewers: expect.any(Array) } : ONCE;
    expect(await fleet.state()).toEqual(names.map(() => once));
  });
  expect(killed).toBe(KILLS);
});

/**
 * Kills a run at a request; GitHub hears that request and answers, only hears it, or not even that, and hears nothing after it.
 *
 * Gives whether the run was not through before.
 */
async function killedAt(fleet: PlannedFleet, request: number, how: number): Promise<boolean> {
  const cut = how < 0.33 ? 'before' : how < 0.66 ? 'after' : undefined;
  const silence: FaultRule = { after: cut ? request - 1 : request, fault: { hold: true } };
  fleet.proxy.setRules(cut ? [{ after: request - 1, times: 1, fault: { cut } }, silence] : [silence]);
  const before = fleet.proxy.count();
  const { child, ended } = fleet.start();
  const watch = setInterval(() => {
    if (fleet.proxy.count() - before >= request) {
      child.kill('SIGKILL');
    }
  }, 1);
  const { code } = await ended;
  clearInterval(watch);
  fleet.proxy.setRules([]);
  return code === null;
}

test.each([
  ['that takes a second pull request of a branch', 0],
  ['that refuses it, as GitHub does', 1],
])('two at the same time on different machines are as one, at a server %s', async (_, i) => {
  const server = await startEmulator({ strict: i === 1, repositories: races[i].map((name) => ({ name })) });
  try {
    const fleet = await PlannedFleet.of(server, races[i]);
    const reports = await Promise.all([fleet.apply(), fleet.another().apply()]);
    expect(reports.map(({ code }) => code)).toEqual([0, 0]);
    expect(await fleet.state()).toEqual(races[i].map(() => ONCE));
    await fleet.proxy.stop();
  } finally {
    await server.stop();
  }
});

describe('a bad day of GitHub', () => {
  type Request = Pick<FaultRule, 'method' | 'path'>;
  const tree = (name: string): Request => ({ method: 'POST', path: new RegExp(`/${name}/git/trees`) });
  const branch = (name: string): Request => ({ method: 'POST', path: new RegExp(`/${name}/git/refs`) });
  const pull = (name: string): Request => ({ method: 'POST', path: new RegExp(`/${name}/pulls$`) });
  const list = (name: string): Request => ({ method: 'GET', path: new RegExp(`/${name}/pulls\\?`) });

  describe('is borne: done all the same, once', () => {
    const CASES: [string, (name: string) => Request, Omit<FaultRule, keyof Request>][] = [
      ['500 for the tree', tree, { times: 1, fault: FAULTS.serverError }],
      ['502 for the branch', branch, { times: 1, fault: FAULTS.badGateway }],
      ['a cut before the branch is made', branch, { times: 1, fault: { cut: 'before' } }],
      ['a cut after the branch was made', branch, { times: 1, fault: { cut: 'after' } }],
      ['502 for the pull request', pull, { times: 1, fault: FAULTS.badGateway }],
      ['a cut before the pull request is made', pull, { times: 1, fault: { cut: 'before' } }],
      ['a cut after the pull request was made', pull, { times: 1, fault: { cut: 'after' } }],
      ['a cut in the middle of the answer of the pull request', pull, { times: 1, fault: { cut: 'middle' } }],
      ['a slow answer', pull, { fault: { delay: 1500 } }],
      ['a rate limit of two seconds', tree, { times: 1, fault: FAULTS.rateLimit(2) }],
      ['a secondary limit (403) of a second', pull, { times: 1, fault: FAULTS.secondaryLimit(1) }],
      ['a secondary limit (429) of a second', pull, { times: 1, fault: FAULTS.secondaryLimit(1, 429) }],
    ];
    let states: object[];

    beforeAll(async () => {
      const rules = CASES.map(([, request, rule], i) => ({ ...request(borne[i]), ...rule }));
      const fleet = await fleetOf(borne, rules);
      const { code, report } = await fleet.apply();
      expect([code, report.repositories.filter(({ outcome }: any) => outcome !== 'opened')]).toEqual([0, []]);
      states = await fleet.state();
    });

    test.each(CASES.map(([title], i) => [title, i] as const))('%s', (_, i) => {
      expect(states[i]).toEqual(ONCE);
    });
  });

  describe('fails one repository: the others go on, and the next run ends it', () => {
    const CASES: [string, (name: string) => Request, FaultRule['fault'], string][] = [
      ['403', tree, FAULTS.forbidden, 'forbidden (403): Resource not accessible by personal access token'],
      ['404', tree, FAULTS.notFound, 'not found (404): Not Found'],
      ['409', tree, FAULTS.conflict, 'conflict (409): Git Repository is empty.'],
      ['422, there is a pull request, and there is none', pull, FAULTS.pullExists, 'lists none'],
      ['500 each time', tree, FAULTS.serverError, 'unavailable (500): Server Error'],
      ['a cut each time', tree, { cut: 'before' }, 'unavailable: no answer'],
      ['no JSON', list, FAULTS.invalidJson, 'invalid answer'],
    ];
    let first: Awaited<ReturnType<PlannedFleet['apply']>>;
    let next: Awaited<ReturnType<PlannedFleet['apply']>>;
    let states: object[];

    beforeAll(async () => {
      const fleet = await fleetOf(
        failing,
        CASES.map(([, request, fault], i) => ({ ...request(failing[i]), fault })),
      );
      first = await fleet.apply();
      fleet.proxy.setRules([]);
      next = await fleet.apply();
      states = await fleet.state();
    });

    test.each(CASES.map(([title, , , reason], i) => [title, reason, i] as const))('%s', (_, reason, i) => {
      expect(first.code).toBe(1);
      expect(first.report.repositories[i]).toMatchObject({ outcome: 'failed', reason: expect.stringContaining(reason) });
      expect(next.code).toBe(0);
      expect(states[i]).toEqual(ONCE);
    });

    test('nothing: it is done in the first run', () => {
      expect(first.report.repositories[CASES.length]).toMatchObject({ name: failing[CASES.length], outcome: 'opened' });
      expect(next.report.repositories[CASES.length]).toMatchObject({ outcome: 'unchanged' });
    });
  });

  test.each<[string, FaultRule, string]>([
    ['401', { fault: FAULTS.unauthorized }, 'unauthorized (401): Bad credentials'],
    ['nobody answers', { fault: { cut: 'before' } }, 'unavailable: no answer'],
  ])('%s: exit code 3', async (_, rule, message) => {
    const { code, report } = await (await fleetOf(['alone-0'], [rule])).apply();
    expect([code, report.problems[0].code]).toEqual([3, 'GITHUB_FAILED']);
    expect(report.problems[0].message).toContain(message);
  });
});

test('what a person reads: what was done, and how much of it', async () => {
  const fleet = await fleetOf(['alone-1']);
  const { stdout, code } = await startFleet(['apply', 'plan.json'], fleet.path('.'), emulator.env).ended;
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    'REPOSITORY  RING  OUTCOME  WHY',
    expect.stringMatching(/^alone-1 {5}all {3}opened {3}#1 is open\. http.*\/acme\/alone-1\/pull\/1$/),
    '1 opened; 12 requests.',
    '',
  ]);
});

test('the token is in no output, file, request or body of all of these runs', () => {
  const traces = fleets.map((fleet) => fleet.traces()).join('\n');
  expect(traces).toContain('Packages 0.3.0');
  expect(traces).not.toContain(emulator.token);
  expect(fs.readFileSync(fleets[0].path('plan.json.journal'), 'utf8')).toContain('"did":"end"');
});
