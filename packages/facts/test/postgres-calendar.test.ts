import { firstReleasedSince, isReleasedBefore } from '../src';

test.each<[string, string, boolean | undefined]>([
  // What one day releases is of one age.
  ['18.6', '17.11', false],
  ['17.11', '18.6', false],
  ['16.16', '17.12', false],
  ['17.9', '18.3', false],
  // The last minor version of a major that was still supported then, and the first of the next one.
  ['18.6', '17.12', true],
  ['18.7', '17.11', false],
  ['17.0', '16.4', false],
  ['17.0', '16.5', true],
  ['18.0', '17.6', false],
  ['18.0', '17.7', true],
  ['16.4', '15.7', false],
  ['14.3', '13.8', true],
  // Releases between the quarterly ones.
  ['17.1', '16.6', true],
  ['18.2', '17.9', true],
  ['13.7', '14.4', true],
  // Newer than all that are known: after them.
  ['18.6', '17.99', true],
  ['18.99', '17.12', false],
  // What cannot be told.
  ['18.99', '17.99', undefined],
  ['18.5', '17.10', undefined],
  ['19.0', '18.6', undefined],
  ['19', '18.6', undefined],
  ['18', '17.12', undefined],
  ['18.6', '12.22', undefined],
  ['', '17.12', undefined],
])('%s released before %s: %s', (version, other, expected) => {
  expect(isReleasedBefore(version, other)).toBe(expected);
});

test.each([
  ['17.12', 18, '18.7'],
  ['17.11', 18, '18.6'],
  ['17.10', 18, '18.4'],
  ['17.6', 18, '18.0'],
  ['16.5', 17, '17.1'],
  ['15.4', 16, '16.0'],
  ['17.99', 18, undefined],
  ['17.12', 19, undefined],
])('from the day of %s on, the first %i is %s', (version, major, first) => {
  expect(firstReleasedSince(version, major)).toBe(first);
});

// What Debian packages of 15, 17 and 18 say in their own release notes (postgresql-doc-15, -17, -18).
test.each([
  ['15.10', '17.2'],
  ['15.14', '17.6'],
  ['15.16', '17.8', '18.2'],
  ['15.17', '17.9', '18.3'],
  ['15.18', '17.10', '18.4'],
  ['15.19', '17.11', '18.6'],
  ['15.20', '17.12'],
])('%s, %s and %s came on one day', (...versions: string[]) => {
  for (const one of versions) {
    for (const other of versions) expect(isReleasedBefore(one, other)).toBe(false);
  }
});

test.each([13, 14, 15, 16, 17, 18])('no version of %i is left out, and each came after the one before it', (major) => {
  const last = { 13: 23, 14: 25, 15: 20, 16: 16, 17: 12, 18: 7 }[major] as number;
  const versions = Array.from({ length: last + 1 }, (_, minor) => `${major}.${minor}`).filter((version) => version !== '18.5');
  const pairs = versions.slice(1).map((version, at) => isReleasedBefore(versions[at], version));
  expect(pairs).toEqual(versions.slice(1).map(() => true));
});
