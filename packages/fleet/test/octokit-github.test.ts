import { type Emulator, startEmulator } from './emulator/emulator';
import { type FaultProxy, startFaultProxy } from './emulator/fault-proxy';
import { type RemoteGitHub, startGitHub } from './emulator/remote-github';

const db = { owner: 'acme', name: 'payments-db' };
let emulator: Emulator;
let proxy: FaultProxy;
let github: RemoteGitHub;

beforeAll(async () => {
  emulator = await startEmulator({
    strict: true,
    repositories: [{ name: 'payments-db', topics: ['db'] }, { name: 'void', empty: true }, { name: 'old' }],
  });
  proxy = await startFaultProxy(emulator.url);
  github = startGitHub({ api: proxy.url }, emulator.env);
  await emulator.request('PATCH', '/repos/acme/old', { archived: true });
});

afterAll(async () => {
  await github.stop();
  await proxy.stop();
  await emulator.stop();
});

test('lists the repositories of an organisation, archived and empty ones too', async () => {
  const all = await github.repositoriesOf('acme');
  expect(all.map(({ name, topics, archived }) => [name, topics, archived])).toEqual([
    ['payments-db', ['db'], false],
    ['void', [], false],
    ['old', [], true],
  ]);
});

test('a repository that is not there is nothing, and an empty one has no branch', async () => {
  expect(await github.repository({ owner: 'acme', name: 'nowhere' })).toBeUndefined();
  expect(await github.branch({ owner: 'acme', name: 'void' }, 'main')).toBeUndefined();
  expect((await github.repository(db))?.defaultBranch).toBe('main');
});

test('an empty repository takes a file', async () => {
  const name = { owner: 'acme', name: 'void' };
  await github.createFile(name, 'README.md', 'hello\n', 'first');
  const head = await github.branch(name, 'main');
  const { entries } = await github.tree(name, head!);
  expect(entries.map(({ path, type, size }) => [path, type, size])).toEqual([['README.md', 'blob', 6]]);
});

test('a commit, its branch and its pull request', async () => {
  const main = (await github.branch(db, 'main'))!;
  const base = await github.commit(db, main);
  const tree = await github.createTree(db, base.tree, [
    { path: 'apps/ä/one.yaml', mode: '100644', content: 'a: ü\n' },
    { path: 'run.sh', mode: '100755', content: '#!/bin/sh\n' },
    { path: 'README.md', mode: '100644', content: undefined },
  ]);
  const sha = await github.createCommit(db, { message: 'next', tree, parents: [main] });
  await github.createBranch(db, 'pgplatform/next', sha);
  expect(await github.branch(db, 'pgplatform/next')).toBe(sha);
  const { entries } = await github.tree(db, sha);
  expect(entries.filter(({ type }) => type === 'blob').map(({ path, mode }) => [path, mode])).toEqual([
    ['apps/ä/one.yaml', '100644'],
    ['run.sh', '100755'],
  ]);
  const blob = await github.blob(db, entries.find(({ path }) => path === 'apps/ä/one.yaml')!.sha);
  expect(blob.toString()).toBe('a: ü\n');

  await expect(github.createBranch(db, 'pgplatform/next', main)).rejects.toMatchObject({ kind: 'conflict' });
  const pull = await github.createPullRequest(db, { title: 'Next', body: 'B', head: 'pgplatform/next', base: 'main' });
  expect(pull).toMatchObject({ title: 'Next', body: 'B', state: 'open', merged: false, head: 'pgplatform/next', headSha: sha });
  await expect(
    github.createPullRequest(db, { title: 'Next', body: 'B', head: 'pgplatform/next', base: 'main' }),
  ).rejects.toMatchObject({ kind: 'conflict' });

  await github.addLabels(db, pull.number, ['pgplatform', 'restart']);
  await github.removeLabel(db, pull.number, 'restart');
  await github.removeLabel(db, pull.number, 'restart');
  expect((await github.pullRequests(db, { state: 'open', head: 'pgplatform/next' }))[0].labels).toEqual(['pgplatform']);
  expect(await github.pullRequests(db, { state: 'open', head: 'nothing' })).toEqual([]);
  expect((await github.updatePullRequest(db, pull.number, { title: 'Later', state: 'closed' })).state).toBe('closed');
  expect(await github.pullRequests(db, { state: 'open' })).toEqual([]);
  await github.deleteBranch(db, 'pgplatform/next');
  await github.deleteBranch(db, 'pgplatform/next');
  expect(await github.branch(db, 'pgplatform/next')).toBeUndefined();
});

test('checks are one word', async () => {
  const sha = (await github.branch(db, 'main'))!;
  const run = (name: string, conclusion?: string) =>
    emulator.request('POST', '/repos/acme/payments-db/check-runs', {
      name,
      head_sha: sha,
      ...(conclusion ? { status: 'completed', conclusion } : { status: 'in_progress' }),
    });
  expect(await github.checks(db, sha)).toBe('none');
  await run('lint', 'success');
  await run('docs', 'skipped');
  expect(await github.checks(db, sha)).toBe('success');
  await run('build');
  expect(await github.checks(db, sha)).toBe('pending');
  await run('test', 'failure');
  expect(await github.checks(db, sha)).toBe('failure');
});

test('a workflow is started when it is there', async () => {
  await expect(github.dispatchWorkflow(db, 'upgrade.yml', 'main', {})).rejects.toMatchObject({ kind: 'not found' });
  const file = { message: 'm', content: Buffer.from('on: workflow_dispatch').toString('base64') };
  await emulator.request('PUT', '/repos/acme/payments-db/contents/.github/workflows/upgrade.yml', file);
  await github.dispatchWorkflow(db, 'upgrade.yml', 'main', { to: '2026.07' });
  expect(JSON.parse(proxy.seen.at(-1)!.body)).toEqual({ ref: 'main', inputs: { to: '2026.07' } });
});

test('a branch moves forward only, unless it is forced', async () => {
  const name = { owner: 'acme', name: 'moved' };
  await github.createRepository(name, { private: true });
  await expect(github.createRepository(name, { private: true })).rejects.toMatchObject({ kind: 'conflict' });
  await github.createFile(name, 'a', 'a', 'first');
  const first = (await github.branch(name, 'main'))!;
  const { tree } = await github.commit(name, first);
  const second = await github.createCommit(name, { message: 'second', tree, parents: [first] });
  await github.updateBranch(name, 'main', second);
  await expect(github.updateBranch(name, 'main', first)).rejects.toMatchObject({ kind: 'conflict' });
  await github.updateBranch(name, 'main', first, true);
  expect(await github.branch(name, 'main')).toBe(first);
});
