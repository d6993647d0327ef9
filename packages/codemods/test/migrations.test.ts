import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { MIGRATIONS, migrateOptions, migrateSource } from '../src/migrations';
import { isBefore } from '../src/version';

const OLD = "new PgPlatformProject({ clusterBase: { backup: { retention: '30d' } } }).synth();\n";
const NEW = OLD.replace('retention', 'retentionPolicy');
const UNCLEAR = 'new PgPlatformProject({ ...common }).synth();\n';

it('there is one file for each migration, and its fixtures', () => {
  const names = (folder: string, end: string) =>
    fs
      .readdirSync(path.join(__dirname, folder))
      .filter((name) => name.endsWith(end))
      .map((name) => name.slice(0, -end.length));
  const ids = MIGRATIONS.map(({ id }) => id);
  expect(names('../src/migrations', '.ts')).toEqual(ids);
  expect(names('migrations', '.test.ts')).toEqual(ids);
});

it('a migration is called by its version, and none comes before an older one', () => {
  for (const [i, { id, version, summary }] of MIGRATIONS.entries()) {
    expect(id).toMatch(new RegExp(`^${version}-[a-z]+(-[a-z]+)*$`));
    expect(isBefore(version, MIGRATIONS[i - 1]?.version ?? '0.0.0')).toBe(false);
    expect(summary).not.toBe('');
  }
});

it.each(['0.1.0', '0.1.99', '0.2.0-rc.1', '0.0.1+build'])('a file written for %s is migrated', (from) => {
  expect(migrateSource(OLD, from)).toEqual({ text: NEW, applied: ['0.2.0-retention-policy'], byHand: [] });
  expect(migrateOptions({ clusterBase: { backup: { retention: '1d' } } }, from)).toEqual({
    clusterBase: { backup: { retentionPolicy: '1d' } },
  });
});

it.each(['0.2.0', '0.2.1', '0.10.0', '1.0.0', '0.3.0-rc.1'])('a file written for %s stays', (from) => {
  expect(migrateSource(OLD, from)).toEqual({ text: OLD, applied: [], byHand: [] });
  const options = { clusterBase: { backup: { retention: '1d' } } };
  expect(migrateOptions(options, from)).toBe(options);
});

it.each(['', '1', 'v0.1.0', '0.1', 'latest', '0.1.0 '])('%p is no version', (from) => {
  expect(() => migrateSource(OLD, from)).toThrow('Not a version of the packages');
  expect(() => migrateOptions({}, from)).toThrow('Not a version of the packages');
});

it('what the model knows to be absent is not reported', () => {
  const reported = (options?: any) => migrateSource(UNCLEAR, '0.1.0', options).byHand.length;
  expect(reported()).toBe(1);
  expect(reported({ clusterBase: { backup: { retention: '1d' } } })).toBe(1);
  expect(reported({ clusterBase: { backup: { bucket: 'b' } } })).toBe(0);
});

/** The modules that a program loads. */
function loadedBy(program: string): string[] {
  const hook = path.resolve(__dirname, '../../cli/test/from-source.cjs');
  const source = path.resolve(__dirname, '../src/index.ts');
  const script = `require(${JSON.stringify(hook)}); const codemods = require(${JSON.stringify(source)}); ${program}; console.log(JSON.stringify(Object.keys(require.cache)));`;
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
}

it.each<[string, boolean]>([
  ["codemods.migrateSource('f(', '0.2.0')", false],
  ["codemods.migrateOptions({}, '0.1.0')", false],
  ["codemods.moveBackupPatch('f(')", false],
  ["codemods.migrateSource('f(', '0.1.0')", true],
])('%s loads ts-morph: %p', (program, loads) => {
  expect(loadedBy(program).some((file) => file.includes('ts-morph'))).toBe(loads);
});
