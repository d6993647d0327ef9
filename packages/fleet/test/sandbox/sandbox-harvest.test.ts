import { readHarvest } from '../../src/sandbox/sandbox-harvest';

const harvestOf = (...taken: unknown[]) => readHarvest(Buffer.from(JSON.stringify(taken)));

test('files that are there are taken, with their modes', () => {
  expect(
    harvestOf(['a/b.yaml', 'b', '100644'], ['run.sh', '#!/bin/sh\n', '100755'], ['.projen/deps.json', null, '100644']),
  ).toEqual([
    { path: 'a/b.yaml', content: 'b', mode: '100644' },
    { path: 'run.sh', content: '#!/bin/sh\n', mode: '100755' },
  ]);
});

test.each([
  ['../out'],
  ['/etc/passwd'],
  ['a/../../out'],
  [''],
  ['.git/hooks/post-checkout'],
  ['a/.GIT/config'],
  ['.g\u200cit/config'],
  ['.gitmodules'],
  ['a\0b'],
  ['a\\b'],
  [7],
  [null],
  [{ toString: 'x' }],
])('the path %j is refused', (path) => {
  expect(() => harvestOf([path, 'x', '100644'])).toThrow('it generated what is no path');
});

test.each([
  ['another mode', [['a', 'x', '120000']], 'a is no file'],
  ['a content that is none', [['a', 7, '100644']], 'a is no file'],
  ['what is no entry', ['a'], 'it generated what is no path'],
  [
    'a path twice',
    [
      ['a', 'x', '100644'],
      ['a', 'y', '100644'],
    ],
    'it generated a path twice',
  ],
  ['a file that is too large', [['large', 'x'.repeat((1 << 20) + 1), '100644']], 'large has 1048577 bytes'],
  ['too many files', Array.from({ length: 3000 }, (_, i) => [`f${i}`, '', '100644']), 'more than 2000'],
])('%s is refused', (_, taken, reason) => {
  expect(() => harvestOf(...taken)).toThrow(reason);
});

test('what is no list is refused', () => {
  expect(() => readHarvest(Buffer.from('{"length":1}'))).toThrow('it generated no files');
  expect(() => readHarvest(Buffer.from('<'))).toThrow();
});
