import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecordedSynthesis, Model } from '@pgplatform/core';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { synthesize } from './synthesis';

describe('what a review shows, as git reads the attributes', () => {
  const { outdir } = synthesize();
  execFileSync('git', ['init', '-q'], { cwd: outdir });
  const isHidden = (file: string) =>
    !/: (unspecified|unset)\n$/.test(
      execFileSync('git', ['check-attr', 'linguist-generated', '--', file], { cwd: outdir, encoding: 'utf8' }),
    );

  test.each([
    'infrastructure/postgres/overlays/prod/backup-s3-credentials-sealed.yaml',
    'workloads/product-a/databases/prod/product-a-role-sealed.yaml',
    'certs/prod.pem',
    '.pgplatform/model.json',
    '.projenrc.ts',
  ])('%s is shown', (file) => {
    expect(isHidden(file)).toBe(false);
  });

  test.each(['infrastructure/postgres/base/cluster.yaml', 'rendered/prod.yaml', 'apps/root.yaml'])('%s is folded', (file) => {
    expect(isHidden(file)).toBe(true);
  });

  test('what a killed command leaves is ignored', () => {
    const left = 'infrastructure/postgres/overlays/prod/.backup-sealed.yaml.0123456789ab.tmp';
    expect(() => execFileSync('git', ['check-ignore', '-q', left], { cwd: outdir })).not.toThrow();
  });
});

describe('the note of a synthesis', () => {
  const cache = temporaryDirectory();
  const before = process.env.XDG_CACHE_HOME;
  beforeEach(() => {
    process.env.XDG_CACHE_HOME = cache;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = before;
  });
  const made = (team: string) => {
    const outdir = temporaryDirectory();
    writeFileSync(join(outdir, '.projenrc.ts'), `// ${team}\n`);
    synthesize({ team }, outdir);
    return readFileSync(join(outdir, Model.PATH), 'utf8');
  };

  test('is about this model, to the byte', () => {
    const model = made('payments');
    expect([isRecordedSynthesis(model), isRecordedSynthesis(`${model} `)]).toEqual([true, false]);
  });

  test('a cache that cannot be written keeps no synthesis from its work', () => {
    process.env.XDG_CACHE_HOME = join(cache, 'file');
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, 'file'), '');
    expect(isRecordedSynthesis(made('orders'))).toBe(false);
  });
});
