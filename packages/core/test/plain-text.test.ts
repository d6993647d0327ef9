import { plainText } from '../src/plain-text';

test.each<[unknown, string]>([
  ['text', 'text'],
  [1.5, '1.5'],
  [Number.NaN, 'NaN'],
  [10n, '10'],
  [true, 'true'],
  [null, 'null'],
  [undefined, 'undefined'],
  [Object.create(null), '{}'],
  [{ toString: 'x', valueOf: 1, toJSON: [] }, '{"toString":"x","valueOf":1,"toJSON":[]}'],
  [[{ toString: [{}] }, null], '[{"toString":[{}]},null]'],
])('%p is %j', (value, text) => {
  expect(plainText(value)).toBe(text);
});

test('nothing of a value is called', () => {
  const called = () => {
    throw new Error('called');
  };
  expect(plainText({ toString: called, valueOf: called, [Symbol.toPrimitive]: called, a: 1 })).toContain('"a":1');
});

test('what is long is cut, also where a part recurs a thousand million times', () => {
  let bomb: unknown = 'x'.repeat(100);
  for (let depth = 0; depth < 9; depth++) bomb = Array.from({ length: 10 }, () => bomb);
  expect(plainText(bomb)).toHaveLength(1001);
});
