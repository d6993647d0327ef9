import { NOW } from '@pgplatform/test-kit';
import { planFleet } from '../../src/plan';
import { fakeNpm } from './fake-npm';
import { ReadOnlyGitHub } from './read-only-github';
import { CONFIG, madeBy, projenrcOf, repositoryOn } from './repositories';

const GENERATED = repositoryOn('2026.07');
const MODEL = '.pgplatform/model.json';
const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));

/** The repository with other options in its model. */
function withOptions(options: object): Record<string, string> {
  const model = JSON.parse(GENERATED[MODEL]);
  return { ...GENERATED, [MODEL]: JSON.stringify({ ...model, options: { ...model.options, ...options } }) };
}

const LISTED = many(1500, (i) => `workloads/file-${i}.yaml`);

test.each<[string, Record<string, string>, RegExp]>([
  ['too many environments', withOptions({ environments: many(60, (i) => ({ name: `e${i}` })) }), /more than 50 environments/],
  ['too many options', withOptions(Object.fromEntries(many(5000, (i) => [`k${i}`, 1]))), /or 4000 values in its options$/],
  ['a model that is too large', withOptions({ [`${'k'.repeat(300_000)}`]: 1 }), /model\.json has \d+ bytes and was not read$/],
  [
    'a .projenrc.ts that is too large',
    repositoryOn('2026.07', { projenrc: `${projenrcOf('2026.07')}${'const a = 1;\n'.repeat(6000)}` }),
    /^\.projenrc\.ts has \d+ bytes and was not read$/,
  ],
  [
    'a list of very many files',
    {
      ...madeBy('0.0.1', GENERATED),
      '.projen/files.json': JSON.stringify({ files: LISTED }),
      ...Object.fromEntries(LISTED.map((file, i) => [file, `a: ${i}\n`])),
    },
    /^more than 1000 of its files would be read/,
  ],
])('%s is an obstacle for that repository, and the others are planned', async (_, files, reason) => {
  const github = new ReadOnlyGitHub({ hostile: { files }, plain: { files: GENERATED } });
  const plan = await planFleet(github.port, CONFIG, { now: NOW, env: fakeNpm().env, note: () => {} });
  const [hostile, plain] = plan.repositories;
  expect(['failed', 'blocked']).toContain(hostile.action);
  expect(hostile.reason).toMatch(reason);
  expect(plain.action).toBe('none');
  expect(github.traffic.requests).toBeLessThan(1100);
});
