import { hasSince, inForce } from '../src';

test.each([
  ['1.28.4', true],
  ['1.28.5', true],
  ['1.28.3', false],
  ['1.29.9', false],
  ['1.30.0', true],
  ['v1.31.2', true],
  ['1.27.9', false],
  ['2.0.0', true],
])('%s has what came in 1.28.4 and 1.30.0: %s', (version, has) => {
  expect(hasSince(version, ['1.28.4', '1.30.0'])).toBe(has);
});

test('what has gone is in force no longer', () => {
  expect(['1.27.0', '1.27.1', '1.28.0'].map((version) => inForce(version, { until: ['1.27.1'] }))).toEqual([true, false, false]);
});
