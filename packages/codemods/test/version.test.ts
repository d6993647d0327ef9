import { compareVersions, isBefore } from '../src/version';

const ORDERED = ['0.1.0', '0.2.0-rc.2', '0.2.0-rc.10', '0.2.0', '0.2.1', '0.10.0', '1.0.0'];

it.each(ORDERED.slice(1).map((version, i) => [ORDERED[i], version]))('%s is before %s', (version, later) => {
  expect(compareVersions(version, later)).toBeLessThan(0);
  expect(compareVersions(later, version)).toBeGreaterThan(0);
  expect([isBefore(version, later), isBefore(later, version), isBefore(version, version)]).toEqual([true, false, false]);
});

it.each(['', '1', '1.2', 'latest', '1.2.3.4', 'v1.2.3'])('%j is in no order', (text) => {
  expect(compareVersions(text, '1.0.0')).toBeNaN();
  expect(() => isBefore('1.0.0', text)).toThrow('Not a version of the packages');
});
