import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';
import type { GitHubError } from '../src/github-error';
import { readFleetConfig } from '../src/read-fleet-config';
import { pgplatform, type Ran } from './emulator/command';
import { type Emulator, startEmulator } from './emulator/emulator';
import { FAULTS, type FaultProxy, startFaultProxy } from './emulator/fault-proxy';
import { startGitHub } from './emulator/remote-github';

const WRITES = /POST|PUT|PATCH|DELETE/;
const REPO_URL = 'https://github.example.com/acme/payments-db.git';
let emulator: Emulator;
let proxy: FaultProxy;
let cwd: string;

beforeEach(async () => {
  emulator = await startEmulator({
    repositories: [{ name: 'by-hand-db', empty: true }, { name: 'begun-db' }, { name: 'old-db' }, { name: 'before-db' }],
  });
  proxy = await startFaultProxy(emulator.url);
  cwd = temporaryDirectory();
  fs.writeFileSync(path.join(cwd, 'fleet.yaml'), `owner: acme\napi: ${proxy.url}\nrepositories: { topic: pg, name: '*-db' }\n`);
  // npm without a registry: the lock file says what npm was asked for, and what it saw.
  fs.mkdirSync(path.join(cwd, 'bin'));
  const npm = `#!/bin/sh\nprintf '{"name":"x","lockfileVersion":3,"packages":{}}' > package-lock.json\nenv > ${cwd}/npm-environment\n`;
  fs.writeFileSync(path.join(cwd, 'bin/npm'), npm, { mode: 0o755 });
});

afterEach(async () => {
  await proxy.stop();
  await emulator.stop();
});

const create = (...args: string[]): Promise<Ran> =>
  pgplatform(['fleet', 'create', ...args, '--repo-url', REPO_URL, '--json'], {
    cwd,
    env: { ...emulator.env, PATH: `${cwd}/bin:${process.env.PATH}` },
  });
const states = (ran: Ran) => Object.fromEntries(JSON.parse(ran.stdout).steps.map((step: any) => [step.what, step.state]));
const code = (ran: Ran) => [ran.code, JSON.parse(ran.stdout).problems?.[0]?.code];
const DONE = { repository: 'done', content: 'done', topic: 'done', protection: 'done' };
const THERE = { repository: 'there', content: 'there', topic: 'there', protection: 'there' };

async function filesOf(name: string): Promise<Record<string, string>> {
  const { tree } = await emulator.request('GET', `/repos/acme/${name}/git/trees/main?recursive=1`);
  const files: Record<string, string> = {};
  for (const { path, sha } of tree.filter(({ type }: any) => type === 'blob')) {
    const { content } = await emulator.request('GET', `/repos/acme/${name}/git/blobs/${sha}`);
    files[path] = Buffer.from(content, 'base64').toString();
  }
  return files;
}

test('a repository is what its own .projenrc.ts writes, with topic and protection; again changes nothing', async () => {
  const first = await create(
    'payments',
    '--protect',
    '--bucket',
    'pay-backups',
    '--postgres-major',
    '18',
    '--environment-names',
    'dev',
    'eu-prod',
  );
  expect([first.code, first.stderr]).toEqual([0, expect.stringContaining('asking')]);
  expect(states(first)).toEqual(DONE);

  const { 'package-lock.json': lock, ...files } = await filesOf('payments-db');
  expect(JSON.parse(lock).name).toBe('payments-db');
  expect(files['.projenrc.ts']).toContain("bucket: 'pay-backups'");
  expect(files['.github/CODEOWNERS']).toContain('@acme/payments');
  const outdir = temporaryDirectory();
  fs.writeFileSync(path.join(outdir, '.projenrc.ts'), files['.projenrc.ts']);
  const hook = path.join(__dirname, 'emulator/from-source.cjs');
  const env = { ...process.env, PROJEN_DISABLE_POST: 'true' };
  const synth = spawnSync(process.execPath, ['-r', hook, '.projenrc.ts'], { cwd: outdir, env, encoding: 'utf8' });
  expect(synth.stderr).toBe('');
  const written = Object.fromEntries(
    fs
      .readdirSync(outdir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(outdir, file), fs.readFileSync(file, 'utf8')]),
  );
  expect(files).toEqual(written);

  const repository = await emulator.request('GET', '/repos/acme/payments-db');
  expect([repository.topics, repository.private]).toEqual([['pg'], true]);
  const protection = await emulator.request('GET', '/repos/acme/payments-db/branches/main/protection');
  expect(protection.required_status_checks.contexts).toEqual(['validate']);
  expect(protection.required_pull_request_reviews.require_code_owner_reviews).toBe(true);

  const writes = proxy.count(WRITES);
  const again = await create('payments', '--protect');
  expect([again.code, states(again)]).toEqual([0, THERE]);
  expect(proxy.count(WRITES)).toBe(writes);
  expectNoToken([first, again]);
});

test('where npm makes no lock file there is no repository either', async () => {
  fs.writeFileSync(path.join(cwd, 'bin/npm'), '#!/bin/sh\necho "npm error nothing answers" >&2\nexit 1\n', { mode: 0o755 });
  const failed = await create('payments');
  expect(code(failed)).toEqual([3, 'NPM_FAILED']);
  expect(failed.stdout).toContain('nothing answers');
  await expect(emulator.request('GET', '/repos/acme/payments-db')).rejects.toThrow('404');
});

test('a dry run tells and does nothing', async () => {
  const ran = await create('payments', '--protect', '--dry-run');
  expect([ran.code, states(ran)]).toEqual([0, { repository: 'to do', content: 'to do', topic: 'to do', protection: 'to do' }]);
  expect(proxy.count(WRITES)).toBe(0);
});

test('the repository of a team whose name is no name at GitHub is called as the team is in CODEOWNERS', async () => {
  const ran = await create('Payments EU', '--dry-run');
  expect(JSON.parse(ran.stdout)).toMatchObject({ ok: true, name: 'payments-eu-db' });
});

test('interrupted at any write, the next run completes', async () => {
  const github = startGitHub({ api: proxy.url }, { ...emulator.env, PATH: `${cwd}/bin:${process.env.PATH}` });
  const config = readFleetConfig(fs.readFileSync(path.join(cwd, 'fleet.yaml'), 'utf8'), 'fleet.yaml');
  const run = async (team: string) => {
    const { steps } = await github.createTeamRepository(config, { team, repoUrl: REPO_URL, protect: true });
    return Object.fromEntries(steps.map(({ what, state }) => [what, state]));
  };
  let passed = 0;
  for (; passed < 20; passed++) {
    proxy.setRules([{ method: WRITES, after: passed, fault: FAULTS.forbidden }]);
    const ran = await run(`team${passed}`).catch((error: GitHubError) => error.kind);
    if (typeof ran === 'object') {
      expect(ran).toEqual(DONE);
      break;
    }
    expect(ran).toBe('forbidden');
    proxy.setRules([]);
    expect(Object.values(await run(`team${passed}`))).toContain('done');
    expect(await run(`team${passed}`)).toEqual(THERE);
    expect(Object.keys(await filesOf(`team${passed}-db`))).toContain('.pgplatform/model.json');
  }
  expect(passed).toBe(7); // repository, file, tree, commit, branch, topic, protection
  await github.stop();
});

test('an empty repository that somebody made, and one with a README, are filled', async () => {
  for (const team of ['by-hand', 'begun']) {
    const ran = await create(team);
    expect([ran.code, states(ran)]).toEqual([0, { repository: 'there', content: 'done', topic: 'done' }]);
    expect(Object.keys(await filesOf(`${team}-db`))).toContain('.pgplatform/model.json');
  }
});

test('a repository that is something else is not touched', async () => {
  await emulator.request('PATCH', '/repos/acme/old-db', { archived: true });
  await emulator.request('PATCH', '/repos/acme/before-db', { name: 'after-db' });
  const content = Buffer.from('x').toString('base64');
  await emulator.request('PUT', '/repos/acme/begun-db/contents/main.go', { message: 'm', content });
  expect((await create('payments')).code).toBe(0);
  const writes = proxy.count(WRITES);
  expect(code(await create('old'))).toEqual([2, 'REPOSITORY_ARCHIVED']);
  expect(code(await create('before'))).toEqual([2, 'REPOSITORY_RENAMED']);
  expect(code(await create('begun'))).toEqual([2, 'REPOSITORY_TAKEN']);
  expect(code(await create('ledger', '--name', 'payments-db'))).toEqual([2, 'REPOSITORY_TAKEN']);
  expect(code(await create('ledger', '--name', 'ledger'))).toEqual([2, 'NAME_OUTSIDE_FLEET']);
  expect(code(await create('ledger', '--postgres-major', 'x'))).toEqual([2, 'OPTION_TYPE']);
  expect(code(await create('ledger', '--platform-release', '2031.01'))).toEqual([2, 'RELEASE_UNKNOWN']);
  expect(proxy.count(WRITES)).toBe(writes);
});

/** It is in the Authorization headers and nowhere else: not in what was printed or sent, and not in npm's environment. */
function expectNoToken(runs: readonly Ran[]): void {
  const environment = fs.readFileSync(path.join(cwd, 'npm-environment'), 'utf8');
  const sent = proxy.seen.map(({ path, body, headers: { authorization: _, ...headers } }) => [path, body, headers]);
  expect(JSON.stringify([environment, sent, runs])).not.toContain(emulator.token);
  expect(proxy.seen.every(({ headers }) => headers.authorization === `token ${emulator.token}`)).toBe(true);
}
