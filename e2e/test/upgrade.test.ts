import { cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type RunResult, run, temporaryDirectory } from '@pgplatform/test-kit';
import { parse } from 'yaml';
import { GeneratedRepository } from './generated-repository';
import { CALLED, CALLS, NEXT, nextVersion, SAYS } from './next-version';
import { type Environment, freshMachine, succeeded } from './published';
import { CURRENT, RELEASED, Releases, versionAfter } from './released-versions';

jest.setTimeout(600_000);

const KILLER = join(__dirname, 'kill-at-phase.cjs');
/** What a package upgrade always changes. */
const VERSIONS = ['~.pgplatform/model.json', '~.projenrc.ts', '~package-lock.json', '~package.json'];

const releases = new Releases();
let env: Environment;

beforeAll(async () => {
  const npm = await releases.start();
  process.env.PGPLATFORM_E2E = JSON.stringify(npm);
  env = { ...(await freshMachine(temporaryDirectory())), ...IDENTITY };
  await releases.publish(CURRENT);
});
afterAll(() => releases.end());

const IDENTITY = {
  GIT_AUTHOR_NAME: 'e2e',
  GIT_AUTHOR_EMAIL: 'e2e@localhost',
  GIT_COMMITTER_NAME: 'e2e',
  GIT_COMMITTER_EMAIL: 'e2e@localhost',
};

/** The repository of a user of an earlier version, committed; nothing is installed. */
async function released(version: string): Promise<GeneratedRepository> {
  const directory = join(temporaryDirectory(), 'payments-db');
  cpSync(resolve(__dirname, '../released', version), directory, { recursive: true });
  const repository = new GeneratedRepository(directory, env);
  await repository.git('init', '--quiet', '--initial-branch=main');
  await repository.commit();
  return repository;
}

/** A copy with packages of its own, which may be upgraded. */
async function ownCopy(repository: GeneratedRepository): Promise<GeneratedRepository> {
  const copy = await repository.copy();
  const modules = join(copy.directory, 'node_modules');
  rmSync(modules);
  succeeded(await copy.run('cp', '-al', join(repository.directory, 'node_modules'), modules));
  const written = 'node_modules/.package-lock.json'; // the only file that npm writes in place
  const text = copy.read(written);
  rmSync(join(copy.directory, written));
  copy.write(written, text);
  return copy;
}

/** Runs the command of the repository in another environment. */
function pgplatform(repository: GeneratedRepository, args: string[], more: Environment = {}): Promise<RunResult> {
  const { directory } = repository;
  return run(join(directory, 'node_modules/.bin/pgplatform'), args, { cwd: directory, env: { ...env, ...more } });
}

const killedAt = (phase: string): Environment => ({ NODE_OPTIONS: `--require=${KILLER}`, KILL_AT_PHASE: phase });

/** What must not differ: content, and whether anything was written at all. */
function traces({ directory }: GeneratedRepository, ...files: string[]) {
  return files.map((file) => statSync(join(directory, file)).mtimeMs);
}

async function state(repository: GeneratedRepository) {
  return { head: await repository.git('rev-parse', 'HEAD'), changes: await repository.changes() };
}

function files(repository: GeneratedRepository): Record<string, string> {
  const all = readdirSync(repository.directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(repository.directory.length + 1))
    .filter((file) => !/^(?:\.git|node_modules)\//.test(file));
  return Object.fromEntries(all.sort().map((file) => [file, repository.read(file)]));
}

/** The lines of a sealed file without its sync wave, which a version may declare anew. */
function withoutWave(text: string): string[] {
  return text.split('\n').filter((line) => !line.includes('argocd.argoproj.io/sync-wave'));
}

/** What an upgrade from an earlier version does. */
interface Upgrade {
  readonly platformRelease: string;
  /** The way to the newest platform release, when there is one. */
  readonly next: string | null;
  /** What its text has. */
  readonly says: readonly string[];
  /** What changes in `.projenrc.ts`. */
  readonly edit: RegExp;
  readonly changes: readonly string[];
}

/** What came after 0.2.0 changes in every repository. */
const SINCE_0_2_0 = [
  '~.gitattributes',
  '~.github/workflows/validate.yml',
  '~.gitignore',
  '~.projen/tasks.json',
  '~README.md',
  '~adr/0010-gitops-repository-structure.md',
  '~apps/infrastructure/postgres-databases.yaml',
  '~apps/infrastructure/postgres.yaml',
  '~apps/root.yaml',
  '~bootstrap/README.md',
  '~infrastructure/postgres/IMPLEMENTATION_SUMMARY.md',
  '~infrastructure/postgres/README.md',
  '~infrastructure/postgres/VERIFICATION.md',
  '~infrastructure/postgres/base/cluster.yaml',
  '~infrastructure/postgres/base/scheduled-backup.yaml',
  '~rendered/prod.yaml',
  '~rendered/stage.yaml',
];

const UPGRADES: { readonly [version: string]: Upgrade } = {
  '0.1.0': {
    platformRelease: '2025.10',
    next: 'pgplatform upgrade --to 2026.07',
    says: ['0.2.0-retention-policy', 'What comes next, when it is healthy: pgplatform upgrade --to 2026.07'],
    edit: /@@.*\n-\s+retention: '14d', \/\/ the auditors ask for two weeks\n\+\s+retentionPolicy: '14d', \/\/ the auditors ask for two weeks$/,
    changes: [
      ...SINCE_0_2_0,
      '+.github/workflows/impact-comment.yml',
      '+.github/workflows/impact.yml',
      '+.github/workflows/upgrade.yml',
      ...VERSIONS,
      '~.projen/files.json',
      '~apps/infrastructure/cloudnativepg.yaml',
      '~infrastructure/postgres/overlays/stage/backup-s3-credentials-sealed.yaml',
      '~workloads/ledger/databases/prod/ledger-db.yaml',
      '~workloads/ledger/databases/stage/ledger-db.yaml',
    ],
  },
  // Two Kubernetes clusters, whose Applications keep their names; a removed environment, of which 0.2.0 has left a sealed file alone.
  '0.2.0': {
    platformRelease: '2026.07',
    next: null,
    says: [],
    edit: /^$/,
    changes: [
      ...SINCE_0_2_0,
      '~.pgplatform/model.json',
      '~package-lock.json',
      '~package.json',
      '~.github/workflows/impact-comment.yml',
      '~.github/workflows/impact.yml',
      '~.github/workflows/upgrade.yml',
      '~apps/infrastructure/cloudnativepg-dr-example-com.yaml',
      '~apps/infrastructure/cloudnativepg-in-cluster.yaml',
      '~apps/infrastructure/plugin-barman-cloud-dr-example-com.yaml',
      '~apps/infrastructure/plugin-barman-cloud-in-cluster.yaml',
      '~infrastructure/postgres/base/network-policy.yaml',
      '~infrastructure/postgres/base/object-store.yaml',
      '~infrastructure/postgres/base/pod-monitor.yaml',
      '~infrastructure/postgres/overlays/dr/backup-s3-credentials-sealed.yaml',
      '~infrastructure/postgres/overlays/prod/backup-s3-credentials-sealed.yaml',
      '~infrastructure/postgres/overlays/stage/backup-s3-credentials-sealed.yaml',
      '~rendered/dr.yaml',
      '~workloads/ledger/databases/dr/ledger-role-sealed.yaml',
      '~workloads/ledger/databases/dr/ledger.yaml',
      '~workloads/ledger/databases/dr/role.yaml',
      '~workloads/ledger/databases/prod/ledger-role-sealed.yaml',
      '~workloads/ledger/databases/prod/ledger.yaml',
      '~workloads/ledger/databases/prod/role.yaml',
      '~workloads/ledger/databases/stage/ledger-role-sealed.yaml',
      '~workloads/ledger/databases/stage/ledger.yaml',
      '~workloads/ledger/databases/stage/role.yaml',
      '~workloads/product-a/databases/dr/api-db.yaml',
      '~workloads/product-a/databases/dr/product-a-role-sealed.yaml',
      '~workloads/product-a/databases/dr/role.yaml',
      '~workloads/product-a/databases/prod/api-db.yaml',
      '~workloads/product-a/databases/prod/product-a-role-sealed.yaml',
      '~workloads/product-a/databases/prod/role.yaml',
      '~workloads/product-a/databases/stage/api-db.yaml',
      '~workloads/product-a/databases/stage/product-a-role-sealed.yaml',
      '~workloads/product-a/databases/stage/role.yaml',
    ],
  },
};

// The newest first: the next versions, which one of an older version is upgraded to, are published on the way.
describe.each([...RELEASED].reverse())('a repository of version %s', (version) => {
  let repository: GeneratedRepository;
  let before: Record<string, string>;
  let upgrade: RunResult;
  const expected = UPGRADES[version];

  beforeAll(async () => {
    repository = await released(version);
    before = files(repository);
    const npx = ['--yes', `@pgplatform/cli@${CURRENT}`, 'upgrade', '--body', '../change.md'];
    upgrade = await run('npx', npx, { cwd: repository.directory, env });
  });

  test('is upgraded by the newest command, which it does not have yet', () => {
    succeeded(upgrade);
    expect(upgrade.stdout).toMatch(new RegExp(`^pgplatform ${CURRENT}\n\nWhat changes\n`));
    expect(upgrade.stdout).toContain(`- pgplatform ${version} to ${CURRENT}. The platform release stays`);
    for (const text of expected.says) expect(upgrade.stdout).toContain(text);
    expect(repository.model).toMatchObject({ packageVersion: CURRENT, platformRelease: expected.platformRelease });
    expect(JSON.parse(repository.read('package.json')).devDependencies).toMatchObject({ pgplatform: CURRENT });
  });

  test('has the text of a pull request, and nothing is committed', async () => {
    expect(repository.read('../change.md')).toMatch(/^- pgplatform .*[\s\S]*<!-- pgplatform diff -->[\s\S]*### The way back/);
    expect(await repository.git('rev-list', '--count', 'HEAD')).toBe('1');
    expect(existsSync(join(repository.directory, '.git/pgplatform/upgrade.json'))).toBe(false);
  });

  test('lets the controller update the Secrets of sealed files, and changes nothing of their values', async () => {
    const sealed = repository.model.environments.flatMap(({ secrets }: any) => secrets);
    expect(sealed.length).toBeGreaterThan(3);
    for (const { file, name, namespace } of sealed) {
      // Those of kubeseal are JSON by default, which is named and left to its owner.
      if (before[file].startsWith('{')) {
        expect(repository.read(file)).toBe(before[file]);
        expect(upgrade.stdout).toContain(`- ${file}: left as it was. `);
        continue;
      }
      const [was, is] = [parse(before[file]), parse(repository.read(file))];
      expect(is.spec.encryptedData).toEqual(was.spec.encryptedData);
      expect(is.spec.template.metadata.annotations).toMatchObject({
        'sealedsecrets.bitnami.com/skip-set-owner-references': 'true',
        'sealedsecrets.bitnami.com/managed': 'true',
      });
      expect(repository.read(file).split('\n')).toEqual(expect.arrayContaining(withoutWave(before[file])));
      const command = `kubectl -n ${namespace} annotate secret ${name} sealedsecrets.bitnami.com/managed=true`;
      expect(upgrade.stdout).toContain(`    ${command}\n`);
      expect(repository.read('../change.md')).toContain(`${command}\n`);
    }
    const checked = JSON.parse((await pgplatform(repository, ['check', '--format', 'json'])).stdout);
    const unmanaged = checked.findings.filter(({ rule }: any) => rule === 'SEAL-MANAGED').map(({ file }: any) => file);
    expect(unmanaged.filter((file: string) => sealed.some((secret: any) => secret.file === file))).toEqual([]);
  });

  test('changes exactly as it should: no manifest but by its waves and retries, no file of its owner', async () => {
    expect(await repository.changes()).toEqual([...expected.changes].sort());
    expect(await repository.git('diff', '--staged', '--unified=0', '.projenrc.ts')).toMatch(expected.edit);
    const after = files(repository);
    const declared = repository.model.environments.flatMap(({ secrets }: any) => secrets.map(({ file }: any) => file));
    const own = Object.keys(before).filter((file) => /sealed\.yaml$|^docs\/|^platform\/|alert-rules/.test(file));
    const untouched = own.filter((file) => !declared.includes(file));
    expect(untouched.length).toBeGreaterThan(1);
    for (const file of untouched) expect({ file, text: after[file] }).toEqual({ file, text: before[file] });
  });

  test('is not upgraded again while that is not committed', async () => {
    const was = files(repository);
    const again = await pgplatform(repository, ['upgrade']);
    expect({ code: again.code, refused: again.stderr.includes('UPGRADE_TREE_DIRTY') }).toEqual({ code: 2, refused: true });
    expect(files(repository)).toEqual(was);
  });

  test('has nothing to do then, and neither installs nor regenerates', async () => {
    await repository.commit();
    const written = ['.pgplatform/model.json', 'package-lock.json', 'node_modules/.package-lock.json'];
    const were = traces(repository, ...written);
    const again = await pgplatform(repository, ['upgrade', '--json']);
    expect(JSON.parse(succeeded(again))).toMatchObject({ changed: false, title: null, next: expected.next });
    expect(traces(repository, ...written)).toEqual(were);
    expect(await repository.changes()).toEqual([]);
    succeeded(await repository.synth());
    expect(await repository.changes()).toEqual([]);
  });

  test('offline there is a clear error, and nothing is changed', async () => {
    const copy = await repository.copy();
    const was = files(copy);
    const offline = await pgplatform(copy, ['upgrade'], { npm_config_registry: 'http://127.0.0.1:9/' });
    expect({ code: offline.code, stdout: offline.stdout }).toEqual({ code: 3, stdout: '' });
    expect(offline.stderr).toMatch(/^error {2}REGISTRY_FAILED\n.*Nothing was changed\.\n {4}→ /m);
    expect(files(copy)).toEqual(was);
  });

  // The rest needs a repository with a way to go.
  if (!expected.next) return;

  describe('and the next version', () => {
    let uninterrupted: GeneratedRepository;

    beforeAll(async () => {
      await releases.publish(NEXT, nextVersion);
      uninterrupted = await ownCopy(repository);
      succeeded(await uninterrupted.run('npx', 'projen', 'upgrade'));
    });

    test('gets exactly what that changes, by npx projen upgrade', async () => {
      expect(await uninterrupted.changes()).toEqual([...VERSIONS, '~infrastructure/postgres/VERIFICATION.md'].sort());
      expect(await uninterrupted.git('diff', '--staged', '--unified=0', '.projenrc.ts')).toMatch(
        new RegExp(`@@.*\n-  ${CALLED}: true,\n\\+  ${CALLS}: true,$`),
      );
      expect(uninterrupted.read('infrastructure/postgres/VERIFICATION.md')).toContain(SAYS);
    });

    test('a dry run says the same, and leaves everything as it is', async () => {
      const was = await state(repository);
      const dry = JSON.parse(succeeded(await pgplatform(repository, ['upgrade', '--dry-run', '--json'])));
      expect(dry).toMatchObject({
        changed: true,
        title: `pgplatform ${NEXT}`,
        packages: { from: CURRENT, to: NEXT },
        worst: 'none',
      });
      expect(await state(repository)).toEqual(was);
    });

    test('is the same when it was killed in every phase, with a file half written, and went on each time', async () => {
      const copy = await ownCopy(repository);
      for (const phase of ['installing', 'installed', 'migrated']) {
        expect((await pgplatform(copy, ['upgrade'], killedAt(phase))).code).not.toBe(0);
        expect(JSON.parse(copy.read('.git/pgplatform/upgrade.json')).phase).toBe(phase);
      }
      writeFileSync(join(copy.directory, '.pgplatform/model.json'), copy.read('.pgplatform/model.json').slice(0, 500));
      const last = await pgplatform(copy, ['upgrade']);
      succeeded(last);
      expect(last.stderr).toContain('Going on with the upgrade that was interrupted');
      expect(files(copy)).toEqual(files(uninterrupted));
    });

    test('is the same when the version between is skipped', async () => {
      const copy = await released(version);
      succeeded(await copy.run('cp', '-al', join(uninterrupted.directory, 'node_modules'), join(copy.directory, 'node_modules')));
      succeeded(await pgplatform(copy, ['upgrade']));
      expect(files(copy)).toEqual(files(uninterrupted));
    });

    test('a version that is published only in part is not installed, and package.json is as it was', async () => {
      const copy = await ownCopy(repository);
      await releases.publish(versionAfter(NEXT), () => {}, ['cli']);
      const was = files(copy);
      const half = await pgplatform(copy, ['upgrade']);
      expect(half.code).toBe(3);
      expect(half.stderr).toMatch(/INSTALL_FAILED[\s\S]*package\.json and package-lock\.json are as they were/);
      expect(files(copy)).toEqual(was);
    });
  });

  describe('and the way to platform release 2026.07', () => {
    const STEPS: [release: string, worst: string][] = [
      ['2026.02-operator', 'rolling update'],
      ['2026.02', 'none'],
      ['2026.06', 'rolling update'],
      ['2026.07-operator', 'rolling update'],
      ['2026.07-roles', 'none'],
      ['2026.07-image', 'rolling update'],
      ['2026.07-plugin', 'none'],
      ['2026.07-object-store', 'none'],
      ['2026.07-backups', 'rolling update'],
      ['2026.07-base-backup', 'none'],
      ['2026.07', 'rolling update'],
    ];
    const ALL = ['upgrade', '--to', '2026.07', '--all', '--json'];
    const made = (result: any) => result.steps.map(({ release, worst }: any) => [release.to, worst]);
    let walked: GeneratedRepository;

    beforeAll(async () => {
      walked = await repository.copy();
    });

    test('stops before anything while a secret is not sealed', async () => {
      const copy = await repository.copy();
      await copy.git('rm', '--quiet', copy.model.environments[0].secrets[0].file);
      await copy.commit();
      const { code, stdout } = await pgplatform(copy, ['upgrade', '--to', '2026.07']);
      expect({ code, stopped: stdout.includes('error  SECRET_UNSEALED') }).toEqual({ code: 1, stopped: true });
      expect(stdout).toContain('pgplatform seal stage postgres-backup-s3-credentials');
      expect(await copy.changes()).toEqual([]);
    });

    test('makes the next step only, and leaves it uncommitted', async () => {
      const copy = await repository.copy();
      const { stdout } = await pgplatform(copy, ['upgrade', '--to', '2026.07']);
      expect(stdout).toMatch(/^Platform release 2026\.02-operator: CloudNativePG 1\.28\.1\n/);
      expect(stdout).toContain('kubectl rollout status deployment/cnpg-cloudnative-pg -n cnpg-system --timeout=10m\n');
      expect((await copy.changes()).filter((change) => change.endsWith('.yaml'))).toEqual([
        '~apps/infrastructure/cloudnativepg.yaml',
      ]);
    });

    test('makes a commit of each step, goes on after a kill, and stops before the plugin until cert-manager is declared', async () => {
      expect((await pgplatform(walked, ALL, killedAt('committing'))).code).not.toBe(0);
      const stopped = await pgplatform(walked, ['upgrade', '--json']);
      expect(stopped.code).toBe(1);
      const result = JSON.parse(stopped.stdout);
      expect(result.problems.map(({ code }: any) => code)).toEqual(['CERT_MANAGER_UNDECLARED']);
      expect(made(result)).toEqual(STEPS.slice(0, 6));
      expect(await walked.changes()).toEqual([]);

      walked.edit('const project', "import { Prerequisite } from '@pgplatform/operator-values';\n\nconst project");
      walked.edit(
        '  products: PRODUCTS,',
        '  products: PRODUCTS,\n  operatorValues: { prerequisites: { certManager: Prerequisite.EXISTING } },',
      );
      succeeded(await walked.synth());
      await walked.commit();
      expect(made(JSON.parse(succeeded(await pgplatform(walked, ALL))))).toEqual(STEPS.slice(6));
      expect(await walked.changes()).toEqual([]);
    });

    test('changes no manifest of a database in the steps of operators and plugin', async () => {
      const log = await walked.git('log', '--format=%H %s', '--grep=^Platform release');
      const ofOperators = log.split('\n').filter((line) => /CloudNativePG|plugin 0/.test(line));
      expect(ofOperators.length).toBe(4);
      for (const line of ofOperators) {
        const changed = await walked.git('show', '--format=', '--name-only', line.split(' ')[0], '--', '*.yaml');
        expect(changed.split('\n').filter((file) => !file.startsWith('apps/'))).toEqual([]);
      }
    });

    test('is the same as going there at once', async () => {
      const direct = await repository.copy();
      direct.write('.projenrc.ts', walked.read('.projenrc.ts'));
      succeeded(await direct.synth());
      expect(files(direct)).toEqual(files(walked));
    });

    test('has nothing to do at its end', async () => {
      const again = JSON.parse(succeeded(await pgplatform(walked, ALL)));
      expect(again).toMatchObject({ changed: false, next: null, steps: [] });
    });

    test('then goes on to PostgreSQL 18: a base backup, the upgrade into an archive of its own, a base backup', async () => {
      const major = await pgplatform(walked, ['upgrade', '--postgres', '18', '--env', 'stage', '--all', '--no-commit', '--json']);
      const { steps } = JSON.parse(succeeded(major));
      expect(steps.map(({ worst }: any) => worst)).toEqual(['none', 'offline major upgrade', 'none']);
      expect(steps[1].text).toContain('There is no point-in-time recovery across a major upgrade');
      const [stage, prod] = walked.model.environments;
      expect(stage).toMatchObject({
        image: { major: 18, debian: 'bookworm' },
        serverNames: ['postgres-shared', 'postgres-shared-pg18'],
      });
      expect(prod).toMatchObject({ image: { major: 17 }, serverNames: ['postgres-shared'] });
      expect(walked.read('.projenrc.ts')).toContain("baseBackups: ['before-pg18', 'after-pg18']");
    });
  });
});
