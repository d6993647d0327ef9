import { isConfigError } from '@pgplatform/core';
import { NOW } from '@pgplatform/test-kit';
import { parse } from 'yaml';
import type { FleetPlan, PlannedRepository } from '../src/fleet-plan';
import { GitHubError } from '../src/github-error';
import { type PlanOptions, planFleet } from '../src/plan';
import { blobSha } from '../src/plan/blob-sha';
import { PACKAGE_VERSION } from '../src/plan/package-version';
import { fakeNpm } from './plan/fake-npm';
import { ReadOnlyGitHub, type SeenRepository } from './plan/read-only-github';
import { CONFIG, madeBy, projenrcOf, repositoryOn, sealed } from './plan/repositories';

async function planned(
  repositories: Record<string, SeenRepository>,
  options: Partial<PlanOptions> = {},
): Promise<{ plan: FleetPlan; github: ReadOnlyGitHub; of: (name: string) => PlannedRepository }> {
  const github = new ReadOnlyGitHub(repositories);
  const plan = await planFleet(github.port, CONFIG, {
    now: NOW,
    env: fakeNpm().env,
    note: () => {},
    ...options,
  });
  const of = (name: string) => plan.repositories.find((one) => one.name === name) as PlannedRepository;
  return { plan, github, of };
}

const current = repositoryOn('2026.07');

/** The list of what was generated, before one file was. */
function listWithout(path: string): { '.projen/files.json': string } {
  const list = JSON.parse(current['.projen/files.json']);
  return { '.projen/files.json': JSON.stringify({ ...list, files: list.files.filter((one: string) => one !== path) }) };
}

describe('a repository that is as it should be', () => {
  test('is a no-op, for which nothing but its model and its .projenrc.ts is downloaded', async () => {
    const { of, github, plan } = await planned({ payments: { files: current } });
    expect(of('payments')).toMatchObject({ action: 'none', reason: 'is as it should be', ring: 'calm' });
    expect(of('payments')).not.toHaveProperty('files');
    expect(github.downloaded.sort()).toEqual(['.pgplatform/model.json', '.projenrc.ts']);
    expect(plan.cost).toMatchObject({ planRequests: 5, applyRequests: 0, pullRequests: 0, seconds: 0 });
  });

  test('says what it is', async () => {
    const { of } = await planned({ payments: { files: current } });
    expect(of('payments').state).toEqual({
      team: 'payments',
      packageVersion: PACKAGE_VERSION,
      platformRelease: '2026.07',
      endOfLife: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
      secrets: { declared: 2, unsealed: 2 },
      databases: 0,
      customised: false,
    });
  });

  test('has its own files, and they stay', async () => {
    const files = { ...current, 'docs/ours.md': 'ours', 'apps/ours.yaml': 'kind: Application\n' };
    expect((await planned({ payments: { files } })).of('payments').action).toBe('none');
  });
});

describe('files that somebody edited', () => {
  const files = { ...current, 'README.md': 'mine\n' };

  test('are listed, and generated again', async () => {
    const { of, github } = await planned({ payments: { files } });
    const one = of('payments');
    expect(one).toMatchObject({
      action: 'change',
      reason: '1 generated file edited by hand',
      drift: ['README.md'],
      verdict: 'none',
    });
    expect(one.files).toEqual([{ path: 'README.md', mode: '100644', content: current['README.md'] }]);
    expect(one.body).toContain('<code>README.md</code>');
    expect(github.downloaded.sort()).toEqual(['.pgplatform/model.json', '.projenrc.ts']);
  });

  test('that became executable are generated again too', async () => {
    const { of } = await planned({
      payments: { files: { ...current, 'README.md': { text: current['README.md'], mode: '100755' } } },
    });
    expect(of('payments').files).toEqual([{ path: 'README.md', mode: '100644', content: current['README.md'] }]);
  });

  test('of which a Cluster is made are not judged: the verdict is unknown', async () => {
    const path = 'infrastructure/postgres/base/cluster.yaml';
    const { of } = await planned({ payments: { files: { ...current, [path]: `${current[path]}# mine\n` } } });
    expect(of('payments')).toMatchObject({ drift: [path], verdict: 'unknown', ring: 'rest' });
    expect(of('payments').body).toContain('what is undone there is not judged');
  });

  test('are found by the digests in rendered/, where older packages wrote them', async () => {
    const path = 'infrastructure/postgres/base/cluster.yaml';
    const old = madeBy('0.0.1', { ...current, [path]: `${current[path]}# mine\n` });
    expect((await planned({ payments: { files: old } })).of('payments')).toMatchObject({ drift: [path], verdict: 'unknown' });
  });

  test('that are gone are written again, and what is no longer generated is removed', async () => {
    const list = JSON.parse(current['.projen/files.json']);
    const { 'README.md': _, ...rest } = current;
    const files = {
      ...rest,
      'old.yaml': 'old\n',
      'kept.yaml': 'mine\n',
      '.projen/files.json': JSON.stringify({ ...list, files: [...list.files, 'old.yaml', '../out.yaml'] }),
    };
    const changes = (await planned({ payments: { files } })).of('payments').files ?? [];
    expect(changes.map(({ path, content }) => [path, content === undefined])).toEqual([
      ['.projen/files.json', false],
      ['README.md', false],
      ['old.yaml', true],
    ]);
  });
});

describe('older packages', () => {
  test('move to these, with a lock file for all that ask for the same', async () => {
    const npm = fakeNpm();
    const named = (name: string) => madeBy('0.0.1', repositoryOn('2026.07', { name, projenrc: projenrcOf('2026.07', name) }));
    const lock = (name: string) => `${JSON.stringify({ name, packages: { '': { name } } }, undefined, 2)}\n`;
    const { plan } = await planned(
      {
        one: { files: { ...named('one'), 'package-lock.json': lock('one') } },
        two: { files: { ...named('two'), 'package-lock.json': lock('two') } },
      },
      { env: npm.env },
    );
    for (const one of plan.repositories) {
      expect(one).toMatchObject({
        action: 'change',
        reason: `packages 0.0.1 to ${PACKAGE_VERSION}`,
        verdict: 'none',
        ring: 'calm',
      });
      const content = one.files?.find(({ path }) => path === 'package-lock.json')?.content ?? '{}';
      expect(JSON.parse(content)).toMatchObject({ name: one.name, packages: { '': { name: one.name } } });
      expect(one.files?.map(({ path }) => path)).toEqual(['.pgplatform/model.json', 'package-lock.json', 'package.json']);
    }
    const [call, ...others] = npm.calls();
    expect(others).toEqual([]);
    expect(call.args).toEqual(expect.arrayContaining(['install', '--package-lock-only', '--ignore-scripts']));
    expect(call.files.sort()).toEqual(['package-lock.json', 'package.json']);
    expect(call.old.name).not.toBe('one');
  });

  test('take sealed files along whose metadata they declare anew, without a value, and say what the Secrets need', async () => {
    const files = madeBy('0.0.1', current);
    const model = JSON.parse(files['.pgplatform/model.json']);
    const [stage, prod] = model.environments.map(({ secrets }: any) => secrets[0]);
    for (const { annotations } of [stage, prod]) delete annotations['sealedsecrets.bitnami.com/managed'];
    const sealed = `# from the vault
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: ${stage.name}
  namespace: ${stage.namespace}
spec:
  encryptedData:
    ACCESS_KEY_ID: AgAA
  template:
    metadata:
      annotations:
        sealedsecrets.bitnami.com/skip-set-owner-references: "true"
`;
    const json = '{"kind":"SealedSecret"}\n';
    const known = { '.pgplatform/model.json': JSON.stringify(model), [stage.file]: sealed, [prod.file]: json };
    const { of } = await planned({ payments: { files: { ...files, ...known } } });
    const { files: changes = [], body } = of('payments');
    const change = changes.find(({ path }) => path === stage.file)?.content ?? '';
    expect(change.startsWith(sealed.slice(0, sealed.indexOf('spec:')).trimEnd())).toBe(true);
    expect(parse(change).spec).toMatchObject({
      encryptedData: { ACCESS_KEY_ID: 'AgAA' },
      template: { metadata: { annotations: { 'sealedsecrets.bitnami.com/managed': 'true' } } },
    });
    expect(changes.map(({ path }) => path)).toEqual([...changes.map(({ path }) => path)].sort());
    expect(changes.map(({ path }) => path)).not.toContain(prod.file);
    expect(body).toContain(`kubectl -n ${stage.namespace} annotate secret ${stage.name} sealedsecrets.bitnami.com/managed=true`);
    expect(body).toContain(`- ${prod.file}: left as it was. The file is not the simple YAML`);
  });

  test('of which npm finds no lock file fail in npm’s words, without addresses', async () => {
    const npm = fakeNpm(1, 'npm error code E404\nnpm error 404 Not Found - GET https://user:pass@registry.example.com/x\n');
    const { of } = await planned({ payments: { files: madeBy('0.0.1', current) } }, { env: npm.env });
    expect(of('payments')).toMatchObject({
      action: 'failed',
      reason: 'npm could not make package-lock.json: 404 Not Found - GET (address)',
    });
  });

  test('than those of the repository are of no use', async () => {
    const { of } = await planned({ payments: { files: madeBy('99.0.0', current) } });
    expect(of('payments')).toMatchObject({
      action: 'blocked',
      reason: expect.stringContaining('made by pgplatform 99.0.0, newer'),
    });
  });
});

describe('a platform release', () => {
  test('is reached one step at a time, each with its impact', async () => {
    const { of, plan } = await planned({ payments: { files: sealed(repositoryOn('2025.10')) } }, { to: '2026.07' });
    expect(plan).toMatchObject({ platformRelease: '2026.07', campaign: 'release-2026.07' });
    const one = of('payments');
    expect(one).toMatchObject({
      action: 'change',
      reason: 'release 2025.10 to 2026.02-operator',
      verdict: 'rolling update',
      ring: 'rest',
    });
    const projenrc = one.files?.find(({ path }) => path === '.projenrc.ts')?.content;
    expect(projenrc).toBe(projenrcOf('2026.02-operator'));
    expect(one.impact?.databases.map(({ namespace, verdict }) => [namespace, verdict])).toEqual([
      ['postgres-prod', 'rolling update'],
      ['postgres-stage', 'rolling update'],
    ]);
    expect(one.title).toBe('release 2026.02-operator for payments (rolling update)');
    expect(one.labels).toEqual(['pgplatform', 'verdict: rolling update']);
  });

  test('gives the same as projen in that repository, step after step', async () => {
    let files = sealed(repositoryOn('2025.10'));
    const seen: string[] = [];
    for (let action = 'change'; action === 'change' && seen.length < 20; ) {
      const { of } = await planned({ payments: { files } }, { to: '2026.06' });
      ({ action } = of('payments'));
      for (const { path, content } of of('payments').files ?? []) {
        if (content === undefined) delete files[path];
        else files = { ...files, [path]: content };
      }
      seen.push(JSON.parse(files['.pgplatform/model.json']).platformRelease);
    }
    expect(seen).toEqual(['2026.02-operator', '2026.02', '2026.06', '2026.06']);
    const { '.pgplatform/model.json': model, ...rest } = sealed(repositoryOn('2026.06'));
    expect(files).toMatchObject(rest);
  });

  test('does not begin while a secret is not sealed', async () => {
    const { of } = await planned({ payments: { files: repositoryOn('2025.10') } }, { to: '2026.07' });
    expect(of('payments')).toMatchObject({ action: 'blocked', reason: expect.stringContaining('SECRET_UNSEALED') });
    expect(of('payments').byHand).toHaveLength(2);
  });

  test('moves what a patch says of the backups, in the file and in the options alike', async () => {
    const clusterPatch = { spec: { backup: { barmanObjectStore: { wal: { maxParallel: 4 } } } } };
    const projenrc = projenrcOf('2026.07-image').replace(
      "team: 'payments',",
      `team: 'payments',\n  clusterBase: { clusterPatch: ${JSON.stringify(clusterPatch)} },\n  operatorValues: { prerequisites: { certManager: 'existing' } },`,
    );
    const files = sealed(
      repositoryOn('2026.07-image', {
        projenrc,
        clusterBase: { clusterPatch },
        operatorValues: { prerequisites: { certManager: 'existing' } },
      }),
    );
    const one = (await planned({ payments: { files } }, { to: '2026.07' })).of('payments');
    expect(one).toMatchObject({ action: 'change', reason: 'release 2026.07-image to 2026.07-plugin' });
    const content = (name: string) => one.files?.find(({ path }) => path === name)?.content ?? '';
    expect(content('.projenrc.ts')).toMatch(/storePatch: \{ ?"?wal/);
    expect(JSON.parse(content('.pgplatform/model.json')).options.clusterBase).toEqual({
      backup: { storePatch: { wal: { maxParallel: 4 } } },
    });
    expect(one.impact?.databases.map(({ verdict }) => verdict)).toEqual(['none', 'none']);
  });

  test('that a repository has passed is nothing to do', async () => {
    expect((await planned({ payments: { files: current } }, { to: '2026.02' })).of('payments').action).toBe('none');
  });

  test('that is not known stops everything', async () => {
    await expect(planned({}, { to: '2031.01' })).rejects.toThrow('RELEASE_UNKNOWN');
  });
});

describe('a .projenrc.ts that is code', () => {
  const projenrc = `${projenrcOf('2026.07')}\nconsole.log(process.env);\n`;
  const own = repositoryOn('2026.07', { projenrc });

  test('is never run here: the repository’s own workflow is asked to', async () => {
    const { of, plan } = await planned({ payments: { files: madeBy('0.0.1', own) } });
    expect(of('payments')).toMatchObject({ action: 'dispatch', state: { customised: true } });
    expect(of('payments').reason).toMatch(/^its \.projenrc\.ts is its own \(line \d+: /);
    expect(plan.cost).toMatchObject({ pullRequests: 0, applyRequests: 1 });
  });

  test('without that workflow is left to a person', async () => {
    const { '.github/workflows/upgrade.yml': _, ...without } = madeBy('0.0.1', own);
    expect((await planned({ payments: { files: without } })).of('payments')).toMatchObject({
      action: 'blocked',
      reason: expect.stringContaining('run npx projen upgrade there'),
    });
  });

  test('needs nothing while its versions are those asked for', async () => {
    expect((await planned({ payments: { files: own } })).of('payments').action).toBe('none');
  });

  test('that sets options of projen itself is code too: the model does not know them', async () => {
    const files = madeBy(
      '0.0.1',
      repositoryOn('2026.07', {
        projenrc: projenrcOf('2026.07').replace("team: 'payments',", "team: 'payments', projectTree: true,"),
      }),
    );
    expect((await planned({ payments: { files } })).of('payments').action).toBe('dispatch');
  });
});

describe('whatever a repository is, it is one line and the others go on', () => {
  const blob = (text: string) => blobSha(text);
  const damaged = (change: (model: any) => any) => ({
    ...current,
    '.pgplatform/model.json': JSON.stringify(change(JSON.parse(current['.pgplatform/model.json']))),
  });
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`data/${i}.txt`, `${i}`]));
  const cases: [string, SeenRepository, string, RegExp][] = [
    ['archived', { files: current, archived: true }, 'skipped', /^archived$/],
    ['empty', { empty: true }, 'skipped', /^empty: nothing on main$/],
    ['not-ours', { files: { 'README.md': 'hello' } }, 'skipped', /^not generated by pgplatform/],
    ['no-permission', { files: current, canPush: false }, 'blocked', /may not push/],
    [
      'forbidden',
      { fails: new GitHubError('forbidden', 'GET x', 'Resource not accessible', 403) },
      'failed',
      /^forbidden: Resource/,
    ],
    ['gone', { fails: new GitHubError('not found', 'GET x', 'Not Found', 404) }, 'failed', /^not found/],
    [
      'down',
      { fails: new GitHubError('unavailable', 'GET x', 'Bad\ngateway \u001b[31m', 502) },
      'failed',
      /^unavailable: Bad gateway \[31m$/,
    ],
    ['truncated', { files: current, truncated: true }, 'failed', /more files than GitHub lists/],
    ['many-files', { files: { ...current, ...many } }, 'none', /^is as it should be$/],
    ['huge', { files: { ...current, 'dump.sql': { text: 'x', size: 50 << 20 } } }, 'none', /^is as it should be$/],
    [
      'huge-model',
      { files: { ...current, '.pgplatform/model.json': { text: 'x', size: 50 << 20 } } },
      'failed',
      /52428800 bytes and was not read/,
    ],
    [
      'huge-readme',
      { files: { ...current, 'README.md': { text: 'x', size: 50 << 20 } } },
      'change',
      /^1 generated file edited by hand$/,
    ],
    [
      'own-workflow',
      { files: { ...current, '.github/workflows/impact.yml': 'mine\n', ...listWithout('.github/workflows/impact.yml') } },
      'blocked',
      /^\.github\/workflows\/impact\.yml is there, and is generated now/,
    ],
    [
      'marked-workflow',
      { files: { ...current, ...listWithout('.github/workflows/impact.yml') } },
      'change',
      /^1 generated file edited by hand$/,
    ],
    ['link-out', { files: { ...current, etc: { text: '/etc', mode: '120000' } } }, 'none', /^is as it should be$/],
    [
      'link-for-file',
      { files: { ...current, 'README.md': { text: '../../etc/passwd', mode: '120000' } } },
      'blocked',
      /^README.md is a symbolic link where the generated README.md belongs/,
    ],
    [
      'link-for-model',
      { files: { ...current, '.pgplatform/model.json': { text: '/etc/passwd', mode: '120000' } } },
      'blocked',
      /^\.pgplatform\/model\.json is a symbolic link/,
    ],
    ['dots', { files: { ...current, 'a/../../../etc/cron.d/x': 'x' } }, 'failed', /^its tree holds a path that leads out of it/],
    ['no-model-json', { files: { ...current, '.pgplatform/model.json': 'not json' } }, 'blocked', /^MODEL_INVALID/],
    ['newer-model', { files: damaged((model) => ({ ...model, modelVersion: 9 })) }, 'blocked', /^MODEL_TOO_NEW/],
    [
      'odd-model',
      { files: damaged((model) => ({ ...model, databases: 7 })) },
      'blocked',
      /^MODEL_INVALID \.pgplatform\/model\.json: databases is not/,
    ],
    ['odd-options', { files: damaged((model) => ({ ...model, options: { team: 7 } })) }, 'blocked', /^OPTION_TYPE/],
    ['unknown-release', { files: damaged((model) => ({ ...model, platformRelease: '2019.01' })) }, 'blocked', /^RELEASE_UNKNOWN/],
    [
      'edited-projenrc',
      { files: { ...current, '.projenrc.ts': `${current['.projenrc.ts']}// later\n` } },
      'blocked',
      /changed after the last synthesis: run npx projen/,
    ],
    [
      'no-projenrc',
      { files: { ...current, '.projenrc.ts': { text: 'x', mode: '160000', type: 'commit' } } },
      'blocked',
      /^\.projenrc\.ts is a submodule/,
    ],
    [
      'damaged-lock',
      { files: { ...madeBy('0.0.1', current), 'package-lock.json': '{' } },
      'blocked',
      /^package-lock\.json is damaged/,
    ],
  ];
  const all = Object.fromEntries(cases.map(([name, repository]) => [name, repository]));
  const fleet = planned({ ...all, 'zz-well': { files: current } });

  test.each(cases)('%s', async (name, _, action, reason) => {
    const { of } = await fleet;
    expect(of(name)).toMatchObject({ action, reason: expect.stringMatching(reason) });
    expect(of(name).reason).not.toMatch(/\p{Cc}/u);
  });

  test('the others are planned, in the order of their names, and nothing was written', async () => {
    const { plan, of, github } = await fleet;
    expect(of('zz-well').action).toBe('none');
    expect(plan.repositories.map(({ name }) => name)).toEqual([...cases.map(([name]) => name), 'zz-well'].sort());
    expect([...github.called].sort()).toEqual(['blob', 'branch', 'repositoriesOf', 'tree']);
    expect(github.downloaded).not.toContain('dump.sql');
    expect(blob('')).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
  });
});

test('a token that is refused stops everything', async () => {
  const fails = new GitHubError('unauthorized', 'GET x', 'Bad credentials', 401);
  await expect(planned({ one: { fails } })).rejects.toThrow('Bad credentials');
});

test('one repository alone can be planned; one that is not there is a problem', async () => {
  const { plan } = await planned({ one: { files: current }, two: { files: current } }, { only: 'two' });
  expect(plan.repositories.map(({ name }) => name)).toEqual(['two']);
  const problem = await planned({ one: { files: current } }, { only: 'tow' }).catch((error: unknown) => error);
  expect(isConfigError(problem) && problem.problems[0].code).toBe('REPOSITORY_UNKNOWN');
});

test('the same fleet gives the same plan', async () => {
  const fleet = { b: { files: sealed(repositoryOn('2025.10')) }, a: { files: { ...current, 'README.md': 'mine' } } };
  const [first, second] = [await planned(fleet, { to: '2026.07' }), await planned(fleet, { to: '2026.07' })];
  expect(JSON.stringify(second.plan)).toBe(JSON.stringify(first.plan));
});
