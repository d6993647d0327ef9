import * as fs from 'node:fs';
import * as path from 'node:path';
import { Model } from '@pgplatform/core';
import { temporaryDirectory, wholeEnvironment, wholeModel, wholeSecret } from '@pgplatform/test-kit';
import { type Emulator, startEmulator } from './emulator/emulator';
import { FAULTS, type FaultProxy, startFaultProxy } from './emulator/fault-proxy';
import { startFleet } from './fleet-process';

const MODEL = wholeModel({
  packageVersion: '0.1.0',
  platformRelease: '2026.06',
  environments: [wholeEnvironment('prod', { secrets: [wholeSecret('backup', 'prod')] })],
});

let emulator: Emulator;
let proxy: FaultProxy;
let folder: string;

beforeAll(async () => {
  emulator = await startEmulator({
    repositories: [{ name: 'archived' }, { name: 'payments-db' }, { name: 'plain' }, { name: 'void', empty: true }],
  });
  proxy = await startFaultProxy(emulator.url, []);
  folder = temporaryDirectory();
  fs.writeFileSync(path.join(folder, 'fleet.yaml'), `owner: acme\napi: ${proxy.url}\nrepositories: { name: '*' }\n`);
  await commit('payments-db', 'main', { [Model.PATH]: JSON.stringify(MODEL) });
  await commit('payments-db', 'pgplatform/upgrade', { 'README.md': 'new' });
  const pull = { title: 'Upgrade', head: 'pgplatform/upgrade', base: 'main' };
  const { number } = await emulator.request('POST', '/repos/acme/payments-db/pulls', pull);
  await emulator.request('POST', '/repos/acme/payments-db/labels', { name: 'pgplatform: restart', color: 'ffffff' });
  await emulator.request('POST', `/repos/acme/payments-db/issues/${number}/labels`, { labels: ['pgplatform: restart'] });
  await emulator.request('PATCH', '/repos/acme/archived', { archived: true });
});
afterAll(async () => {
  await proxy.stop();
  await emulator.stop();
});

/** A commit on a branch, which is made when it is not there. */
async function commit(name: string, branch: string, files: Record<string, string>): Promise<void> {
  const git = `/repos/acme/${name}/git`;
  const main = (await emulator.request('GET', `${git}/ref/heads/main`)).object.sha;
  const tree = Object.entries(files).map(([path, content]) => ({ path, mode: '100644', type: 'blob', content }));
  const base = (await emulator.request('GET', `${git}/commits/${main}`)).tree.sha;
  const made = await emulator.request('POST', `${git}/trees`, { base_tree: base, tree });
  const { sha } = await emulator.request('POST', `${git}/commits`, { message: 'x', tree: made.sha, parents: [main] });
  await (branch === 'main'
    ? emulator.request('PATCH', `${git}/refs/heads/main`, { sha })
    : emulator.request('POST', `${git}/refs`, { ref: `refs/heads/${branch}`, sha }));
}

async function status(...args: string[]) {
  const said = await startFleet(['status', ...args], folder, emulator.env).ended;
  expect(said.stdout + said.stderr).not.toContain(emulator.token);
  return said;
}

it('reads every repository of an organisation, whatever it is, in a table', async () => {
  const { code, stdout, stderr } = await status();
  expect(stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
    ['REPOSITORY', 'RELEASE', 'PACKAGES', 'VERDICT', 'PULL REQUEST', 'CHECKS', 'SEALS', 'END OF LIFE', 'TO DO'],
    ['archived', '-', '-', '-', '-', '-', '-', '-', 'nothing: archived'],
    [
      'payments-db',
      '2026.06',
      '0.1.0',
      'restart',
      '#1 (0 d)',
      'none',
      '0/1',
      '2026-09-29',
      expect.stringMatching(/^upgrade: unsafe.*; seal prod\/backup$/),
    ],
    ['plain', '-', '-', '-', '-', '-', '-', '-', 'nothing: not made by pgplatform'],
    ['void', '-', '-', '-', '-', '-', '-', '-', 'nothing: empty'],
    [''],
    [expect.stringMatching(/^4 repositories: .*1 with secrets to seal, 1 with a pull request that waits; \d+ requests\.$/)],
    [''],
  ]);
  expect(stderr).toContain('reading repositories: 4 in');
  expect(code).toBe(0);
});

it('--json is the same as data, with nothing beside it', async () => {
  const { code, stdout } = await status('--json');
  const { ok, repositories } = JSON.parse(stdout);
  expect([code, ok, repositories.map(({ kind }: any) => kind)]).toEqual([0, true, ['archived', 'managed', 'foreign', 'empty']]);
});

it('--html writes a page without the token, again and again', async () => {
  for (let i = 0; i < 2; i++) {
    expect(await status('--html', 'fleet.html')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('fleet.html is written.'),
    });
  }
  const page = fs.readFileSync(path.join(folder, 'fleet.html'), 'utf8');
  expect(page).toContain('payments-db');
  expect(page).not.toContain(emulator.token);
});

it('one repository that cannot be read is exit code 1 and a line; the others are there', async () => {
  proxy.setRules([{ path: /plain\/git\/trees/, fault: FAULTS.forbidden }]);
  const { code, stdout } = await status('--json');
  proxy.setRules([]);
  const { ok, repositories } = JSON.parse(stdout);
  expect([code, ok]).toEqual([1, false]);
  expect(repositories.map(({ kind }: any) => kind)).toEqual(['archived', 'managed', 'unreadable', 'empty']);
});

it('a token that GitHub refuses is exit code 3', async () => {
  proxy.setRules([{ path: /./, fault: FAULTS.unauthorized }]);
  expect((await status()).code).toBe(3);
  proxy.setRules([]);
});
