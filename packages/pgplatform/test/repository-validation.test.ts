import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { kustomizers, temporaryDirectory } from '@pgplatform/test-kit';
import { validateRepository } from '../src/repository-validation';
import { standInSealedFiles, synthesize } from './synthesis';

const OVERLAY = 'infrastructure/postgres/overlays/prod';
const environments = (...names: string[]) => ({
  environments: names.map((name) => ({ name })),
  products: [{ name: 'ledger', databases: [{ name: 'ledger_db' }] }],
});

function git(cwd: string, ...args: string[]): void {
  const { status, stderr } = spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd });
  expect({ status, stderr: String(stderr) }).toMatchObject({ status: 0 });
}

/** A sealed, committed repository. */
function repository(...names: string[]): string {
  const synthesis = synthesize(environments(...names));
  standInSealedFiles(synthesis);
  git(synthesis.outdir, 'init', '--quiet');
  git(synthesis.outdir, 'add', '--all');
  git(synthesis.outdir, 'commit', '--quiet', '--message', 'all');
  return synthesis.outdir;
}

function write(root: string, path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const FOREIGN = [
  'apps/foo.yaml',
  'infrastructure/postgres/base/foo.yaml',
  'rendered/foo.yaml',
  'workloads/foo.yaml',
  `${OVERLAY}/foo.yaml`,
];
const named = (problems: string[]) => problems.map((problem) => problem.split(': ')[0]).sort();

test('a repository as it was generated and sealed has nothing wrong, and all of it builds', () => {
  const { notes, problems } = validateRepository(repository('stage', 'prod'));
  expect(problems).toEqual([]);
  expect(notes.sort()).toEqual([
    'infrastructure/postgres/overlays/prod: builds',
    'infrastructure/postgres/overlays/stage: builds',
    'workloads/ledger/databases/prod: builds',
    'workloads/ledger/databases/stage: builds',
  ]);
});

test('foreign files are found whether git knows them or not, and what git ignores is not one', () => {
  const root = repository('prod');
  for (const path of FOREIGN) write(root, path);
  write(root, 'apps/.DS_Store');
  expect(named(validateRepository(root).problems)).toEqual([...FOREIGN].sort());
  git(root, 'add', '--all');
  expect(named(validateRepository(root).problems)).toEqual([...FOREIGN].sort());
});

test('a file that was just deleted is not foreign', () => {
  const root = repository('prod');
  write(root, 'apps/foo.yaml');
  git(root, 'add', '--all');
  rmSync(join(root, 'apps/foo.yaml'));
  expect(validateRepository(root).problems).toEqual([]);
});

test('without git, and without a git repository, the files on disk count', () => {
  const synthesis = synthesize(environments('prod'));
  standInSealedFiles(synthesis);
  write(synthesis.outdir, 'apps/foo.yaml');
  expect(named(validateRepository(synthesis.outdir).problems)).toEqual(['apps/foo.yaml']);

  const { PATH } = process.env;
  const tools = kustomizers()
    .map(([command]) => dirname(command))
    .filter((folder) => folder !== '.');
  process.env.PATH = [temporaryDirectory(), ...tools].join(delimiter);
  try {
    expect(named(validateRepository(synthesis.outdir).problems)).toEqual(['apps/foo.yaml']);
  } finally {
    process.env.PATH = PATH;
  }
});

describe('a removed environment', () => {
  const folders = [OVERLAY, 'workloads/ledger/databases/prod'];

  test('is named and goes on building in the commit that takes it out, and when it is committed', () => {
    const root = repository('stage', 'prod');
    synthesize(environments('stage'), root);
    for (const _ of ['not yet added', 'committed']) {
      const { notes, problems } = validateRepository(root);
      expect(problems).toEqual([]);
      expect(notes).toEqual(
        expect.arrayContaining(
          folders.map(
            (folder) =>
              `${folder}: of a removed environment or product; its Application, while it is there, goes on applying it. Delete it as a whole: git rm -r ${folder}`,
          ),
        ),
      );
      git(root, 'add', '--all');
    }
  });

  test('that no longer builds is no fault of the repository', () => {
    const root = repository('stage', 'prod');
    synthesize(environments('stage'), root);
    write(root, `${OVERLAY}/kustomization.yaml`, 'resources: [../../gone]\n');
    const { notes, problems } = validateRepository(root);
    expect(problems).toEqual([]);
    expect(notes).toContainEqual(
      expect.stringMatching(/overlays\/prod: .* does not build: Argo CD neither applies nor prunes it\./),
    );
  });

  test('of which only a sealed file is left is a problem, with what Argo CD does and the remedy', () => {
    const root = repository('stage', 'prod');
    synthesize(environments('stage'), root);
    git(root, 'add', '--all');
    git(root, 'rm', '--quiet', '-f', `${OVERLAY}/kustomization.yaml`, `${OVERLAY}/object-store-patch.yaml`);
    expect(validateRepository(root).problems).toEqual([
      `${OVERLAY}: of a removed environment or product, without its kustomization.yaml: Argo CD applies what is left, and prunes the rest. ` +
        `Delete it as a whole: git rm -r ${OVERLAY}`,
    ]);
  });

  test('whose folders are gone is not mentioned', () => {
    const root = repository('stage', 'prod');
    synthesize(environments('stage'), root);
    git(root, 'add', '--all');
    git(root, 'rm', '--quiet', '-r', '-f', ...folders);
    const { notes, problems } = validateRepository(root);
    expect([...notes, ...problems].join('\n')).not.toContain('/prod');
  });
});

test('an overlay that does not build, and one that is not sealed', () => {
  const root = repository('stage', 'prod');
  write(root, 'infrastructure/postgres/overlays/stage/backup-s3-credentials-sealed.yaml', 'a: [');
  rmSync(join(root, `${OVERLAY}/backup-s3-credentials-sealed.yaml`));
  const { notes, problems } = validateRepository(root);
  expect(problems).toEqual([expect.stringMatching(/^infrastructure\/postgres\/overlays\/stage: does not build\n/)]);
  expect(notes).toContain(`${OVERLAY}: not built, not sealed yet: ${OVERLAY}/backup-s3-credentials-sealed.yaml`);
});

test.each(['{"fil', '<<<<<<< HEAD\n{}\n', undefined])(
  'without a list of what is generated (%j) it says that, and calls nothing foreign',
  (list) => {
    const root = repository('prod');
    rmSync(join(root, '.projen/files.json'));
    if (list) write(root, '.projen/files.json', list);
    expect(validateRepository(root)).toEqual({
      notes: [],
      problems: [expect.stringMatching(/^\.projen\/files\.json: .*npx projen/)],
    });
  },
);
