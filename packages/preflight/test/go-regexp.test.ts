import { goRegexpProblem } from '../src/go-regexp';

test.each([
  '',
  'a|b',
  '^a$',
  '(?i)A',
  '(?:a)*?',
  '(?P<n>a)(?<m>b)',
  '[^a-z]',
  '[]a]',
  '[[:alpha:]-]',
  '\\pL\\p{Greek}\\PN',
  '\\Qa(b\\E+',
  '\\x{1F600}',
  '{a}',
  'a{,2}',
  'a{1,1000}',
  '|*a|'.slice(2),
  '\\A\\b\\z',
  '\\012',
])('Go takes %p', (pattern) => {
  expect(goRegexpProblem(pattern)).toBeUndefined();
});

test.each([
  '(',
  ')',
  'a)',
  '[',
  '[]',
  '*a',
  '|*',
  '(*)',
  'a**',
  'a+?*',
  'a{2}{3}',
  'a{1001}',
  'a{2,1}',
  '(?=a)',
  '(?!a)',
  '(?<=a)',
  '\\1',
  '\\8',
  '\\',
  '\\y',
  '[z-a]',
  '[[:nope:]]',
  '\\p{Nope}',
  '(?P<n>a)(?P<n>b)',
  '(?P<>a)',
  '(?z)a',
  '\\x{110000}',
])('Go refuses %p', (pattern) => {
  expect(goRegexpProblem(pattern)).toMatch(/./);
});

test('a pattern that nests without end is refused, not followed', () => {
  expect(goRegexpProblem('('.repeat(9_000))).toMatch(/deep/);
});
