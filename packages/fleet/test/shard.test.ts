import { isInShard, parseShard } from '../src/shard';

test('I/N', () => {
  expect(parseShard('2/8')).toEqual({ index: 2, count: 8 });
});

test.each(['0/2', '3/2', '1', '1/0', 'a/b', '1/2/3', ''])('%j is none', (text) => {
  expect(() => parseShard(text)).toThrow('SHARD_INVALID');
});

test('every name is in one part, and the parts are about equal', () => {
  const names = Array.from({ length: 1000 }, (_, i) => `team-${i}-db`);
  const sizes = [1, 2, 3, 4].map((index) => names.filter((name) => isInShard(name, { index, count: 4 })).length);
  expect(sizes.reduce((a, b) => a + b)).toBe(1000);
  expect(Math.min(...sizes)).toBeGreaterThan(200);
});

test('the case of a name does not matter: it does not to GitHub', () => {
  expect(isInShard('Payments', { index: 1, count: 2 })).toBe(isInShard('payments', { index: 1, count: 2 }));
});
