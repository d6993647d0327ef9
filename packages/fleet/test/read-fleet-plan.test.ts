import { isConfigError } from '@pgplatform/core';
import { readFleetPlan } from '../src/read-fleet-plan';
import { BEFORE, CONFIG, planOf } from './application';
import { MemoryGitHub } from './memory-github';
import { planText } from './plan-text';

const PLAN = planOf(new MemoryGitHub({ 'payments-db': BEFORE }));
const FILE = { path: 'base/cluster.yaml', mode: '100644', content: '' };

const PLAN_START = `${JSON.stringify(PLAN).slice(0, -1)},"extra":`;

/** Codes and paths of what is wrong with a plan. */
function problems(plan: unknown): string[] {
  try {
    readFleetPlan(Buffer.from(typeof plan === 'string' ? plan : planText(plan as object)), 'plan.json', CONFIG);
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
  expect(readFleetPlan(Buffer.from(planText(PLAN)), 'plan.json', CONFIG)).toEqual(PLAN);
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
  '.g\u200cit/config',
  '.gi\u200et/config',
  '.\u206agit/config',
  '\ufeff.git/config',
  'a/.git. ./config',
  'git~2/x',
  '.gitmodules',
  '.GitModules',
  'a/.gitmodules::$DATA',
  'GITMOD~1',
  'gi7eba~1',
  `a/${'x'.repeat(300)}`,
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

test.each<[string, (text: string) => string]>([
  ['has another content', (text) => text.replace('kind: Cluster', 'kind: Secret')],
  ['has no digest', (text) => text.replace(/,"digest":"[^"]*"/, '')],
  ['has the digest of another', (text) => text.replace(/"digest":"sha256:./, '"digest":"sha256:x')],
])('a plan that %s since it was written is refused', (_, change) => {
  const files = [{ ...FILE, content: 'kind: Cluster' }];
  const text = planText(withRepository({ files }));
  expect(problems(text)).toEqual([]);
  expect(change(text)).not.toBe(text);
  expect(problems(change(text))).toEqual(['PLAN_INVALID plan.json: digest']);
});

test('a layout of its own keeps a plan what it is', () => {
  expect(problems(JSON.stringify(JSON.parse(planText(PLAN)), undefined, 4))).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['a version', { planVersion: { toString: 'x' } }, 'PLAN_VERSION plan.json'],
  ['an owner', { ...PLAN, owner: { toString: 'x' } }, 'PLAN_OTHER_FLEET plan.json: owner'],
  ['a name', withRepository({ name: { toString: 'x' } }), 'PLAN_INVALID plan.json: repositories.0.name'],
  ['a ring', withRepository({ ring: 'constructor' }), 'PLAN_INVALID plan.json: repositories.payments-db.ring'],
  [
    'a mode',
    withRepository({ files: [{ ...FILE, mode: ['100644'] }] }),
    'PLAN_INVALID plan.json: repositories.payments-db.files',
  ],
  ['a title', withRepository({ title: 'x'.repeat(2000) }), 'PLAN_INVALID plan.json: repositories.payments-db.title'],
])('%s that is no such thing is a problem, and nothing of it is called', (_, plan, problem) => {
  expect(problems(plan)).toEqual([problem]);
});

test.each([
  ['deep', `${PLAN_START}${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
  ['of too many rings', JSON.stringify({ ...PLAN, rings: Array(200).fill('a') })],
  ['of too many files', JSON.stringify(withRepository({ files: Array(6000).fill(FILE) }))],
])('a plan that is %s is a problem', (_, text) => {
  expect(problems(text)[0]).toMatch(/^PLAN_INVALID /);
});

test('of very many problems, some are listed', () => {
  const repositories = Array.from({ length: 500 }, () => ({}));
  expect(problems({ ...PLAN, repositories })).toHaveLength(100);
});
