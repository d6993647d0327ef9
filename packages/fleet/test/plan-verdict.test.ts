import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { NOW, temporaryDirectory } from '@pgplatform/test-kit';
import { planFleet } from '../src/plan';
import { fakeNpm } from './plan/fake-npm';
import { ReadOnlyGitHub } from './plan/read-only-github';
import { CONFIG, repositoryOn, sealed } from './plan/repositories';

const SOURCES = path.join(__dirname, 'emulator/from-source.cjs');
const MAIN = path.resolve(__dirname, '../../cli/src/main.ts');

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryDirectory();
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

/** What `pgplatform diff` says of the same change, read from folders. */
function diffOf(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): any {
  const args = ['-r', SOURCES, MAIN, 'diff', folderOf(before), folderOf(after), '--json'];
  return JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8', cwd: temporaryDirectory() }).stdout);
}

const product = [{ name: 'checkout', databases: [{ name: 'orders' }] }];
const elsewhere = [
  { name: 'stage', storage: '10Gi', destination: { name: 'eu' } },
  { name: 'prod', storage: '20Gi', instances: 3, destination: { name: 'us' } },
];

test.each([
  ['the first operator step', '2025.10', '2026.07', {}],
  ['its own PodMonitor', '2026.02-operator', '2026.07', {}],
  ['roles of their own', '2026.07-operator', '2026.07', { products: product }],
  ['another image', '2026.07-roles', '2026.07', { products: product }],
  ['the store of the plugin', '2026.07-plugin', '2026.07', { operatorValues: { prerequisites: { certManager: 'existing' } } }],
  [
    'the move of the backups',
    '2026.07-object-store',
    '2026.07',
    { operatorValues: { prerequisites: { certManager: 'existing' } } },
  ],
  ['several Kubernetes clusters', '2026.02', '2026.06', { environments: elsewhere, products: product }],
])('%s has the verdict that pgplatform diff gives it', async (_, from, to, options) => {
  const before = sealed(repositoryOn(from, options));
  const github = new ReadOnlyGitHub({ payments: { files: before } });
  const plan = await planFleet(github.port, CONFIG, { to, now: NOW, env: fakeNpm().env, note: () => {} });
  const [one] = plan.repositories;
  expect(one).toMatchObject({ action: 'change' });
  const after = { ...before };
  for (const { path: file, content } of one.files ?? []) {
    if (content === undefined) delete after[file];
    else after[file] = content;
  }
  const { base, head, notices, ...said } = diffOf(before, after);
  expect(JSON.parse(JSON.stringify(one.impact))).toEqual(said);
  expect(one.verdict).toBe(said.worst);
});

test('a repository without rendered files has the same verdict', async () => {
  const planned = async (options: object) => {
    const github = new ReadOnlyGitHub({ payments: { files: sealed(repositoryOn('2026.02', options)) } });
    const plan = await planFleet(github.port, CONFIG, {
      to: '2026.06',
      now: NOW,
      env: fakeNpm().env,
      note: () => {},
    });
    return plan.repositories[0];
  };
  const without = await planned({ rendered: false });
  expect(without.files?.some(({ path: file }) => file.startsWith('rendered/'))).toBe(false);
  expect(without.impact).toEqual((await planned({})).impact);
});
