import { createHash } from 'node:crypto';
import { readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run, temporaryDirectory } from '@pgplatform/test-kit';
import Ajv from 'ajv';
import type { GeneratedRepository } from './generated-repository';
import { CALLS, NEXT, nextVersion, SAYS } from './next-version';
import { type Environment, freshMachine, succeeded } from './published';
import { CURRENT, Releases } from './released-versions';
import { RemoteFleet } from './remote-fleet';

jest.setTimeout(600_000);

const TEAMS = Array.from({ length: 30 }, (_, i) => `team${String(i + 1).padStart(2, '0')}`);
const NAMES = TEAMS.map((team) => `${team}-db`);
/** These are on an older platform release. */
const OLDER = NAMES.slice(20);
const [EDITED, OWN, ARCHIVED, BUSY] = ['team02-db', 'team03-db', 'team04-db', 'team06-db'];
const EMPTY = 'void-db';
const CANARIES = ['team01-db', 'team11-db', 'team21-db'];
const PLANNED = NAMES.filter((name) => ![OWN, ARCHIVED].includes(name));
const RINGS = `
  - { name: canary, names: [${CANARIES}], failureBudget: 0 }
  - { name: first, names: [team0*], waitForChecks: false }
  - { name: second, names: [team1*], waitForChecks: false }
`;
const CLUSTER = 'infrastructure/postgres/base/cluster.yaml';
const CAMPAIGN = `pgplatform/packages-${NEXT}`;
const SCHEMA = JSON.parse(readFileSync(resolve(__dirname, '../../packages/fleet/schema/fleet-plan.schema.json'), 'utf8'));

const releases = new Releases();
let env: Environment;
let fleet: RemoteFleet;
/** Where the owners of the customised repository work. */
let own: GeneratedRepository;

beforeAll(async () => {
  const npm = await releases.start();
  process.env.PGPLATFORM_E2E = JSON.stringify(npm);
  env = await freshMachine(temporaryDirectory());
  await releases.publish(CURRENT);
  fleet = await RemoteFleet.start(env, [{ name: EMPTY, topics: ['pgplatform'], empty: true }], RINGS);
  await fleet.install(CURRENT);
});
afterAll(async () => {
  await fleet?.stop();
  await releases.end();
});

/** Does something for each of them, three at the same time. */
async function each<T>(names: readonly string[], work: (name: string) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  const left = [...names.entries()];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      results[next[0]] = await work(next[1]);
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  return results;
}

function create(name: string): Promise<any> {
  const older = OLDER.includes(name) ? ['--platform-release', '2025.10', '--accept-insecure-release'] : [];
  return fleet.json(CURRENT, 'create', name.replace('-db', ''), ...older);
}

const states = (created: any[]) => [...new Set(created.flatMap(({ steps }) => steps.map(({ state }: any) => state)))];

/** What everybody can see of the repositories. */
function trees(names: readonly string[]): Promise<Record<string, string>[]> {
  return each(names, (name) => fleet.tree(name));
}

/** What a command asks of GitHub: the methods. */
async function methodsOf(work: () => Promise<unknown>): Promise<string[]> {
  const before = fleet.proxy.seen.length;
  await work();
  return [...new Set(fleet.proxy.seen.slice(before).map(({ method }) => method))];
}

/** How many repositories have each of these. */
function counts(words: readonly string[]): Record<string, number> {
  return Object.fromEntries([...new Set(words)].sort().map((word) => [word, words.filter((one) => one === word).length]));
}

const planned = (): any => JSON.parse(fleet.read('plan.json'));
const outcomesOf = (report: any) => counts(report.repositories.map(({ outcome }: any) => outcome));

test('thirty teams get their repositories', async () => {
  const [first, ...others] = NAMES;
  const created = [await create(first), ...(await each(others, create))];
  expect(states(created)).toEqual(['done']);
  expect(created.map(({ name }) => name)).toEqual(NAMES);
  const lock = await fleet.text('team30-db', 'package-lock.json');
  expect(JSON.parse(lock)).toMatchObject({ name: 'team30-db', packages: { 'node_modules/pgplatform': { version: CURRENT } } });
  expect(lock).not.toContain('"resolved"');
});

test('creating them again changes nothing, and asks for nothing to be changed', async () => {
  const before = await trees(NAMES);
  const methods = await methodsOf(async () => expect(states(await each(NAMES.slice(17, 23), create))).toEqual(['there']));
  expect(methods).toEqual(['GET']);
  expect(await trees(NAMES)).toEqual(before);
});

test('what was created is what npx projen makes of it', async () => {
  own = await fleet.clone(OWN);
  succeeded(await own.run('npm', 'ci', '--no-audit'));
  succeeded(await own.synth());
  expect(await own.changes()).toEqual([]);
});

test('their teams make them their own', async () => {
  await each(['team01-db', 'team21-db', 'team22-db'], (name) => fleet.seal(name));
  await fleet.commit(EDITED, { [CLUSTER]: (await fleet.text(EDITED, CLUSTER)).replace('instances: 1', 'instances: 3') });
  own.edit('project.synth();', "project.addTask('hello', { exec: 'echo hello' });\n\nproject.synth();");
  succeeded(await own.synth());
  await fleet.push(OWN, own);
  await fleet.ask('PATCH', ARCHIVED, '', { archived: true });
  expect(await fleet.tree(OWN)).toMatchObject({ '.projenrc.ts': expect.stringMatching(/^100644 /) });
});

describe('when the next version is there', () => {
  let lockBefore: number;

  beforeAll(async () => {
    await releases.publish(NEXT, nextVersion);
    await fleet.install(NEXT);
    lockBefore = fleet.npmCalls;
  });

  test('a plan says what every repository becomes, and writes nothing', async () => {
    const before = await trees([...NAMES]);
    let table = '';
    const methods = await methodsOf(async () => {
      table = succeeded(await fleet.run(NEXT, 'plan'));
    });
    expect(methods).toEqual(['GET']);
    expect(await trees(NAMES)).toEqual(before);
    expect(table).toMatch(/^REPOSITORY +RING +ACTION +VERDICT +IS ON +WHY\n/);
    expect(table).toMatch(
      new RegExp(`\n${EDITED} +first +change +unknown +${CURRENT}, 2026\\.07 .*, 1 generated file edited by hand\n`),
    );
    expect(table).toMatch(new RegExp(`\n${OWN} +first +dispatch .*its \\.projenrc\\.ts is its own`));
    expect(table).toMatch(new RegExp(`\n${ARCHIVED} +skipped +archived\n`));
    expect(table).toMatch(new RegExp(`\n${EMPTY} +skipped +empty`));
    expect(table).toContain('\n31 repositories: 28 change, 1 dispatch, 2 skipped.\n');
    expect(table).toMatch(/\nPlanning took \d+ requests\. Applying takes about \d+: 28 pull requests, at most \d+ an hour, in /);
  });

  test('the plan is as its schema says, and a lock file was made once', () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(SCHEMA);
    expect({ valid: validate(planned()), errors: validate.errors }).toEqual({ valid: true, errors: null });
    expect(fleet.npmCalls - lockBefore).toBe(1);
  });

  test('each change is the same few files, and a renamed option where it is used', () => {
    const always = ['.pgplatform/model.json', 'infrastructure/postgres/VERIFICATION.md', 'package-lock.json', 'package.json'];
    for (const { name, files } of planned().repositories.filter(({ action }: any) => action === 'change')) {
      const expected = [...always, ...(OLDER.includes(name) ? ['.projenrc.ts'] : []), ...(name === EDITED ? [CLUSTER] : [])];
      expect({ name, files: files.map(({ path }: any) => path) }).toEqual({ name, files: expected.sort() });
    }
  });

  test('the canaries come first, and the next ring when their checks are green', async () => {
    fleet.proxy.setRules([{ path: /\/commits\/[0-9a-f]{40}\/check-runs/, fault: { delay: 2000 } }]);
    const [report] = await Promise.all([
      fleet.json(NEXT, 'apply', 'plan.json', '--ring', 'canary'),
      ...CANARIES.map((name) => fleet.pass(name, CAMPAIGN)),
    ]);
    fleet.proxy.setRules([]);
    expect(report).toMatchObject({ rings: [{ name: 'canary', state: 'done', failures: 0 }], ok: true });
    expect(report.repositories.map(({ name, outcome }: any) => `${name} ${outcome}`)).toEqual(
      CANARIES.map((name) => `${name} opened`),
    );
  });

  test('then the others, ring by ring, on as many machines as it takes', async () => {
    await fleet.commit(BUSY, { 'docs/runbook.md': 'By the team, after the plan.\n' });
    expect(outcomesOf(await fleet.json(NEXT, 'apply', 'plan.json', '--ring', 'first'))).toEqual({
      dispatched: 1,
      opened: 6,
      skipped: 1,
    });
    const shards = ['1/2', '2/2'].map((shard) => fleet.json(NEXT, 'apply', 'plan.json', '--ring', 'second', '--shard', shard));
    const second = (await Promise.all(shards)).flatMap(({ repositories }) => repositories);
    expect(outcomesOf({ repositories: second })).toEqual({ opened: 9 });
    expect(outcomesOf(await fleet.json(NEXT, 'apply', 'plan.json', '--ring', 'rest'))).toEqual({ opened: 10, skipped: 1 });
  });

  test('applied again there is nothing to do', async () => {
    const methods = await methodsOf(async () => {
      const report = await fleet.json(NEXT, 'apply', 'plan.json', '--ring', 'first');
      expect(outcomesOf(report)).toEqual({ skipped: 1, unchanged: 7 });
    });
    expect(methods).toEqual(['GET']);
  });

  test('the status says what waits, as a table, as data and as a page', async () => {
    const table = succeeded(await fleet.run(NEXT, 'status'));
    expect(table).toMatch(new RegExp(`\nteam01-db +2026\\.07 +${CURRENT} +none +#1 \\(0 d\\) +success +2/2 `));
    expect(table).toMatch(/28 with a pull request that waits/);
    const status = await fleet.json(NEXT, 'status', '--html', 'fleet.html');
    expect(counts(status.repositories.map(({ kind }: any) => kind))).toEqual({ archived: 1, empty: 1, managed: 29 });
    const page = fleet.read('fleet.html');
    expect(NAMES.filter((name) => !page.includes(name))).toEqual([]);
    expect(page).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)="(?!data:)/);
  });

  test('merged, every repository has what was planned, and what its team did to other files', async () => {
    const before = await fleet.tree(BUSY);
    expect(await each(PLANNED, (name) => fleet.merge(name))).toEqual(PLANNED.map(() => 1));
    const { repositories } = planned();
    for (const { name, files } of repositories.filter(({ action }: any) => action === 'change')) {
      expect(await fleet.tree(name)).toMatchObject(Object.fromEntries(files.map((file: any) => [file.path, gitEntry(file)])));
    }
    const after = await fleet.tree(BUSY);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(after['docs/runbook.md']).toBe(before['docs/runbook.md']);
    expect(await fleet.text('team30-db', '.projenrc.ts')).toContain(`\n  ${CALLS}: true,\n`);
    expect(await fleet.text('team30-db', 'infrastructure/postgres/VERIFICATION.md')).toContain(SAYS);
  });

  test('the customised one is upgraded by what its own workflow runs', async () => {
    const command = join(own.directory, 'node_modules/.bin/pgplatform');
    const identity = { GIT_AUTHOR_NAME: 'e2e', GIT_AUTHOR_EMAIL: 'e2e@localhost' };
    const committer = { GIT_COMMITTER_NAME: 'e2e', GIT_COMMITTER_EMAIL: 'e2e@localhost' };
    succeeded(await run(command, ['upgrade'], { cwd: own.directory, env: { ...env, ...identity, ...committer } }));
    await fleet.push(OWN, own);
    expect(own.model.packageVersion).toBe(NEXT);
    expect(own.read('.projen/tasks.json')).toContain('echo hello');
  });

  test('what was merged is what npx projen makes of it, with the packages of the planned lock file', async () => {
    const [clone, edited] = await each(['team30-db', EDITED], (name) => fleet.clone(name));
    expect(lockedIn(clone)).toEqual(lockedIn(own));
    expect(clone.read('package-lock.json')).not.toContain('"resolved"');
    succeeded(await clone.run('npm', 'ci', '--no-audit'));
    symlinkSync(join(clone.directory, 'node_modules'), join(edited.directory, 'node_modules'));
    edited.write('.git/info/exclude', 'node_modules\n');
    for (const repository of [clone, edited]) {
      succeeded(await repository.synth());
      expect(await repository.changes()).toEqual([]);
    }
  });

  test('then there is nothing to plan and nothing to apply', async () => {
    const before = await trees(NAMES);
    const methods = await methodsOf(async () => {
      const plan = await fleet.json(NEXT, 'plan');
      expect(counts(plan.repositories.map(({ action }: any) => action))).toEqual({ none: 29, skipped: 2 });
      expect(planned().cost).toMatchObject({ applyRequests: 0, pullRequests: 0, seconds: 0 });
      expect(outcomesOf(await fleet.json(NEXT, 'apply', 'plan.json'))).toEqual({ none: 29, skipped: 2 });
    });
    expect(methods).toEqual(['GET']);
    expect(await trees(NAMES)).toEqual(before);
    const status = await fleet.json(NEXT, 'status');
    expect(status.repositories.flatMap(({ pulls }: any) => pulls)).toEqual([]);
  });

  test('a release is one step after the other, for those whose secrets are sealed', async () => {
    const steps = [];
    for (let step = 0; step < 2; step++) {
      const { code } = await fleet.run(NEXT, 'plan', '--to', '2026.07');
      expect(code).toBe(1);
      const ahead = planned().repositories.filter(({ action }: any) => action === 'change' || action === 'blocked');
      expect(ahead.filter(({ action }: any) => action === 'blocked').map(({ reason }: any) => reason)).toEqual(
        Array(8).fill(expect.stringMatching(/^SECRET_UNSEALED /)),
      );
      const moved = ahead.filter(({ action }: any) => action === 'change');
      steps.push(moved.map(({ name, title }: any) => `${name} ${title}`));
      const { code: applied, stdout } = await fleet.run(NEXT, 'apply', 'plan.json', '--ring', 'rest', '--json');
      expect({ applied, outcomes: outcomesOf(JSON.parse(stdout)) }).toEqual({
        applied: 1,
        outcomes: { blocked: 8, none: 1, opened: 1, skipped: 1 },
      });
      expect(await fleet.merge('team22-db')).toBe(1);
    }
    expect(steps).toEqual([
      [
        'team21-db pgplatform release 2026.02-operator: rolling update',
        'team22-db pgplatform release 2026.02-operator: rolling update',
      ],
      ['team21-db pgplatform release 2026.02-operator: rolling update', 'team22-db pgplatform release 2026.02: none'],
    ]);
    expect(JSON.parse(await fleet.text('team22-db', '.pgplatform/model.json')).platformRelease).toBe('2026.02');
  });

  test('the token was nowhere, and npm was asked with every environment written down', () => {
    expect(fleet.npmCalls).toBe(NAMES.length + 1);
    expect(fleet.tokenTraces()).toEqual([]);
  });
});

/** What will be installed: the packages in other packages are known to those who unpacked them. */
function lockedIn(repository: GeneratedRepository): object {
  const { packages } = JSON.parse(repository.read('package-lock.json'));
  const { '': _, ...others } = packages;
  return Object.fromEntries(Object.entries(others).filter(([, { inBundle }]: [string, any]) => !inBundle));
}

/** How git has a planned file. */
function gitEntry({ mode, content }: { mode: string; content: string }): string {
  const bytes = Buffer.from(content);
  return `${mode} ${createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')}`;
}
