import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isConfigError } from '@pgplatform/core';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { JsonFile } from 'projen/lib/json';
import { LogLevel } from 'projen/lib/logger';
import { Project } from 'projen/lib/project';
import { TextFile } from 'projen/lib/textfile';
import { PgPlatformProject } from '../src/pg-platform-project';
import { readTree, standInSealedFiles, synthesize } from './synthesis';

const OVERLAY = 'infrastructure/postgres/overlays';
const PATCH = `${OVERLAY}/stage/cluster-patch.yaml`;
const PATCHED = { environments: [{ name: 'stage', instances: 2 }, { name: 'prod' }] };
const PLAIN = { environments: [{ name: 'stage' }, { name: 'prod' }] };

function write(outdir: string, path: string, text = 'mine\n'): void {
  mkdirSync(dirname(join(outdir, path)), { recursive: true });
  writeFileSync(join(outdir, path), text);
}

/** Synthesizes where that is refused: codes and what they name; nothing may have changed. */
function refused(outdir: string, options: any = {}): string[] {
  const before = readTree(outdir);
  let said: string[] = [];
  try {
    synthesize(options, outdir);
  } catch (error) {
    if (!isConfigError(error)) throw error;
    said = error.problems.map(({ code, path }) => `${code} ${path}`);
  }
  expect(readTree(outdir)).toEqual(before);
  return said;
}

describe('what somebody else wrote', () => {
  test('stays, and all of it is named at once', () => {
    const outdir = temporaryDirectory();
    for (const path of ['README.md', '.gitignore', '.github/CODEOWNERS', PATCH]) write(outdir, path);
    write(outdir, 'LICENSE');
    expect(refused(outdir, PATCHED)).toEqual([`FILE_FOREIGN .github/CODEOWNERS, .gitignore, ${PATCH}, README.md`]);
    for (const path of ['README.md', '.gitignore', '.github/CODEOWNERS', PATCH])
      renameSync(join(outdir, path), join(outdir, 'kept'));
    expect(synthesize(PATCHED, outdir).files()).toMatchObject({ LICENSE: 'mine\n', kept: 'mine\n' });
  });

  test('stays where a file of its name is generated for the first time', () => {
    const { outdir } = synthesize(PLAIN);
    expect(existsSync(join(outdir, PATCH))).toBe(false);
    write(outdir, PATCH);
    expect(synthesize(PLAIN, outdir).files()[PATCH]).toBe('mine\n');
    expect(refused(outdir, PATCHED)).toEqual([`FILE_FOREIGN ${PATCH}`]);
  });

  test('is a package.json that says more than ours; one that npm has just made is not', () => {
    const outdir = temporaryDirectory();
    write(outdir, 'package.json', JSON.stringify({ devDependencies: { projen: '1', jest: '1' } }));
    expect(refused(outdir)).toEqual(['FILE_FOREIGN package.json']);
    write(outdir, 'package.json', JSON.stringify({ name: 'x', scripts: { start: 'x' } }));
    expect(refused(outdir)).toEqual(['FILE_FOREIGN package.json']);
    write(
      outdir,
      'package.json',
      JSON.stringify({ name: 'x', private: true, devDependencies: { projen: '1', pgplatform: '1' } }),
    );
    expect(JSON.parse(synthesize({}, outdir).files()['package.json'])).toHaveProperty('scripts');
  });

  test('is what a component of the user would write over, in a project below as well', () => {
    const outdir = temporaryDirectory();
    write(outdir, 'own.json');
    write(outdir, 'below/own.json');
    const project = new PgPlatformProject({ name: 'x', team: 'payments', outdir, logging: { level: LogLevel.OFF } });
    const below = new Project({ name: 'below', parent: project, outdir: 'below' });
    for (const one of [project, below]) new JsonFile(one, 'own.json', { obj: {} });
    expect(() => project.synth()).toThrow(/FILE_FOREIGN {2}own\.json(.|\n)*FILE_FOREIGN {2}below\/own\.json/);
    expect(readTree(outdir)).toEqual({ 'own.json': 'mine\n', 'below/own.json': 'mine\n' });
  });
});

test('what components of the user generate is generated again, listed or not, marked or not', () => {
  const outdir = temporaryDirectory();
  const texts = [1, 2].map((n) => {
    const project = new PgPlatformProject({ name: 'x', team: 'payments', outdir, logging: { level: LogLevel.OFF } });
    new TextFile(project, 'listed.txt', { lines: [`${n}`] });
    new TextFile(project, 'writable.txt', { lines: [`${n}`], readonly: false });
    new JsonFile(project, 'unmarked.json', { obj: { n }, readonly: false, marker: false });
    project.synth();
    return ['listed.txt', 'writable.txt', 'unmarked.json'].map((path) => readFileSync(join(outdir, path), 'utf8'));
  });
  expect(texts[1]).toEqual(texts[0].map((text) => text.replace('1', '2')));
});

describe('without a list of what is generated', () => {
  const CONFLICT = '<<<<<<< HEAD\n{"files": []}\n=======\n{"files": ["README.md"]}\n>>>>>>> other\n';

  test.each([
    ['absent', undefined],
    ['in conflict', CONFLICT],
    ['half written', '{"fil'],
    ['no list', '{"files": "README.md"}'],
  ])('%s: the same is generated, nothing is removed', (_, list) => {
    const { outdir, files } = synthesize(PATCHED);
    const before = files();
    rmSync(join(outdir, '.projen/files.json'));
    if (list) write(outdir, '.projen/files.json', list);
    write(outdir, 'docs/marker.md', readFileSync(join(outdir, 'README.md'), 'utf8'));
    expect(synthesize(PATCHED, outdir).files()).toEqual({ ...before, 'docs/marker.md': before['README.md'] });
  });

  test('the folder of a removed environment stays whole', () => {
    const both = synthesize(PLAIN);
    standInSealedFiles(both);
    rmSync(join(both.outdir, '.projen/files.json'));
    const after = synthesize({ environments: [{ name: 'stage' }] }, both.outdir).files();
    expect(Object.keys(after)).toContain(`${OVERLAY}/prod/kustomization.yaml`);
  });
});

test('a synthesis that was killed in the middle of any file is made good by the next one', () => {
  const whole = synthesize(PATCHED).files();
  for (const [path, text] of Object.entries(whole)) {
    if (path === '.pgplatform/model.json') continue; // that one says how it is brought back
    for (const part of ['', text.slice(0, text.length / 2)]) {
      const outdir = temporaryDirectory();
      write(outdir, path, part);
      if (part === '' || !/^\.git(ignore|attributes)$/.test(path)) expect(synthesize(PATCHED, outdir).files()).toEqual(whole);
    }
  }
});

describe('a link', () => {
  const outside = () => {
    const folder = temporaryDirectory();
    write(folder, 'kustomization.yaml');
    write(folder, 'cluster-patch.yaml', '# ~~ Generated by projen.\n');
    return folder;
  };

  test.each([
    ['a folder', `${OVERLAY}/stage`, `${OVERLAY}/stage`],
    ['a folder above', 'infrastructure', 'infrastructure'],
    ['inside', 'rendered', 'rendered'],
  ])('in place of %s is not written through', (_, path) => {
    const outdir = temporaryDirectory();
    const target = outside();
    const before = readTree(target);
    mkdirSync(dirname(join(outdir, path)), { recursive: true });
    mkdirSync(join(outdir, 'docs'));
    symlinkSync(path === 'rendered' ? 'docs' : target, join(outdir, path));
    expect(refused(outdir)).toEqual([`PATH_OBSTRUCTED ${path}`]);
    expect(readTree(target)).toEqual(before);
  });

  test.each(['README.md', '.gitignore', '.projen/tasks.json', '.pgplatform/model.json', 'package-lock.json', '.projenrc.ts'])(
    'in place of %s is not written through, whether something is there or not',
    (path) => {
      for (const there of path === '.pgplatform/model.json' ? [false] : [true, false]) {
        if (there && path === '.projenrc.ts') continue;
        const outdir = temporaryDirectory();
        const target = temporaryDirectory();
        if (there) write(target, 'file', '~~ Generated by projen');
        mkdirSync(dirname(join(outdir, path)), { recursive: true });
        symlinkSync(join(target, 'file'), join(outdir, path));
        expect(refused(outdir)).toEqual([`PATH_OBSTRUCTED ${path}`]);
        expect(readdirSync(target)).toEqual(there ? ['file'] : []);
      }
    },
  );

  test('is not removed through, in the tree or out of it', () => {
    for (const inside of [true, false]) {
      const { outdir } = synthesize(PLAIN);
      const target = inside ? join(outdir, 'docs') : temporaryDirectory();
      renameSync(join(outdir, OVERLAY, 'prod'), join(target, inside ? '../docs' : 'prod'));
      symlinkSync(inside ? '../../../docs' : join(target, 'prod'), join(outdir, OVERLAY, 'prod'));
      const before = readTree(target);
      expect(refused(outdir, { environments: [{ name: 'stage' }] })).toEqual([`PATH_OBSTRUCTED ${OVERLAY}/prod`]);
      expect(readTree(target)).toEqual(before);
    }
  });
});

test('a folder in place of a file, and a file in place of a folder, stop it before anything is written', () => {
  const outdir = temporaryDirectory();
  write(outdir, 'README.md/mine');
  write(outdir, 'apps');
  expect(refused(outdir)).toEqual(['PATH_OBSTRUCTED apps, README.md']);
});

test.each([
  '../out',
  '.',
  'docs/..',
  '/etc/out',
  'C:\\out',
  'a\\..\\..\\out',
  '',
  'docs//out',
  'x\u001b[2J/..',
  '.git/config',
  '.GIT/config',
  'docs/.git/HEAD',
])('a list that names %j removes nothing', (path) => {
  const { outdir } = synthesize(PLAIN);
  for (const file of ['docs/out', '.git/config', 'docs/.git/HEAD']) write(outdir, file);
  rmSync(join(outdir, '.projen/files.json'));
  write(outdir, '.projen/files.json', JSON.stringify({ files: [path] }));
  const [said] = refused(outdir, PLAIN);
  expect(said).toMatch(/^LISTED_OUTSIDE /);
  expect(said).not.toContain('\u001b');
});

test('a list that names a folder of the user does not remove it', () => {
  const { outdir } = synthesize(PLAIN);
  write(outdir, 'docs/own.md');
  rmSync(join(outdir, '.projen/files.json'));
  write(outdir, '.projen/files.json', JSON.stringify({ files: ['docs'] }));
  expect(refused(outdir, PLAIN)).toEqual(['PATH_OBSTRUCTED docs']);
});

test('no two generated paths are one on a system that does not tell case', () => {
  const paths = Object.keys(synthesize({ ...PATCHED, products: [{ name: 'a', databases: [{ name: 'a_db' }] }] }).files());
  expect(new Set(paths.map((path) => path.toLowerCase().normalize('NFC'))).size).toBe(paths.length);
});

test('git checks every generated text out with LF, and .projenrc.ts is the same whatever ends its lines', () => {
  const outdir = temporaryDirectory();
  write(outdir, '.projenrc.ts', '// one\n// two\n');
  const files = synthesize({}, outdir).files();
  expect(files['.gitattributes']).toMatch(/^\* text=auto eol=lf$/m);
  expect(Object.entries(files).filter(([, text]) => text.includes('\r'))).toEqual([]);
  write(outdir, '.projenrc.ts', '// one\r\n// two\r\n');
  expect(synthesize({}, outdir).files()['.pgplatform/model.json']).toBe(files['.pgplatform/model.json']);
});
