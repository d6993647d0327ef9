import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Crds, kustomizeBuild, readYaml, readYaml12, temporaryDirectory, testWhen } from '@pgplatform/test-kit';
import { repositoryManifest } from 'create-pgplatform';
import { GeneratedRepository } from './generated-repository';
import { freshMachine, npmCreate, PROJEN_VERSION, projenNew, succeeded, VERSION } from './published';

jest.setTimeout(600_000);

const OPTIONS = ['--team', 'payments', '--repo-url', 'https://git.example.com/payments/postgres.git'];

describe.each([
  ['2026.07', [], '1.30.0'],
  ['2025.10', ['--platform-release', '2025.10', '--accept-insecure-release'], '1.27.0'],
])('a new repository on release %s', (release, more, operator) => {
  let repository: GeneratedRepository;
  let byProjen: GeneratedRepository;

  beforeAll(async () => {
    const around = temporaryDirectory();
    const env = await freshMachine(join(around, 'home'));
    mkdirSync(join(around, 'projen/payments-db'), { recursive: true });
    succeeded(await npmCreate(around, env, 'create/payments-db', ...OPTIONS, ...more));
    succeeded(await projenNew(join(around, 'projen/payments-db'), env, ...OPTIONS, ...more));
    repository = new GeneratedRepository(join(around, 'create/payments-db'), env);
    byProjen = new GeneratedRepository(join(around, 'projen/payments-db'), env);
  });

  test('is the same whether npm create or projen new made it', async () => {
    expect(await byProjen.git('ls-tree', '-r', 'HEAD')).toBe(await repository.git('ls-tree', '-r', 'HEAD'));
  });

  test('is one commit, and nothing is left uncommitted', async () => {
    expect(await repository.git('rev-list', '--count', 'HEAD')).toBe('1');
    expect(await repository.changes()).toEqual([]);
  });

  test('is on the release that was asked for', () => {
    expect(repository.model).toMatchObject({ platformRelease: release, operator: { version: operator } });
  });

  test('pins our packages and projen, and installs all at once', () => {
    const manifest = JSON.parse(repository.read('package.json'));
    expect(manifest).toMatchObject(repositoryManifest('payments-db'));
    expect(manifest.devDependencies).toEqual(repositoryManifest('payments-db').devDependencies);
    expect(manifest.devDependencies).toMatchObject({ pgplatform: VERSION, projen: PROJEN_VERSION });
  });

  test('names no registry in its lock file', () => {
    expect(repository.read('package-lock.json')).not.toContain('"resolved"');
  });

  test('regenerates to the same bytes', async () => {
    succeeded(await repository.synth());
    expect(await repository.changes()).toEqual([]);
  });

  test('has no type error', async () => {
    expect(succeeded(await repository.run('npm', 'run', '--silent', 'typecheck'))).toBe('');
  });

  test('every YAML file means the same to a YAML 1.1 and a YAML 1.2 reader', () => {
    const files = repository.yamlFiles();
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      expect({ file, read: readYaml(repository.read(file)) }).toEqual({ file, read: readYaml12(repository.read(file)) });
    }
  });

  test('does not build until its secrets are sealed; then Kustomize builds what rendered/ shows, and the sealed files', async () => {
    const copy = await repository.copy();
    for (const environment of copy.model.environments) {
      const files = environment.secrets.map((secret: any) => secret.file);
      expect(files.filter((file: string) => existsSync(join(copy.directory, file)))).toEqual([]);
      expect(() => copy.build(environment)).toThrow('sealed.yaml');
    }
    copy.seal();
    for (const environment of copy.model.environments) {
      const built = copy.build(environment);
      const secrets = built.filter((object) => object.kind === 'SealedSecret');
      expect(built.filter((object) => object.kind !== 'SealedSecret')).toEqual(copy.rendered(environment));
      expect(secrets.map((secret) => secret.metadata.name)).toEqual(environment.secrets.map((secret: any) => secret.name));
    }
  });

  testWhen(Crds.missing)('every generated object is valid, strictly, by the CRDs of its release', () => {
    const crds = Crds.forOperator(operator);
    const objects = repository
      .yamlFiles()
      .filter((file) => !file.includes('-patch.yaml'))
      .flatMap((file) => readYaml(repository.read(file)));
    const covered = objects.filter((object) => crds.covers(object));
    expect(covered.map((object) => object.kind)).toEqual(
      expect.arrayContaining(['Cluster', 'Application', 'ApplicationSet', 'ScheduledBackup']),
    );
    expect(
      covered.flatMap((object) => crds.validate(object).map((problem) => `${object.kind} ${object.metadata.name} ${problem}`)),
    ).toEqual([]);
  });

  test('an edit changes the edited environment, and no other', async () => {
    const copy = await repository.copy();
    copy.edit('storage: Size.gibibytes(50)', 'storage: Size.gibibytes(60)');
    succeeded(await copy.synth());
    const changes = (await copy.changes()).filter((change) => !change.endsWith('.md'));
    expect(changes).toEqual([
      '~.pgplatform/model.json',
      '~.projenrc.ts',
      '~infrastructure/postgres/overlays/prod/cluster-patch.yaml',
      '~rendered/prod.yaml',
    ]);
    copy.seal();
    const [, prod] = copy.model.environments;
    expect(copy.build(prod).find((object) => object.kind === 'Cluster').spec.storage.size).toBe('60Gi');
  });

  test('a new environment is its own folder, and one more entry in what lists environments', async () => {
    const copy = await repository.copy();
    copy.edit('environments: [', "environments: [\n    { name: 'dev' },");
    succeeded(await copy.synth());
    const changes = (await copy.changes()).filter(
      (change) => !change.endsWith('.md') && !change.startsWith('+infrastructure/postgres/overlays/dev/'),
    );
    const listing = [
      '.github/CODEOWNERS',
      '.pgplatform/model.json',
      '.projen/files.json',
      '.projenrc.ts',
      'apps/infrastructure/postgres.yaml',
    ];
    expect(changes.filter((change) => !listing.includes(change.slice(1)))).toEqual(['+rendered/dev.yaml']);
  });

  test('removing an environment leaves its folder whole, and building, while files of its owner lie in it', async () => {
    const copy = await repository.copy();
    copy.seal();
    copy.write('infrastructure/postgres/overlays/stage/notes.md', 'mine\n');
    await copy.commit();
    const built = () => kustomizeBuild(join(copy.directory, 'infrastructure/postgres/overlays/stage'));
    const was = built();
    copy.edit(copy.read('.projenrc.ts').match(/\n {4}\{ name: 'stage'.*/)?.[0] ?? 'no stage', '');
    const { code, stdout, stderr } = await copy.synth();
    expect(code).toBe(0);
    expect(stdout + stderr).toContain('kubectl delete applications.argoproj.io -n argocd postgres-stage --cascade=orphan');
    expect(stdout + stderr).toContain('git rm -r --ignore-unmatch infrastructure/postgres/overlays/stage');
    expect((await copy.changes()).filter((change) => change.startsWith('-'))).toEqual(['-rendered/stage.yaml']);
    expect(built()).toEqual(was);
    succeeded(await copy.synth());
    expect(built()).toEqual(was);
  });

  test('removing an environment takes its folder away whole when nothing else lies in it', async () => {
    const copy = await repository.copy();
    copy.edit(copy.read('.projenrc.ts').match(/\n {4}\{ name: 'stage'.*/)?.[0] ?? 'no stage', '');
    succeeded(await copy.synth());
    expect(await copy.changes()).toContain('-infrastructure/postgres/overlays/stage/kustomization.yaml');
    expect(await copy.git('ls-files', 'infrastructure/postgres/overlays/stage')).toBe('');
  });

  test('wrong options: all problems, no stack trace, exit code 1, nothing written', async () => {
    const copy = await repository.copy();
    copy.edit("name: 'stage',", "name: 'stage', storag: 1,");
    copy.edit("repoUrl: 'https", "repoUrl: 'no url, https");
    await copy.commit();
    const { code, stdout, stderr } = await copy.synth();
    expect(code).toBe(1);
    expect(stderr).toContain('environments.stage.storag');
    expect(stderr).toContain('Did you mean storage?');
    expect(stderr).toMatch(/^ {2}[A-Z_]+ {2}repoUrl$/m);
    expect(stdout + stderr).not.toMatch(/^ +at .*:\d+:\d+\)?$/m);
    expect(await copy.changes()).toEqual([]);
  });

  test('a volume may not shrink', async () => {
    const copy = await repository.copy();
    copy.edit('Size.gibibytes(50)', 'Size.gibibytes(20)');
    await copy.commit();
    const { code, stderr } = await copy.synth();
    expect({ code, shrinks: stderr.includes('STORAGE_SHRINKS  environments.prod.storage') }).toEqual({ code: 1, shrinks: true });
    expect(await copy.changes()).toEqual([]);
  });
});
