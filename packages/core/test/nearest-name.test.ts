import { nearestName } from '../src';

const KNOWN = ['storage', 'walStorage', 'memory', 'cpu', 'instances', 'podMonitor'];

test.each([
  ['storge', 'storage'],
  ['stroage', 'storage'],
  ['Memory', 'memory'],
  ['walstorage', 'walStorage'],
  ['cup', 'cpu'],
  ['instance', 'instances'],
  ['podMonitoring', 'podMonitor'],
  ['inst', 'instances'],
])('%s was probably meant to be %s', (typed, meant) => {
  expect(nearestName(typed, KNOWN)).toBe(meant);
});

test.each(['colour', 'x', 'abc', ''])('nothing is near "%s"', (typed) => {
  expect(nearestName(typed, KNOWN)).toBeUndefined();
});

test('of two near names the nearer one is given', () => {
  expect(nearestName('storage1', ['storage12', 'storage'])).toBe('storage12');
  expect(nearestName('bookworn', ['bookworm', 'trixie'])).toBe('bookworm');
});

test('a name that is too long to be mistyped is near to none', () => {
  expect(nearestName(`environments${'x'.repeat(100)}`, ['environments'])).toBeUndefined();
});
