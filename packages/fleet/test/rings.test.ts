import { readFleetConfig } from '../src/read-fleet-config';
import { matchesName, ringOf } from '../src/rings';

const config = readFleetConfig(
  `owner: acme
repositories: { topic: pg }
rings:
  - { name: canary, names: [sandbox-*, pay] }
  - { name: quiet, upTo: reload }
  - { name: soft, names: ['*-soft'], upTo: restart }
`,
  'fleet.yaml',
);

test.each([
  ['sandbox-1', 'destroys data', 'canary'],
  ['pay', 'restart', 'canary'],
  ['payments', 'reload', 'quiet'],
  ['payments', 'none', 'quiet'],
  ['a-soft', 'restart', 'soft'],
  ['a-soft', 'switchover', 'rest'],
  ['payments', 'restart', 'rest'],
] as const)('%s with %s is in the ring %s', (name, verdict, ring) => {
  expect(ringOf(config, name, verdict)).toBe(ring);
});

test('a pattern is a whole name, and only * is special in it', () => {
  const matching = (pattern: string) => ['a.b', 'axb', 'a.bc', 'A.B'].filter((name) => matchesName(pattern, name));
  expect(matching('a.b')).toEqual(['a.b', 'A.B']);
  expect(matching('a*b')).toEqual(['a.b', 'axb', 'A.B']);
  expect(matching('*')).toHaveLength(4);
});

test('a pattern of many stars ends', () => {
  expect(matchesName(`${'*a'.repeat(40)}*b`, 'a'.repeat(100))).toBe(false);
});
