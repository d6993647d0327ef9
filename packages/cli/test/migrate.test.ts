import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { COMMAND, GeneratedRepository } from './generated-repository';

const FILE = '.projenrc.ts';
const source = (base: string) => `// ours
import { PgPlatformProject } from 'pgplatform';

const days = '30d';

new PgPlatformProject({
  clusterBase: ${base},
}).synth();
`;
const OLD = source('{ backup: { retention: days } }');
const NEW = source('{ backup: { retentionPolicy: days } }');

let repository: GeneratedRepository;

beforeEach(() => {
  repository = new GeneratedRepository({});
});
afterEach(() => repository.remove());

/** The repository of somebody who wrote a file and generated it with a version. */
function written(text: string, model: object = {}): void {
  repository.write(FILE, text);
  const options = { clusterBase: { backup: { retention: '30d' } } };
  repository.synth((generated) => Object.assign(generated, { packageVersion: '0.1.0', options, ...model }));
}

function json(...args: string[]): any {
  const { code, stdout } = repository.run(['migrate', '--json', ...args]);
  return { code, ...JSON.parse(stdout) };
}

it('changes what the version of the model needs, and says so', () => {
  written(OLD);
  fs.chmodSync(path.join(repository.root, FILE), 0o600);
  const { code, stdout, stderr } = repository.run(['migrate']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('clusterBase.backup.retention is now clusterBase.backup.retentionPolicy');
  expect(stdout).toContain('npx projen');
  expect(repository.read(FILE)).toBe(NEW);
  expect(fs.statSync(path.join(repository.root, FILE)).mode & 0o777).toBe(0o600);
});

it('a second time there is nothing to change', () => {
  written(OLD);
  repository.run(['migrate']);
  const tree = repository.tree();
  expect(json()).toEqual({ code: 0, ok: true, from: '0.1.0', changed: false, applied: [], byHand: [] });
  expect(repository.tree()).toEqual(tree);
});

it('works from a folder of the repository', () => {
  written(OLD);
  repository.write('docs/notes.md', '');
  expect(repository.run(['migrate'], { cwd: 'docs' }).code).toBe(0);
  expect(repository.read(FILE)).toBe(NEW);
});

it('--dry-run writes nothing', () => {
  written(OLD);
  const tree = repository.tree();
  expect(json('--dry-run')).toMatchObject({ code: 0, changed: true, applied: ['0.2.0-retention-policy'] });
  expect(repository.tree()).toEqual(tree);
});

it('a file written for a newer version stays, unless --from says otherwise', () => {
  written(OLD, { packageVersion: '0.2.0' });
  expect(json()).toMatchObject({ code: 0, from: '0.2.0', changed: false });
  expect(repository.read(FILE)).toBe(OLD);
  expect(json('--from', '0.1.0')).toMatchObject({ code: 0, from: '0.1.0', changed: true });
  expect(repository.read(FILE)).toBe(NEW);
});

it('a patch of the store moves whatever the version is', () => {
  written(source('{ clusterPatch: { spec: { backup: { barmanObjectStore: {} } } } }'), { packageVersion: '0.2.0' });
  expect(json()).toMatchObject({ code: 0, changed: true, applied: ['move-backup-patch'] });
  expect(repository.read(FILE)).toBe(source('{ backup: { storePatch: {} } }'));
});

it('what is left by hand has its line in the written file, what to write, and exit code 1', () => {
  written(
    source(
      '{\n    ...more,\n    backup: {\n      retention: days,\n      ...yours(),\n    },\n    clusterPatch: {\n      spec: { backup: { barmanObjectStore: { a: 1 } } },\n    },\n  }',
    ),
  );
  const { code, stdout } = repository.run(['migrate']);
  expect(code).toBe(1);
  const line =
    repository
      .read(FILE)
      .split('\n')
      .findIndex((text) => text.includes('yours()')) + 1;
  expect(stdout).toContain(
    `by hand  .projenrc.ts:${line}\n    clusterBase.backup.retention may come from here.\n    → retentionPolicy: '30d',`,
  );
  expect(json()).toMatchObject({ code: 1, ok: false, byHand: expect.arrayContaining([expect.objectContaining({ line })]) });
});

it('what the model of this very file does not set is not reported', () => {
  const unclear = source('{ ...more }');
  written(unclear, { options: { clusterBase: { instances: 3 } } });
  expect(json()).toMatchObject({ code: 0, byHand: [] });
  repository.write(FILE, `${unclear}// changed since\n`);
  expect(json()).toMatchObject({ code: 1, byHand: [{ line: 7 }] });
});

it.each<[string, string[], string]>([
  ['a version that is none', ['--from', 'latest'], 'VERSION_INVALID'],
  ['an argument', ['extra'], 'USAGE'],
])('%s: exit code 2, nothing written', (_, args, problem) => {
  written(OLD);
  const tree = repository.tree();
  const result = json(...args);
  expect(result).toMatchObject({ code: 2, problems: [{ code: problem }] });
  expect(repository.tree()).toEqual(tree);
});

it('a repository without its .projenrc.ts, and a folder that is none: exit code 2', () => {
  written(OLD);
  fs.rmSync(path.join(repository.root, FILE));
  expect(json()).toMatchObject({ code: 2, problems: [{ code: 'PROJENRC_MISSING' }] });
  fs.rmSync(path.join(repository.root, '.pgplatform'), { recursive: true });
  expect(json()).toMatchObject({ code: 2, problems: [{ code: 'MODEL_MISSING' }] });
});

it('a file that is not UTF-8 stays as it is', () => {
  written(OLD);
  const bytes = Buffer.concat([Buffer.from(OLD), Buffer.from('// caf\xe9\n', 'latin1')]);
  fs.writeFileSync(path.join(repository.root, FILE), bytes);
  expect(json()).toMatchObject({ code: 2, problems: [{ code: 'PROJENRC_ENCODING' }] });
  expect(fs.readFileSync(path.join(repository.root, FILE)).equals(bytes)).toBe(true);
});

it('--help has an example and the exit codes', () => {
  const { code, stdout } = repository.run(['migrate', '--help']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/Examples:\n {2}pgplatform migrate --dry-run/);
  expect(stdout).toContain('Exit codes: 0 done or nothing to do, 1 something is left for you, 2 usage');
});

it.each([
  ['0.2.0', false],
  ['0.1.0', true],
])('from %s, ts-morph is loaded: %p', (from, loads) => {
  written(OLD);
  const hook = path.join(__dirname, 'print-loaded.cjs');
  const { stderr } = spawnSync(process.execPath, ['-r', hook, ...COMMAND, 'migrate', '--from', from], {
    cwd: repository.root,
    encoding: 'utf8',
  });
  const loaded: string[] = JSON.parse(stderr.split('LOADED ')[1]);
  expect(loaded.some((file) => file.includes('commands/migrate'))).toBe(true);
  expect(loaded.some((file) => file.includes('ts-morph'))).toBe(loads);
});
