import { parseQuantity } from '../src/quantity';

const NANO = 1_000_000_000n;

test.each([
  ['1', NANO],
  ['1Ki', 1024n * NANO],
  ['1.5Gi', 1536n * 1024n ** 2n * NANO],
  ['500m', 500_000_000n],
  ['1e3', 1000n * NANO],
  ['1E', 10n ** 18n * NANO],
  ['-2k', -2000n * NANO],
  ['.5', 500_000_000n],
  ['0.1n', 1n],
  ['99999Ei', (2n ** 63n - 1n) * NANO],
  ['.', 0n],
  ['Gi', 0n],
])('%s is a quantity', (given, billionths) => {
  expect(parseQuantity(given)).toBe(billionths);
});

test('a number is read as it is written', () => {
  expect([parseQuantity(2), parseQuantity(0.5)]).toEqual([2n * NANO, 500_000_000n]);
});

test.each(['', '10Gb', '10 Gi', '1.1.M', '1+1', '0.1mi', 'abc', '1ee3', 'Ei', '1e'])('%p is no quantity', (given) => {
  expect(parseQuantity(given)).toBeUndefined();
});

test.each([undefined, null, {}, [], true, Number.NaN])('%p is no quantity either', (given) => {
  expect(parseQuantity(given)).toBeUndefined();
});
