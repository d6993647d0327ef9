import { isConfigError } from '@pgplatform/core';
import { readFleetPlan } from '../src/read-fleet-plan';
import { BEFORE, CONFIG, planOf } from './application';
import { MemoryGitHub } from './memory-github';

const PLAN = planOf(new MemoryGitHub({ 'payments-db': BEFORE }));
const FILE = { path: 'base/cluster.yaml', mode: '100644', content: '' };

/** Codes and paths of what is wrong with a plan. */
function problems(plan: unknown): string[] {
  try {
    readFleetPlan(Buffer.from(typeof plan === 'string' ? plan : JSON.stringify(plan)), 'plan.json', CONFIG);
    return [];
  } catch (error) {
    if (!isConfigError(error)) {
      throw error;
    }
    return error.problems.map(({ code, path }) => `${code} ${path}`);
  }
}

const withRepository = (change: object) => ({ ...PLAN, repositories: [{ ...PLAN.repositories[0], ...change }] });

test('a plan is read as it was written', () => {
  expect(readFleetPlan(Buffer.from(JSON.stringify(PLAN)), 'plan.json', CONFIG)).toEqual(PLAN);
});

test.each(['', '{', 'null', '[]', '"plan"'])('%j is none', (text) => {
  expect(problems(text)).toEqual(['PLAN_INVALID plan.json']);
});

test('of another version: said first, and alone', () => {
  expect(problems({ planVersion: 2 })).toEqual(['PLAN_VERSION plan.json']);
});

test('of another fleet', () => {
  expect(problems({ ...PLAN, owner: 'evil', api: 'https://evil.test' })).toEqual([
    'PLAN_OTHER_FLEET plan.json: owner',
    'PLAN_OTHER_FLEET plan.json: api',
  ]);
  expect(problems(withRepository({ owner: 'evil' }))).toEqual(['PLAN_OTHER_FLEET plan.json: repositories.payments-db.owner']);
});

test.each([
  ['campaign', { campaign: '../x' }],
  ['packageVersion', { packageVersion: 3 }],
  ['platformRelease', { platformRelease: {} }],
  ['repositories', { repositories: [null] }],
])('%s has to be right', (at, change) => {
  expect(problems({ ...PLAN, ...change })).toEqual([`PLAN_INVALID plan.json: ${at}`]);
});

test.each<[string, object]>([
  ['action', { action: 'delete' }],
  ['ring', { ring: 'nowhere' }],
  ['reason', { reason: 1 }],
  ['body', { body: {} }],
  ['labels', { labels: [1] }],
  ['defaultBranch', { defaultBranch: '../main' }],
  ['base', { base: 'main' }],
  ['baseTree', { baseTree: '' }],
  ['files', { files: [] }],
  ['files', { files: 'all' }],
  ['files', { files: [{ ...FILE, mode: '120000' }] }],
  ['files', { files: [{ ...FILE, content: 1 }] }],
  ['files', { files: [FILE, FILE] }],
])('%s of a repository has to be right', (at, change) => {
  expect(problems(withRepository(change))).toEqual([`PLAN_INVALID plan.json: repositories.payments-db.${at}`]);
});

test.each([
  '..',
  '../x',
  'a/../b',
  '/etc/passwd',
  'a//b',
  './a',
  '.git/config',
  'a/.GIT/hooks/x',
  '.git ',
  'GIT~1/x',
  '.git::$x',
  'a\\..\\b',
  'a\nb',
  '',
  7,
])('a file at %j is refused', (path) => {
  expect(problems(withRepository({ files: [{ ...FILE, path }] }))).toEqual([
    'PLAN_INVALID plan.json: repositories.payments-db.files',
  ]);
});

test.each(['.github/workflows/upgrade.yml', '.gitignore', '.gitattributes', 'a/..b/c', 'a b/ü'])(
  'a file at %j is not',
  (path) => {
    expect(problems(withRepository({ files: [{ ...FILE, path }] }))).toEqual([]);
  },
);

test.each(['..', 'a/b', '', 'a b'])('a repository named %j is refused', (name) => {
  expect(problems(withRepository({ name }))).toEqual(['PLAN_INVALID plan.json: repositories.0.name']);
});

test('a repository is there once, whatever the case of its name', () => {
  const [one] = PLAN.repositories;
  expect(problems({ ...PLAN, repositories: [one, { ...one, name: 'Payments-DB' }] })).toEqual([
    'PLAN_INVALID plan.json: repositories.Payments-DB',
  ]);
});
