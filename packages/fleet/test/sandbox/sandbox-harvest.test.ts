import * as fs from 'node:fs';
import * as path from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { harvest } from '../../src/sandbox/sandbox-harvest';

function folderWith(files: readonly unknown[], more: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryDirectory();
  for (const [file, text] of Object.entries({ '.projen/files.json': JSON.stringify({ files }), ...more })) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

test('the files that projen lists are taken, package.json too, and nothing else', () => {
  const folder = folderWith(['a/b.yaml', '.projen/deps.json', 'run.sh'], {
    'a/b.yaml': 'b',
    'run.sh': '#!/bin/sh\n',
    'package.json': '{}',
    'mine.txt': 'mine',
  });
  fs.chmodSync(path.join(folder, 'run.sh'), 0o755);
  expect(harvest(folder)).toEqual([
    { path: 'a/b.yaml', content: 'b', mode: '100644' },
    { path: 'run.sh', content: '#!/bin/sh\n', mode: '100755' },
    { path: 'package.json', content: '{}', mode: '100644' },
  ]);
});

test.each([['../out'], ['/etc/passwd'], ['a/../../out'], [''], ['.git/hooks/post-checkout'], ['a/.GIT/config'], ['a\0b'], [7]])(
  'a list with %j is refused',
  (file) => {
    expect(() => harvest(folderWith([file]))).toThrow('lists what is no path');
  },
);

test('a file behind a linked folder is refused', () => {
  const outside = temporaryDirectory();
  fs.writeFileSync(path.join(outside, 'secret'), 'secret');
  const folder = folderWith(['linked/secret']);
  fs.symlinkSync(outside, path.join(folder, 'linked'));
  expect(() => harvest(folder)).toThrow('linked/secret is a link, or no file');
});

test('a file that is too large, a folder and a list that is none are refused', () => {
  expect(() => harvest(folderWith(['large'], { large: 'x'.repeat((1 << 20) + 1) }))).toThrow('large has 1048577 bytes');
  expect(() => harvest(folderWith(['a'], { 'a/b': '' }))).toThrow('a is a link, or no file');
  expect(() => harvest(folderWith(Array(3000).fill('a')))).toThrow('more than 2000');
});
