import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import * as path from 'node:path';
import { isConfigError } from '@pgplatform/core';
import { LIMITS } from '../../src/limits';
import { readOwnFile } from '../../src/tree/own-file';
import { WorkTree } from '../../src/tree/work-tree';
import { folderWith } from './files';

/** A folder with one of each kind of file. */
async function withAll(body: (root: string) => void): Promise<void> {
  const root = folderWith({
    'a.yaml': 'a',
    'b/c.yaml': 'c',
    '.hidden/d.yaml': 'd',
    '.git/config': 'x',
    'node_modules/k/k.yaml': 'k',
    'outside/o.yaml': 'o',
  });
  fs.symlinkSync('a.yaml', path.join(root, 'link.yaml'));
  fs.symlinkSync('/dev/zero', path.join(root, 'zero.yaml'));
  fs.symlinkSync('none', path.join(root, 'nowhere.yaml'));
  fs.symlinkSync('b', path.join(root, 'links'));
  execFileSync('mkfifo', [path.join(root, 'pipe.yaml')]);
  fs.writeFileSync(path.join(root, 'large.yaml'), '');
  fs.truncateSync(path.join(root, 'large.yaml'), LIMITS.tree.fileBytes + 1);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path.join(root, 'socket.yaml'), resolve));
  try {
    body(root);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

it('has the regular files of a folder, and says what else is there', () =>
  withAll((root) => {
    const tree = new WorkTree(root);
    expect(tree.paths).toEqual(['.hidden/d.yaml', 'a.yaml', 'b/c.yaml', 'large.yaml', 'outside/o.yaml']);
    for (const file of tree.paths) expect(tree.read(file)?.length).toBe(file === 'large.yaml' ? undefined : 1);
    expect(Object.fromEntries([...tree.refusals].map(([file, { kind }]) => [file, kind]))).toEqual({
      'link.yaml': 'link',
      'zero.yaml': 'link',
      'nowhere.yaml': 'link',
      links: 'link',
      'pipe.yaml': 'special',
      'socket.yaml': 'special',
      'large.yaml': 'large',
    });
    expect(tree.refusals.get('large.yaml')?.why).toBe(
      `The file has ${LIMITS.tree.fileBytes + 1} bytes; more than ${LIMITS.tree.fileBytes} are not read.`,
    );
  }));

it('reads nothing that it has not listed', () =>
  withAll((root) => {
    const tree = new WorkTree(path.join(root, 'b'));
    for (const file of ['../a.yaml', path.join(root, 'a.yaml'), '', '.', 'none.yaml', './c.yaml'])
      expect(tree.read(file)).toBeUndefined();
  }));

it('opens a file as it was listed, though something else is there now', () =>
  withAll((root) => {
    const tree = new WorkTree(root);
    fs.rmSync(path.join(root, 'a.yaml'));
    fs.symlinkSync('/dev/zero', path.join(root, 'a.yaml'));
    fs.rmSync(path.join(root, 'b/c.yaml'));
    execFileSync('mkfifo', [path.join(root, 'b/c.yaml')]);
    expect([tree.read('a.yaml'), tree.read('b/c.yaml')]).toEqual([undefined, undefined]);
    expect([tree.refusals.get('a.yaml')?.kind, tree.refusals.get('b/c.yaml')?.kind]).toEqual(['link', 'special']);
  }));

it('goes no deeper than it says', () => {
  const root = folderWith({ [`${'d/'.repeat(LIMITS.tree.depth + 5)}a.yaml`]: 'a', 'b.yaml': 'b' });
  const tree = new WorkTree(root);
  expect(tree.paths).toEqual(['b.yaml']);
  expect([...tree.refusals.values()].map(({ kind, why }) => [kind, why])).toEqual([
    ['limit', `More than ${LIMITS.tree.depth} folders within each other are not read.`],
  ]);
});

it.each(['link.yaml', 'zero.yaml', 'nowhere.yaml', 'links/c.yaml', 'pipe.yaml', 'socket.yaml', 'large.yaml', 'b'])(
  'a file that decides how the others are read is refused when it is no regular one: %s',
  (file) =>
    withAll((root) => {
      for (const from of [root, new WorkTree(root)]) {
        expect(codesOf(() => readOwnFile(from, file))).toEqual(['FILE_REFUSED']);
        expect(readOwnFile(from, 'none.yaml')).toBeUndefined();
        expect(readOwnFile(from, 'b/c.yaml')?.toString()).toBe('c');
      }
    }),
);

function codesOf(body: () => unknown): string[] {
  try {
    body();
  } catch (error) {
    if (isConfigError(error)) return error.problems.map(({ code }) => code);
    throw error;
  }
  return [];
}
