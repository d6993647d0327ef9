import { argoGlob } from '../../src/graph/argo-glob';
import { matchPath, matchPathspec } from '../../src/graph/path-match';

it.each<[string, string, boolean]>([
  ['*.yaml', 'deep/a.yaml', true],
  ['**', 'a/b', true],
  ['{a,b}.yaml', 'b.yaml', true],
  ['{a,b}.yaml', 'c.yaml', false],
  ['{a,{b,c}/*}.yaml', 'c/d.yaml', true],
  ['?.yaml', 'ab.yaml', false],
  ['[a-c].yaml', 'b.yaml', true],
  ['[!a-c].yaml', 'b.yaml', false],
  ['secrets/**', 'secrets/c.yaml', true],
  ['secrets/**', 'secrets.yaml', false],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'axb', false],
])('Argo CD: %s and %s: %s', (pattern, path, expected) => {
  expect(argoGlob(pattern)?.matches(path)).toBe(expected);
});

it('too many alternatives are not followed', () => {
  expect(argoGlob('{a,b}'.repeat(20))).toBeUndefined();
});

it('a directory generator stays within one name, a file generator does not', () => {
  expect([
    matchPath('apps/*', 'apps/a'),
    matchPath('apps/*', 'apps/a/b'),
    matchPath('./apps/**/', 'apps/a/b'),
    matchPath('apps', 'apps'),
  ]).toEqual([true, false, false, true]);
  expect([
    matchPathspec('envs/*.json', 'envs/a/b.json'),
    matchPathspec('envs', 'envs/a.json'),
    matchPathspec('env', 'envs/a.json'),
  ]).toEqual([true, true, false]);
});
