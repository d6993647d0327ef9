import { Model } from '@pgplatform/core';
import { daysFromNow, NOW, throwawayKey, wholeDatabase, wholeEnvironment, wholeModel, wholeSecret } from '@pgplatform/test-kit';
import type { FleetConfig } from '../src/fleet-config';
import { GitHubError } from '../src/github-error';
import { markedBody } from '../src/marker';
import { fleetStatus, type RepositoryStatus } from '../src/status';
import { MemoryGitHub } from './memory-github';

const PINNED = [wholeEnvironment('prod', { certificate: { path: 'certs/prod.pem', spki: '0'.repeat(64) } })];

const SECRET = wholeSecret('backup', 'prod');

function modelText(change: object = {}): string {
  const secrets = [SECRET, wholeSecret('other', 'prod', { source: 'existing' })];
  const databases = [wholeDatabase('a', 'prod'), wholeDatabase('b', 'prod')];
  return JSON.stringify(wholeModel({ databases, environments: [wholeEnvironment('prod', { secrets })], ...change }));
}

function config(...list: string[]): FleetConfig {
  return {
    owner: 'acme',
    api: 'https://api.github.com',
    repositories: { list },
    rings: [],
    limits: { concurrency: 2, pullRequestsPerHour: 100 },
    reviewers: { users: [], teams: [] },
    labels: [],
    branch: 'pgplatform/{campaign}',
    title: '{target}',
  };
}

async function statusOf(github: MemoryGitHub): Promise<RepositoryStatus[]> {
  const status = await fleetStatus(github.port(), config(...github.repositories.keys()), { now: NOW });
  return [...status.repositories];
}

/** The status of one repository that has a model. */
async function managed(change: object = {}, files: Record<string, string> = { [SECRET.file]: '' }): Promise<RepositoryStatus> {
  return (await statusOf(new MemoryGitHub({ db: { [Model.PATH]: modelText(change), ...files } })))[0];
}

/** A repository with an open pull request. */
async function withPull(github: MemoryGitHub, change: object): Promise<void> {
  const head = (change as { head?: string }).head ?? 'pgplatform/packages-0.3.0';
  github.commitTo('db', head, {});
  await github.port().createPullRequest({ owner: 'acme', name: 'db' }, { title: 'Upgrade', body: '', base: 'main', head });
  github.change('db', github.pulls('db').length, change);
}

const MARKED = markedBody('text', { campaign: 'packages-0.3.0', plan: 'p', tree: 't' });
const message = ({ findings }: RepositoryStatus) => findings.map((finding) => `${finding.severity} ${finding.message}`);

it('says team, release, packages, databases and seals, from the model and the tree', async () => {
  expect(await managed()).toEqual({
    name: 'db',
    url: 'db',
    kind: 'managed',
    team: 'payments',
    release: '2026.07',
    packages: '0.2.0',
    databases: 2,
    endOfLife: '2026-12-31',
    seals: { declared: 1, missing: [] },
    pulls: [],
    findings: [{ severity: 'warning', message: 'upgrade: support ends soon' }],
  });
});

it.each([
  ['2026.06', ['error upgrade: unsafe, and out of support']],
  ['2026.07-operator', ['warning upgrade: support ends soon']],
  ['2031.01', ['warning look with a newer pgplatform: this one does not know the release']],
])('a repository on %s: %j', async (platformRelease, findings) => {
  expect(message(await managed({ platformRelease }))).toEqual(findings);
});

it('a secret without its file is to be sealed', async () => {
  const status = await managed({}, {});
  expect(status.seals).toEqual({ declared: 1, missing: [SECRET.file] });
  expect(message(status)).toContain('error seal prod/backup');
});

it('pull requests that pgplatform opened wait, with verdict, checks and age; those of others do not', async () => {
  const github = new MemoryGitHub({ db: { [Model.PATH]: modelText(), [SECRET.file]: '' } });
  const labels = ['bug', 'pgplatform: reload', 'pgplatform: rolling update'];
  await withPull(github, { body: MARKED, labels, openedAt: '2026-11-19T11:00:00Z' });
  await withPull(github, { head: 'feature', body: 'by a person', labels: ['pgplatform: restart'] });
  await withPull(github, { head: 'pgplatform/upgrade', labels: ['pgplatform: nonsense'] });
  await withPull(github, { head: 'merged', body: MARKED, state: 'closed' });
  github.verdict = (_, commit) => (commit === github.head('db', 'pgplatform/upgrade').sha ? 'failure' : 'success');
  const [status] = await statusOf(github);
  expect(status.pulls).toEqual([
    { number: 3, title: 'Upgrade', url: expect.stringContaining('/3'), checks: 'failure' },
    { number: 1, title: 'Upgrade', url: expect.stringContaining('/1'), verdict: 'rolling update', checks: 'success', days: 3 },
  ]);
  expect(message(status)).toContain('error look at #3: its checks fail');
});

it('many pull requests of one repository cost no more than a few', async () => {
  const github = new MemoryGitHub({ db: { [Model.PATH]: modelText() } });
  for (let i = 0; i < 12; i++) await withPull(github, { head: `branch-${i}`, body: MARKED });
  expect((await statusOf(github))[0].pulls.map(({ number }) => number)).toEqual([12, 11, 10, 9, 8]);
});

it('a pinned certificate that ends soon is to be replaced', async () => {
  const pem = throwawayKey({ to: daysFromNow(10) }).certificate;
  const files = { [Model.PATH]: modelText({ environments: PINNED }), 'certs/prod.pem': pem };
  const github = new MemoryGitHub({ a: files });
  const { repositories } = await fleetStatus(github.port(), config('a'), { now: NOW });
  expect(repositories[0].seals?.certificateEnds).toBe('2026-12-02');
  expect(message(repositories[0])).toContain('warning pin a newer sealing certificate');
  const [later] = (await fleetStatus(github.port(), config('a'), { now: daysFromNow(11) })).repositories;
  expect(message(later)).toContain('error pin a newer sealing certificate');
});

it('a file that is no certificate does no harm', async () => {
  const status = await managed({ environments: PINNED }, { 'certs/prod.pem': 'no certificate' });
  expect([status.kind, status.seals?.certificateEnds]).toEqual(['managed', undefined]);
});

it('what is archived, empty, not ours, damaged or not readable is one line, and the others go on', async () => {
  const github = new MemoryGitHub({
    archived: {},
    damaged: { [Model.PATH]: '{' },
    empty: {},
    fine: { [Model.PATH]: modelText() },
    foreign: { 'README.md': '' },
    hollow: { [Model.PATH]: '{"modelVersion":1,"environments":[{}]}' },
    newer: { [Model.PATH]: '{"modelVersion":99,"environments":[]}' },
    outside: { '../escaped': '' },
    refused: {},
  });
  const archived = github.of('archived');
  archived.remote = { ...archived.remote, archived: true };
  github.of('empty').branches.clear();
  github.before = (request) => {
    if (request === 'tree refused') throw new GitHubError('forbidden', 'GET tree', 'the token may not read it', 403);
  };
  const lines = (await statusOf(github)).map((status) => [
    status.name,
    status.kind,
    ...(status.kind === 'managed' ? [] : message(status)),
  ]);
  expect(lines).toEqual([
    ['archived', 'archived'],
    ['damaged', 'unreadable', expect.stringContaining('MODEL_INVALID')],
    ['empty', 'empty'],
    ['fine', 'managed'],
    ['foreign', 'foreign'],
    ['hollow', 'unreadable', expect.stringContaining('MODEL_INVALID')],
    ['newer', 'unreadable', expect.stringContaining('MODEL_TOO_NEW')],
    ['outside', 'unreadable', expect.stringContaining('leads out of it')],
    ['refused', 'unreadable', 'error the token may not read it'],
  ]);
});

it('one of the list that is not there is a line too', async () => {
  const { repositories } = await fleetStatus(new MemoryGitHub({}).port(), config('gone'), { now: NOW });
  expect(repositories.map(message)).toEqual([['error it is not there, or the token may not see it']]);
});

it('a token that GitHub does not take ends everything', async () => {
  const github = new MemoryGitHub({ db: {} });
  github.before = (request) => {
    if (request === 'branch db') throw new GitHubError('unauthorized', 'GET branch', 'Bad credentials', 401);
  };
  await expect(statusOf(github)).rejects.toThrow('Bad credentials');
});

it('texts of a model move no cursor and fill no screen', async () => {
  const { team, release } = await managed({ team: 'x'.repeat(500), platformRelease: 'y'.repeat(500) });
  expect([team, release]).toEqual(['x'.repeat(60), 'y'.repeat(60)]);
  expect(message(await managed({ team: 'a\u001b[2J\nb' }))).toEqual([expect.stringContaining('team is not what belongs there')]);
});

it('asks for no more at once than the configuration allows, and says how much it asked', async () => {
  const files = { [Model.PATH]: modelText() };
  const github = new MemoryGitHub(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`db-${i}`, files])));
  const reading = new Set<string>();
  let most = 0;
  github.before = async (request) => {
    const [, name] = request.split(' ');
    if (request.startsWith('branch')) reading.add(name);
    if (request.startsWith('blob')) reading.delete(name);
    most = Math.max(most, reading.size);
    await new Promise(setImmediate);
  };
  const status = await fleetStatus(github.port(), config(...github.repositories.keys()), { now: NOW });
  expect([status.repositories.length, status.requests, most]).toEqual([20, github.asked.length, 2]);
});
