import { matchGlob } from '../src/glob';

test.each([
  ['', '', true],
  ['', 'a', false],
  ['a', 'a', true],
  ['a', 'A', false],
  ['a.b', 'axb', false],
  ['a*b', 'ab', true],
  ['a*b', 'a/x/b', true],
  ['a*b', 'abc', false],
  ['*', '', true],
  ['**', 'a/b', true],
  ['?', 'ä', true],
  ['?', '😀', true],
  ['?', '', false],
  ['a?c*', 'abcd', true],
  ['*a*b', 'xaxxb', true],
  ['*-db', 'orders-db', true],
  ['*-db', 'orders-db-old', false],
  ['[a]', 'a', false],
])('%j and %j: %s', (pattern, text, expected) => {
  expect(matchGlob(pattern, text)).toBe(expected);
});

test.each([
  ['apps/*', 'apps/a', true],
  ['apps/*', 'apps/a/b', false],
  ['apps/**', 'apps/a/b', true],
  ['**/prod', 'a/b/prod', true],
  ['a?b', 'a/b', false],
  ['a*', 'a\nb', true],
])('with a separator %j and %j: %s', (pattern, text, expected) => {
  expect(matchGlob(pattern, text, '/')).toBe(expected);
});

test('it says what a regular expression says, of every short pattern and text', () => {
  const words = (letters: string, length: number): string[] =>
    length === 0 ? [''] : ['', ...words(letters, length - 1).flatMap((word) => [...letters].map((letter) => letter + word))];
  const texts = [...new Set(words('ab/', 4))];
  for (const pattern of new Set(words('ab*?/', 4))) {
    const source = pattern.replace(/\*\*+|[*?]/g, (sign) => (sign.startsWith('**') ? '.*' : sign === '*' ? '[^/]*' : '[^/]'));
    const expression = new RegExp(`^(?:${source})$`, 's');
    expect(texts.filter((text) => matchGlob(pattern, text, '/'))).toEqual(texts.filter((text) => expression.test(text)));
  }
});

test('a pattern of many stars ends', () => {
  expect(matchGlob(`${'*a'.repeat(200)}*b`, 'a'.repeat(20_000))).toBe(false);
});
