import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ChecksVerdict } from '../src/github';
import { GitHubError } from '../src/github-error';
import { isInShard } from '../src/shard';
import { AFTER, BEFORE, CONFIG, Machine, outcomes, planOf } from './application';
import { MemoryGitHub } from './memory-github';

const BRANCH = 'pgplatform/packages-0.3.0';
const repositories = (...names: string[]) => new MemoryGitHub(Object.fromEntries(names.map((name) => [name, BEFORE])));
const failing =
  (...names: string[]) =>
  (request: string) => {
    if (names.some((name) => request === `createTree ${name}`)) {
      throw new GitHubError('unprocessable', 'POST git/trees', 'No.', 422);
    }
  };
const later = { outcome: 'later' };

/** Every repository has its branch with the planned content, and one pull request that is open; others were closed as its duplicates. */
function expectOnce(github: MemoryGitHub): void {
  for (const name of github.repositories.keys()) {
    expect([...github.of(name).branches.keys()]).toEqual(['main', BRANCH]);
    expect(github.files(name, BRANCH)).toEqual(AFTER);
    expect(github.head(name, BRANCH).parents).toEqual([github.head(name).sha]);
    const open = github.pulls(name).filter((pull) => pull.state === 'open');
    expect(open).toMatchObject([{ number: 1, labels: ['pgplatform'] }]);
    expect(github.pulls(name).filter((pull) => pull.state === 'closed' && !pull.body.includes('closed=duplicate'))).toEqual([]);
  }
}

describe('rings', () => {
  test('one after the other, by name in the report', async () => {
    const github = repositories('b', 'canary-1', 'a');
    const report = await new Machine().apply(github, planOf(github));
    expect(report).toMatchObject({ ok: true, stopped: [], campaign: 'packages-0.3.0', requests: github.asked.length });
    expect(report.rings).toEqual([
      { name: 'canary', state: 'done', failures: 0, budget: 0 },
      { name: 'rest', state: 'done', failures: 0, budget: 1 },
    ]);
    expect(report.repositories.map((one) => one.name)).toEqual(['canary-1', 'a', 'b']);
    const begun = github.asked.filter((request) => request.startsWith('createBranch'));
    expect(begun[0]).toBe('createBranch canary-1');
  });

  test('more failures than the budget stop the ring and the ones after it', async () => {
    const github = repositories('canary-1', 'canary-2', 'canary-3', 'a');
    github.before = failing('canary-1');
    const config = { ...CONFIG, limits: { ...CONFIG.limits, concurrency: 1 } };
    const report = await new Machine().apply(github, planOf(github), { config });
    expect(report).toMatchObject({ ok: false, stopped: ['canary', 'rest'] });
    expect(report.rings.map((ring) => ring.state)).toEqual(['stopped', 'not begun']);
    expect(report.repositories).toMatchObject([
      { name: 'canary-1', outcome: 'failed' },
      { ...later, reason: 'Too many of canary failed.' },
      { ...later, reason: 'Too many of canary failed.' },
      { ...later, reason: 'An earlier ring did not finish.' },
    ]);
  });

  test('failures within the budget do not', async () => {
    const github = repositories('a', 'b', 'c');
    github.before = failing('a');
    const report = await new Machine().apply(github, planOf(github));
    expect(outcomes(report)).toEqual({ a: 'failed', b: 'opened', c: 'opened' });
    expect(report).toMatchObject({ ok: false, stopped: [] });
  });

  test('one alone', async () => {
    const github = repositories('canary-1', 'a');
    const report = await new Machine().apply(github, planOf(github), { ring: 'rest' });
    expect(outcomes(report)).toEqual({ a: 'opened' });
  });

  test('one that there is not', async () => {
    const github = repositories('a');
    await expect(new Machine().apply(github, planOf(github), { ring: 'first' })).rejects.toThrow('RING_UNKNOWN');
    await expect(new Machine().apply(github, planOf(github, { rings: ['canary', 'gone', 'rest'] }))).rejects.toThrow('gone');
  });

  test('what the plan has nothing to do for is reported as it is there', async () => {
    const github = repositories('a');
    const report = await new Machine().apply(github, planOf(github, {}, { action: 'blocked', reason: 'Seal the secret.' }));
    expect(report.repositories).toEqual([{ name: 'a', ring: 'rest', outcome: 'blocked', reason: 'Seal the secret.' }]);
    expect(report.ok).toBe(false);
    expect(github.asked).toEqual([]);
  });
});

describe('checks', () => {
  const verdicts = (github: MemoryGitHub, ...looks: ChecksVerdict[]) => {
    let look = 0;
    github.verdict = () => looks[Math.min(look++, looks.length - 1)];
  };

  test('the next ring waits until they are green', async () => {
    const github = repositories('canary-1', 'a');
    verdicts(github, 'pending', 'pending', 'success');
    const machine = new Machine();
    expect(await machine.apply(github, planOf(github))).toMatchObject({ ok: true });
    expect(machine.waited).toBe(60_000);
    expect(machine.notes).toEqual(['canary: 1 of 1 wait for their checks; looking again every 30 s for at most 60 min.']);
    expect(github.asked.indexOf('createBranch a')).toBeGreaterThan(github.asked.lastIndexOf('checks canary-1'));
  });

  test('red ones are failures', async () => {
    const github = repositories('canary-1', 'a');
    verdicts(github, 'pending', 'failure');
    const report = await new Machine().apply(github, planOf(github));
    expect(report.repositories).toMatchObject([
      { outcome: 'failed', reason: 'Its checks are red.', url: expect.any(String) },
      later,
    ]);
    expect(report.rings[0]).toEqual({ name: 'canary', state: 'stopped', failures: 1, budget: 0 });
  });

  test('that nobody checks counts from the second look on', async () => {
    const github = repositories('canary-1', 'a');
    verdicts(github, 'none');
    const machine = new Machine();
    expect(await machine.apply(github, planOf(github))).toMatchObject({ ok: true });
    expect(machine.waited).toBe(30_000);
  });

  test('after an hour it stops waiting, and the next run goes on', async () => {
    const github = repositories('canary-1', 'a');
    verdicts(github, 'pending');
    const machine = new Machine();
    const plan = planOf(github);
    const report = await machine.apply(github, plan);
    expect(report.rings.map((ring) => ring.state)).toEqual(['waiting', 'not begun']);
    expect(machine.waited).toBe(3600_000);
    verdicts(github, 'success');
    expect(outcomes(await machine.apply(github, plan))).toEqual({ 'canary-1': 'unchanged', a: 'opened' });
  });

  test('the last ring is waited for when asked', async () => {
    const github = repositories('a');
    verdicts(github, 'pending', 'success');
    const machine = new Machine();
    await machine.apply(github, planOf(github), { wait: true });
    expect(machine.waited).toBe(30_000);
  });

  test('a question that fails is asked again', async () => {
    const github = repositories('canary-1', 'a');
    let failed = false;
    github.before = (request) => {
      if (request === 'checks canary-1' && !failed) {
        failed = true;
        throw new GitHubError('unavailable', 'GET', 'Bad Gateway', 502);
      }
    };
    expect(await new Machine().apply(github, planOf(github))).toMatchObject({ ok: true });
  });
});

describe('limits', () => {
  test('--limit: so many new ones, and the next run goes on', async () => {
    const github = repositories('a', 'b', 'c');
    const machine = new Machine();
    const plan = planOf(github);
    expect(outcomes(await machine.apply(github, plan, { limit: 2 }))).toEqual({ a: 'opened', b: 'opened', c: 'later' });
    expect(outcomes(await machine.apply(github, plan, { limit: 2 }))).toEqual({ a: 'unchanged', b: 'unchanged', c: 'opened' });
  });

  test('so many may be open at the same time, whoever opened them', async () => {
    const github = repositories('a', 'b', 'c');
    const config = { ...CONFIG, limits: { ...CONFIG.limits, openPullRequests: 2 } };
    const plan = planOf(github);
    expect(outcomes(await new Machine().apply(github, plan, { config }))).toEqual({ a: 'opened', b: 'opened', c: 'later' });
    expect(outcomes(await new Machine().apply(github, plan, { config }))).toMatchObject({ c: 'later' });
    github.merge('a', 1);
    expect(outcomes(await new Machine().apply(github, plan, { config }))).toEqual({ a: 'merged', b: 'unchanged', c: 'opened' });
  });

  test('parts: each repository is in one', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `db-${i}`);
    const github = repositories(...names);
    const plan = planOf(github);
    for (const index of [1, 2, 3]) {
      const report = await new Machine().apply(github, plan, { shard: { index, count: 3 } });
      expect(report.repositories.map((one) => one.name).sort()).toEqual(
        names.filter((name) => isInShard(name, { index, count: 3 })).sort(),
      );
    }
    expectOnce(github);
  });

  test('pull requests an hour: it waits and says so, also for those of the run before', async () => {
    const github = repositories('a', 'b', 'c');
    const config = { ...CONFIG, limits: { concurrency: 1, pullRequestsPerHour: 2 } };
    const machine = new Machine();
    const plan = planOf(github);
    await machine.apply(github, plan, { config, limit: 1 });
    await machine.apply(github, plan, { config });
    expect(machine.waited).toBe(3600_000);
    expect(machine.notes).toEqual(['Waiting 3600 s: 2 pull requests an hour.']);
    expectOnce(github);
  });
});

describe('its own workflow makes the pull request', () => {
  const dispatching = (github: MemoryGitHub) => planOf(github, { platformRelease: '2026.07' }, { action: 'dispatch' });

  test('it is started once', async () => {
    const github = repositories('a');
    const machine = new Machine();
    const plan = dispatching(github);
    expect(outcomes(await machine.apply(github, plan))).toEqual({ a: 'dispatched' });
    expect(outcomes(await machine.apply(github, plan))).toEqual({ a: 'unchanged' });
    expect(github.asked.filter((request) => request.startsWith('dispatchWorkflow'))).toHaveLength(1);
  });

  test('from another machine as well, once its pull request is open', async () => {
    const github = repositories('a');
    github.commitTo('a', 'pgplatform/upgrade', {});
    await github
      .port()
      .createPullRequest({ owner: 'acme', name: 'a' }, { title: '', body: '', head: 'pgplatform/upgrade', base: 'main' });
    const report = await new Machine().apply(github, dispatching(github));
    expect(report.repositories[0]).toMatchObject({ outcome: 'unchanged', url: 'https://github.test/acme/a/pull/1' });
  });

  test('where there is none, it is said', async () => {
    const github = repositories('a');
    github.before = (request) => {
      if (request.startsWith('dispatchWorkflow')) {
        throw new GitHubError('not found', 'POST', 'Not Found', 404);
      }
    };
    expect(outcomes(await new Machine().apply(github, dispatching(github)))).toEqual({ a: 'blocked' });
  });
});

describe('GitHub itself', () => {
  test('refuses the token: nothing more is asked', async () => {
    const github = repositories('a', 'b', 'c', 'd', 'e');
    github.before = () => {
      throw new GitHubError('unauthorized', 'GET', 'Bad credentials', 401);
    };
    await expect(new Machine().apply(github, planOf(github))).rejects.toMatchObject({ kind: 'unauthorized' });
    expect(github.asked.length).toBeLessThanOrEqual(CONFIG.limits.concurrency);
  });

  test('cannot be reached: that is the error, not many repositories that failed', async () => {
    const github = repositories('a', 'b', 'c', 'd', 'e');
    github.before = () => {
      throw new GitHubError('unavailable', 'GET', 'connect ECONNREFUSED');
    };
    await expect(new Machine().apply(github, planOf(github))).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('exactly once', () => {
  test('killed before any request, and gone on with on the same machine or another', async () => {
    const names = ['a', 'canary-1'];
    const requests = repositories(...names);
    await new Machine().apply(requests, planOf(requests));
    for (let at = 1; at <= requests.asked.length; at++) {
      for (const same of [true, false]) {
        const github = repositories(...names);
        const plan = planOf(github);
        const machine = new Machine();
        github.before = () => {
          if (github.asked.length >= at) {
            throw new Error('killed');
          }
        };
        await expect(machine.apply(github, plan)).rejects.toThrow('killed');
        github.before = () => {};
        const after = same ? machine : new Machine();
        expect(await after.apply(github, plan)).toMatchObject({ ok: true });
        if (same) {
          expectOnce(github);
        }
        expect(names.map((name) => github.pulls(name).length)).toEqual([1, 1]);
        expect(names.map((name) => github.files(name, BRANCH))).toEqual([AFTER, AFTER]);
      }
    }
  });

  test.each([
    ['GitHub refuses the second', false],
    ['GitHub takes both, and the younger one is closed by whoever made it', true],
  ])('two that make the same pull request at the same moment: %s', async (_, lax) => {
    const github = repositories('a');
    github.lax = lax;
    let both = () => {};
    const arrived = new Promise<void>((resolve) => {
      both = resolve;
    });
    github.before = (request) => {
      if (request === 'createPullRequest a') {
        if (github.asked.filter((one) => one === request).length === 2) {
          both();
        }
        return arrived;
      }
      return undefined;
    };
    const plan = planOf(github);
    const reports = await Promise.all([new Machine().apply(github, plan), new Machine().apply(github, plan)]);
    expect(reports.map((report) => report.repositories[0].url)).toEqual(Array(2).fill('https://github.test/acme/a/pull/1'));
    expect(github.pulls('a').map((pull) => pull.state)).toEqual(lax ? ['open', 'closed'] : ['open']);
    expectOnce(github);
  });

  test('a duplicate that a kill has left is closed by the next run', async () => {
    const github = repositories('a');
    const plan = planOf(github);
    await new Machine().apply(github, plan);
    github.lax = true;
    const [{ title, body, head, base }] = github.pulls('a');
    await github.port().createPullRequest({ owner: 'acme', name: 'a' }, { title, body, head, base });
    expect(outcomes(await new Machine().apply(github, plan))).toEqual({ a: 'unchanged' });
    expectOnce(github);
  });

  test.each(Array.from({ length: 20 }, (_, i) => i + 1))('two at the same time, in order %i', async (seed) => {
    const github = repositories('a', 'b', 'canary-1');
    github.lax = seed % 2 === 0;
    let state = seed;
    github.before = async () => {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      for (let turns = state % 7; turns > 0; turns--) {
        await new Promise((done) => setImmediate(done));
      }
    };
    const plan = planOf(github);
    const reports = await Promise.all([new Machine().apply(github, plan), new Machine().apply(github, plan)]);
    expect(reports.map((report) => report.ok)).toEqual([true, true]);
    expectOnce(github);
  });
});

test('the journal tells what was done, in lines that hold no content', async () => {
  const github = repositories('a');
  const machine = new Machine();
  await machine.apply(github, planOf(github));
  const text = fs.readFileSync(path.join(machine.folder, 'plan.json.journal'), 'utf8');
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map((line) => line.did)).toEqual(['opening', 'done', 'end']);
  expect(text).not.toContain('instances');
});
