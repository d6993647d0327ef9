import { clockTime } from '@pgplatform/test-kit';
import type { GitHubError } from '../src/github-error';
import { type Emulator, startEmulator } from './emulator/emulator';
import { FAULTS, type Fault, type FaultProxy, startFaultProxy } from './emulator/fault-proxy';
import { type RemoteGitHub, startGitHub } from './emulator/remote-github';

const db = { owner: 'acme', name: 'payments-db' };
const AUTHORIZATION = /"authorization":"[^"]*"/g;
let emulator: Emulator;
let proxy: FaultProxy;
let github: RemoteGitHub;

let sentBefore = 0;

beforeAll(async () => {
  emulator = await startEmulator({ repositories: [{ name: 'payments-db' }] });
  proxy = await startFaultProxy(emulator.url);
  github = startGitHub({ api: proxy.url, concurrency: 2 }, emulator.env);
});

beforeEach(async () => {
  proxy.setRules([]);
  proxy.seen.length = 0;
  sentBefore = (await github.measured()).requests;
});

afterEach(async () => {
  const sent = JSON.stringify(proxy.seen).replace(AUTHORIZATION, '');
  expect(sent + github.printed() + github.notes.join()).not.toContain(emulator.token);
  expect((await github.measured()).requests - sentBefore).toBe(proxy.seen.length);
});

afterAll(async () => {
  await github.stop();
  await proxy.stop();
  await emulator.stop();
});

const failure = (asked: Promise<unknown>): Promise<GitHubError> =>
  asked.then(
    () => Promise.reject(new Error('no failure')),
    (error) => error,
  );

test.each<[string, Fault, string, number]>([
  ['401', FAULTS.unauthorized, 'unauthorized', 401],
  ['403', FAULTS.forbidden, 'forbidden', 403],
  ['404', FAULTS.notFound, 'not found', 404],
  ['409', FAULTS.conflict, 'conflict', 409],
  ['422', { status: 422, body: { message: 'Validation Failed', errors: ['no'] } }, 'unprocessable', 422],
  ['a limit that lasts for hours', FAULTS.rateLimit(3 * 3600), 'rate limited', 403],
])('%s fails at once', async (_, fault, kind, status) => {
  proxy.setRules([{ fault }]);
  const error = await failure(github.tree(db, 'main'));
  expect([error.kind, error.status, error.request]).toEqual([kind, status, 'GET /repos/acme/payments-db/git/trees/main']);
  expect(proxy.seen).toHaveLength(1);
});

test('a second pull request for a branch is a conflict', async () => {
  proxy.setRules([{ method: 'POST', fault: FAULTS.pullExists }]);
  const error = await failure(github.createPullRequest(db, { title: 'T', body: '', head: 'branch', base: 'main' }));
  expect([error.kind, error.message]).toEqual([
    'conflict',
    'conflict (422): Validation Failed A pull request already exists for acme:branch.',
  ]);
});

test.each<[string, (seconds: number) => Fault]>([
  ["the hour's limit", FAULTS.rateLimit],
  ['a secondary limit', FAULTS.secondaryLimit],
  ['a secondary limit by 429', (seconds) => FAULTS.secondaryLimit(seconds, 429)],
  ['a limit that says only when', (seconds) => ({ status: 429, body: 'slow down', headers: { 'retry-after': `${seconds}` } })],
])('%s is waited for, by all requests', async (_, limit) => {
  proxy.setRules([{ times: 1, fault: limit(1) }]);
  const asked = clockTime();
  const all = await Promise.all(Array.from({ length: 6 }, () => github.repository(db)));
  expect(all.map((one) => one?.name)).toEqual(Array(6).fill('payments-db'));
  const early = proxy.seen.filter(({ at }) => at < asked + 900);
  expect(proxy.seen).toHaveLength(7);
  expect(early.length).toBeLessThanOrEqual(2); // those that were under way
});

test('a long wait is told once', async () => {
  proxy.setRules([{ times: 1, fault: FAULTS.secondaryLimit(6) }]);
  await Promise.all([github.repository(db), github.repository(db)]);
  expect(github.notes).toHaveLength(1);
  expect(github.notes[0]).toMatch(/^GitHub asks for a pause: waiting 6 s, until \d\d:\d\d:\d\d UTC\.$/);
});

test.each<[string, Fault]>([
  ['500', FAULTS.serverError],
  ['502', FAULTS.badGateway],
  ['invalid JSON', FAULTS.invalidJson],
  ['a page instead of JSON', { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } }],
  ['a connection cut before', { cut: 'before' }],
  ['a connection cut in the middle', { cut: 'middle' }],
  ['a connection cut after', { cut: 'after' }],
])('%s is asked again', async (_, fault) => {
  proxy.setRules([{ times: 1, fault }]);
  expect((await github.repository(db))?.name).toBe('payments-db');
  expect(proxy.seen).toHaveLength(2);
});

test('a slow answer is an answer', async () => {
  proxy.setRules([{ fault: { delay: 1500 } }]);
  expect((await github.repository(db))?.name).toBe('payments-db');
  expect(proxy.seen).toHaveLength(1);
});

test('what stays bad fails in the end, in words without the token', async () => {
  const leaky = { status: 403, body: { message: `Bad token ${emulator.token}\nfrom you` } };
  proxy.setRules([
    { path: /500/, fault: FAULTS.serverError },
    { path: /cut/, fault: { cut: 'before' } },
    { path: /json/, fault: FAULTS.invalidJson },
    { path: /leak/, fault: leaky },
  ]);
  const errors = await Promise.all(
    ['500', 'cut', 'json', 'leak'].map((name) => failure(github.tree({ owner: 'acme', name }, 'x'))),
  );
  expect(errors.map(({ kind, message }) => [kind, message])).toEqual([
    ['unavailable', 'unavailable (500): Server Error'],
    [
      'unavailable',
      expect.stringMatching(/^unavailable: no answer: (other side closed|read ECONNRESET|UND_ERR_SOCKET|ECONNRESET)$/),
    ],
    ['invalid answer', 'invalid answer: the answer is not what GitHub sends; is this its API?'],
    ['forbidden', 'forbidden (403): Bad token *** from you'],
  ]);
  expect(proxy.count('GET', /500/)).toBe(4);
});

test.each<[string, Fault]>([
  ['heard and not answered', { cut: 'after' }],
  ['not heard', { cut: 'before' }],
  ['answered with 502', FAULTS.badGateway],
])('a pull request that was %s is opened once', async (title, fault) => {
  const head = `branch-${title.replaceAll(' ', '-')}`;
  await github.createBranch(db, head, (await github.branch(db, 'main'))!);
  proxy.setRules([{ method: 'POST', path: /pulls/, times: 1, fault }]);
  const pull = await github.createPullRequest(db, { title, body: '', head, base: 'main' });
  const open = await emulator.request('GET', `/repos/acme/payments-db/pulls?head=acme:${head}`);
  expect(open.map(({ number }: any) => number)).toEqual([pull.number]);
});

test('a workflow is never started twice', async () => {
  proxy.setRules([{ method: 'POST', fault: { cut: 'after' } }]);
  const error = await failure(github.dispatchWorkflow(db, 'upgrade.yml', 'main', {}));
  expect([error.kind, proxy.seen.length]).toEqual(['unavailable', 1]);
});

test('a file that is too large is not read, and not asked for again', async () => {
  const content = 'x'.repeat(3 * 1024 * 1024);
  const { sha } = await emulator.request('POST', '/repos/acme/payments-db/git/blobs', { content, encoding: 'utf-8' });
  const error = await failure(github.blob(db, sha));
  expect([error.kind, proxy.seen.length]).toEqual(['too large', 1]);
  expect((await github.blob(db, sha, content.length)).length).toBe(content.length);
});

test('no more requests at the same time than were allowed', async () => {
  proxy.setRules([{ fault: { delay: 30 } }]);
  await Promise.all(Array.from({ length: 12 }, () => github.repository(db)));
  expect(proxy.mostAtOnce()).toBe(2);
});

test('a listing that does not end is too large', async () => {
  const body = Array(100).fill({ head: {}, base: { repo: { id: 1 } } });
  proxy.setRules([{ path: /pulls/, fault: { status: 200, body } }]);
  const error = await failure(github.pullRequests(db, { state: 'open' }));
  expect([error.kind, proxy.seen.length]).toEqual(['too large', 100]);
});
