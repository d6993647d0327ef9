import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Model } from '@pgplatform/core';
import { TODAY, temporaryDirectory } from '@pgplatform/test-kit';
import fc from 'fast-check';
import { synthesizeRepository } from '../src/repository-synthesis';
import { validOptions } from './random-options';
import { type Synthesis, synthesize } from './synthesis';

const EXAMPLES = join(__dirname, '../../../examples');
const PROJENRC = '.projenrc.ts';
const today = TODAY;

/** What projen wrote into a folder, against what is made of its model alone. */
function expectSameBytes({ outdir, project, files }: Synthesis, previous = project.model): void {
  const { [PROJENRC]: projenrc, ...written } = files();
  const made = synthesizeRepository({ options: project.model.options, previous, projenrc, today });
  expect(made.problems).toEqual([]);
  expect(Object.fromEntries(made.files.map(({ path, content }) => [path, content]).sort())).toEqual(written);
  expect(new Set(made.files.map(({ mode }) => mode))).toEqual(new Set(['100644']));
  expect(`${JSON.stringify(made.model, undefined, 2)}\n`).toBe(readFileSync(join(outdir, Model.PATH), 'utf8'));
}

test.each(readdirSync(EXAMPLES))('%s is byte for byte what projen writes', (name) => {
  const outdir = temporaryDirectory();
  mkdirSync(join(outdir, '.pgplatform'));
  for (const path of [PROJENRC, Model.PATH]) {
    copyFileSync(join(EXAMPLES, name, path), join(outdir, path));
  }
  const { options } = Model.parse(readFileSync(join(outdir, Model.PATH), 'utf8'));
  expectSameBytes(synthesize(options, outdir));
});

test('whatever the options, the bytes are those of projen', () => {
  fc.assert(
    fc.property(validOptions, fc.string({ unit: 'grapheme' }), (options, comment) => {
      const outdir = temporaryDirectory();
      writeFileSync(join(outdir, PROJENRC), `// ${comment}\n`);
      expectSameBytes(synthesize(options, outdir));
    }),
    { numRuns: 20 },
  );
}, 300_000);

test('a lineage goes on from the previous model', () => {
  const outdir = temporaryDirectory();
  writeFileSync(join(outdir, PROJENRC), '// mine\n');
  const under = (serverName: string) => synthesize({ environments: [{ name: 'prod', serverName }] }, outdir);
  const first = under('first').project.model;
  const second = under('second');
  expect(second.project.model.environments[0].serverNames).toEqual(['first', 'second']);
  expectSameBytes(second, first);
});

test('what is wrong comes back as problems, without files', () => {
  const made = synthesizeRepository({ options: { name: 'x', team: 'payments', bukket: 'b' }, projenrc: '', today });
  expect(made.problems.map(({ code, path }) => `${code} ${path}`)).toEqual(['OPTION_UNKNOWN bukket']);
  expect(made).toMatchObject({ files: [] });
  expect(made.model).toBeUndefined();
});

test('nothing stays behind in the environment of the process', () => {
  const { PROJEN_DISABLE_POST: before } = process.env;
  synthesizeRepository({ options: { name: 'x', team: 'payments' }, projenrc: '', today });
  expect(process.env.PROJEN_DISABLE_POST).toBe(before);
});
