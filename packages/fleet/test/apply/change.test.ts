import type { GitHubErrorKind } from '../../src/github-error';
import { GitHubError } from '../../src/github-error';
import { readMarker } from '../../src/marker';
import { AFTER, BEFORE, Machine, outcomes, planOf } from '../application';
import { MemoryGitHub } from '../memory-github';

const BRANCH = 'pgplatform/packages-0.3.0';
const other = (file: string, content: string) => ({ files: [{ path: file, mode: '100644' as const, content }] });

let github: MemoryGitHub;
beforeEach(() => {
  github = new MemoryGitHub({ 'payments-db': BEFORE });
});

async function opened() {
  const plan = planOf(github);
  await new Machine().apply(github, plan);
  return plan;
}

/** Applies, on a machine without a journal of before, and gives the one line of the report. */
async function line(plan = planOf(github)) {
  const report = await new Machine().apply(github, plan);
  return report.repositories[0];
}

test('one commit on the base, one branch, one pull request with labels and reviewers', async () => {
  expect(await line()).toMatchObject({ outcome: 'opened', url: 'https://github.test/acme/payments-db/pull/1' });
  expect(github.files('payments-db', BRANCH)).toEqual(AFTER);
  expect(github.head('payments-db', BRANCH).parents).toEqual([github.head('payments-db').sha]);
  expect(github.head('payments-db', BRANCH).message).toMatch(
    /^Packages 0\.3\.0\n\nPgplatform-Fleet: campaign=packages-0\.3\.0 plan=/,
  );
  expect(github.pulls('payments-db')).toMatchObject([
    { number: 1, title: 'Packages 0.3.0', labels: ['pgplatform'], head: BRANCH },
  ]);
  expect(readMarker(github.pulls('payments-db')[0].body)).toMatchObject({
    campaign: 'packages-0.3.0',
    tree: github.head('payments-db', BRANCH).tree,
  });
  expect(github.of('payments-db').reviewers.get(1)).toEqual(['ann', 'dba']);
});

test('a file without content is removed', async () => {
  await line(planOf(github, {}, { files: [{ path: 'base/cluster.yaml', mode: '100644', content: undefined }] }));
  expect(Object.keys(github.files('payments-db', BRANCH)!)).toEqual(['README.md', 'package.json']);
});

test('applied again from another machine, it writes nothing', async () => {
  const plan = await opened();
  const asked = github.asked.length;
  expect(await line(plan)).toMatchObject({ outcome: 'unchanged' });
  expect(github.asked.slice(asked)).toEqual(
    ['repository', 'pullRequests', 'pullRequests', 'branch', 'commit'].map((request) => `${request} payments-db`),
  );
});

test('labels and reviewers that do not work are a warning', async () => {
  github.before = (request) => {
    if (request.startsWith('addLabels') || request.startsWith('requestReviewers')) {
      throw new GitHubError('unprocessable', 'POST', 'Reviews may only be requested from collaborators.', 422);
    }
  };
  expect(await line()).toMatchObject({
    outcome: 'opened',
    warnings: [
      'labels: Reviews may only be requested from collaborators.',
      'reviewers: Reviews may only be requested from collaborators.',
    ],
  });
});

describe('the default branch moved since the plan', () => {
  test('elsewhere: the commit is on its new head', async () => {
    const plan = planOf(github);
    const head = github.commitTo('payments-db', 'main', { 'README.md': 'newer\n' });
    expect(await line(plan)).toMatchObject({ outcome: 'opened' });
    expect(github.files('payments-db', BRANCH)).toEqual({ ...AFTER, 'README.md': 'newer\n' });
    expect(github.head('payments-db', BRANCH).parents).toEqual([head]);
  });

  test.each(['base/cluster.yaml', 'package.json', '.projenrc.ts', '.pgplatform/model.json'])(
    'in %s: plan again',
    async (file) => {
      const plan = planOf(github);
      github.commitTo('payments-db', 'main', { [file]: 'instances: 2\n' });
      expect(await line(plan)).toMatchObject({ outcome: 'blocked', reason: 'What was planned changed since: plan again.' });
      expect(github.files('payments-db', BRANCH)).toBeUndefined();
    },
  );
});

describe('a new plan of the same campaign', () => {
  test('brings the pull request to it, and takes back what is not in it any more', async () => {
    await opened();
    const change = { ...other('overlay.yaml', 'new\n'), title: 'Newer', body: 'Other.' };
    expect(await line(planOf(github, {}, change))).toMatchObject({ outcome: 'updated' });
    expect(github.files('payments-db', BRANCH)).toEqual({ ...BEFORE, 'overlay.yaml': 'new\n' });
    expect(github.pulls('payments-db')).toMatchObject([{ title: 'Newer', body: expect.stringMatching(/^Other\.\n/) }]);
  });

  test('has the label of its own verdict, and the labels of people', async () => {
    await line(planOf(github, {}, { labels: ['pgplatform', 'pgplatform: none'] }));
    github.change('payments-db', 1, { labels: [...github.pulls('payments-db')[0].labels, 'on call'] });
    const labels = ['pgplatform', 'pgplatform: restart'];
    await line(planOf(github, {}, { ...other('base/cluster.yaml', 'instances: 5\n'), labels }));
    expect(github.pulls('payments-db')[0].labels).toEqual(['pgplatform', 'on call', 'pgplatform: restart']);
  });

  test('keeps what people changed in other files', async () => {
    await opened();
    github.commitTo('payments-db', BRANCH, { 'README.md': 'edited\n', 'notes.md': 'mine\n' });
    expect(await line(planOf(github, {}, other('base/cluster.yaml', 'instances: 5\n')))).toMatchObject({ outcome: 'updated' });
    expect(github.files('payments-db', BRANCH)).toEqual({
      ...AFTER,
      'base/cluster.yaml': 'instances: 5\n',
      'README.md': 'edited\n',
      'notes.md': 'mine\n',
    });
  });

  test('keeps what people removed, and takes the default branch with it', async () => {
    await opened();
    github.commitTo('payments-db', BRANCH, { 'README.md': undefined });
    const head = github.commitTo('payments-db', 'main', { 'other.md': 'main\n' });
    expect(await line(planOf(github, {}, other('base/cluster.yaml', 'instances: 5\n')))).toMatchObject({ outcome: 'updated' });
    expect(Object.keys(github.files('payments-db', BRANCH)!)).toEqual(['base/cluster.yaml', 'other.md', 'package.json']);
    expect(github.head('payments-db', BRANCH).parents[1]).toBe(head);
  });

  test('leaves a branch alone where somebody changed a file of ours', async () => {
    await opened();
    const pushed = github.commitTo('payments-db', BRANCH, { 'base/cluster.yaml': 'instances: 2\n' });
    expect(await line(planOf(github, {}, other('overlay.yaml', 'new\n')))).toMatchObject({
      outcome: 'blocked',
      reason: 'Somebody pushed a change of base/cluster.yaml to the branch: merge or close it by hand.',
    });
    expect(github.head('payments-db', BRANCH).sha).toBe(pushed);
  });

  test('leaves a branch alone where the default branch changed the same file', async () => {
    await opened();
    github.commitTo('payments-db', BRANCH, { 'README.md': 'edited\n' });
    github.commitTo('payments-db', 'main', { 'README.md': 'otherwise\n' });
    expect(await line(planOf(github, {}, other('base/cluster.yaml', 'instances: 5\n')))).toMatchObject({ outcome: 'blocked' });
  });

  test('leaves a commit alone that somebody amended: its message is still ours', async () => {
    await opened();
    const { branches, commits } = github.of('payments-db');
    const amended = github.commitTo('payments-db', BRANCH, { 'base/cluster.yaml': 'instances: 2\n' });
    const own = commits.get(commits.get(amended)!.parents[0])!;
    commits.set('amended', { ...own, sha: 'amended', tree: commits.get(amended)!.tree });
    branches.set(BRANCH, 'amended');
    expect(await line(planOf(github, {}, other('overlay.yaml', 'new\n')))).toMatchObject({ outcome: 'blocked' });
    expect(github.head('payments-db', BRANCH).sha).toBe('amended');
  });

  test('does not write over a push that comes between', async () => {
    await opened();
    github.before = (request) => {
      if (request.startsWith('updateBranch')) {
        github.before = () => {};
        github.commitTo('payments-db', BRANCH, { 'notes.md': 'pushed just now\n' });
      }
    };
    expect(await line(planOf(github, {}, other('base/cluster.yaml', 'instances: 5\n')))).toMatchObject({ outcome: 'updated' });
    expect(github.files('payments-db', BRANCH)).toMatchObject({ 'notes.md': 'pushed just now\n' });
  });
});

describe('a pull request that a person is through with', () => {
  test('merged: done', async () => {
    const plan = await opened();
    github.merge('payments-db', 1);
    expect(await line(plan)).toMatchObject({ outcome: 'merged' });
  });

  test('merged, and the campaign goes on with its next step: a new one', async () => {
    await opened();
    github.merge('payments-db', 1);
    const machine = new Machine();
    const report = await machine.apply(github, planOf(github, {}, other('base/cluster.yaml', 'instances: 5\n')));
    expect(outcomes(report)).toEqual({ 'payments-db': 'opened' });
    expect(machine.waited).toBe(0);
    expect(github.pulls('payments-db').map((pull) => pull.state)).toEqual(['closed', 'open']);
    expect(github.files('payments-db', BRANCH)).toEqual({ ...AFTER, 'base/cluster.yaml': 'instances: 5\n' });
  });

  test('closed without merging: not opened again', async () => {
    await opened();
    github.change('payments-db', 1, { state: 'closed' });
    expect(await line(planOf(github, {}, other('overlay.yaml', 'new\n')))).toMatchObject({ outcome: 'declined' });
    expect(github.pulls('payments-db')).toHaveLength(1);
  });
});

describe('other campaigns', () => {
  const newer = { campaign: 'packages-0.10.0', packageVersion: '0.10.0' };

  test('an older one of ours is closed, names the newer one, and loses its branch', async () => {
    await opened();
    expect(await line(planOf(github, newer))).toMatchObject({ outcome: 'opened' });
    expect(github.pulls('payments-db')).toMatchObject([{ state: 'closed' }, { state: 'open' }]);
    expect(github.pulls('payments-db')[0].body).toMatch(/^Superseded by packages-0\.10\.0 \(#2\)\.\n/);
    expect([...github.of('payments-db').branches.keys()]).toEqual(['main', 'pgplatform/packages-0.10.0']);
  });

  test.each(['updatePullRequest', 'deleteBranch'])(
    'killed at %s while it closes the older one: the next run ends it',
    async (at) => {
      await opened();
      let times = 0;
      github.before = (request) => {
        if (request.startsWith(at) && ++times === (at === 'deleteBranch' ? 1 : 2)) {
          throw new Error('killed');
        }
      };
      const plan = planOf(github, newer);
      await expect(line(plan)).rejects.toThrow('killed');
      expect(github.pulls('payments-db')[0].state).toBe('open');
      github.before = () => {};
      expect(await line(plan)).toMatchObject({ outcome: 'unchanged' });
      expect(github.pulls('payments-db').map((pull) => pull.state)).toEqual(['closed', 'open']);
      expect([...github.of('payments-db').branches.keys()]).toEqual(['main', 'pgplatform/packages-0.10.0']);
    },
  );

  test('an older one that somebody pushed to stays', async () => {
    await opened();
    github.commitTo('payments-db', BRANCH, { 'notes.md': 'mine\n' });
    expect((await line(planOf(github, newer))).warnings).toEqual([
      '#1 is superseded, and somebody pushed to its branch: close it by hand.',
    ]);
    expect(github.pulls('payments-db')[0].state).toBe('open');
  });

  test('where a newer one is open, an older one is not', async () => {
    await line(planOf(github, newer));
    expect(await line(planOf(github))).toMatchObject({
      outcome: 'skipped',
      reason: 'packages-0.10.0 takes the place of this one.',
    });
  });

  test('the pull request of a fork does not stop one by saying that it is a newer one', async () => {
    await line(planOf(github, newer));
    github.of('payments-db').branches.delete('pgplatform/packages-0.10.0');
    expect(await line(planOf(github))).toMatchObject({ outcome: 'opened' });
  });

  test('a marker on a branch that is not ours says nothing', async () => {
    await opened();
    github.change('payments-db', 1, { head: 'somebody/elses' });
    expect(await line(planOf(github, newer))).toMatchObject({ outcome: 'opened' });
    expect(github.pulls('payments-db')[0].state).toBe('open');
  });
});

test('a branch of that name that is not ours is left alone', async () => {
  const plan = planOf(github);
  const pushed = github.commitTo('payments-db', BRANCH, { 'notes.md': 'mine\n' });
  expect(await line(plan)).toMatchObject({ outcome: 'blocked' });
  expect(github.head('payments-db', BRANCH).sha).toBe(pushed);
  expect(github.pulls('payments-db')).toEqual([]);
});

test('a repository that changed since the plan is one line, and the others go on', async () => {
  const names = ['archived', 'gone', 'readonly', 'renamed', 'moved', 'fine'];
  github = new MemoryGitHub(Object.fromEntries(names.map((name) => [name, BEFORE])));
  const plan = planOf(github);
  const remote = (name: string, change: object) =>
    Object.assign(github.of(name), { remote: { ...github.of(name).remote, ...change } });
  remote('archived', { archived: true });
  remote('readonly', { canPush: false });
  remote('renamed', { name: 'other' });
  remote('moved', { defaultBranch: 'trunk' });
  github.repositories.delete('gone');
  expect(outcomes(await new Machine().apply(github, plan))).toEqual({
    archived: 'skipped',
    fine: 'opened',
    gone: 'blocked',
    moved: 'blocked',
    readonly: 'blocked',
    renamed: 'blocked',
  });
});

test.each<GitHubErrorKind>(['forbidden', 'not found', 'rate limited', 'unprocessable', 'invalid answer', 'unavailable'])(
  'GitHub answers "%s" for one: it failed, and the others go on',
  async (kind) => {
    github = new MemoryGitHub({ a: BEFORE, b: BEFORE });
    github.before = (request) => {
      if (request === 'createTree a') {
        throw new GitHubError(kind, 'POST /repos/acme/a/git/trees', 'What GitHub says.');
      }
    };
    const report = await new Machine().apply(github, planOf(github));
    expect(outcomes(report)).toEqual({ a: 'failed', b: 'opened' });
    expect(report.repositories[0].reason).toBe('What GitHub says. (POST /repos/acme/a/git/trees)');
    expect(report.ok).toBe(false);
  },
);
