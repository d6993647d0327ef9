import * as path from 'node:path';
import { BACKUP_PATCH, moveBackupPatch } from '../src/backup-patch';
import { describeCases } from './migration-cases';

describeCases(path.join(__dirname, 'backup-patch'), moveBackupPatch);

const patch = (store: string) => `clusterPatch: { spec: { backup: { barmanObjectStore: ${store} } } }`;
const project = (base: string) => `new PgPlatformProject({\n  clusterBase: ${base},\n}).synth();\n`;

it.each<[string, string, number, string]>([
  ['null', project(`{ ${patch('null')} }`), 2, 'takes the store away'],
  ['both', project(`{ ${patch('{}')}, backup: { storePatch: {} } }`), 2, 'storePatch is there already'],
  ['a backup of another file', project(`{ ${patch('{}')}, backup }`), 2, 'backup is not a literal object'],
  ['a backup that may come from a spread', project(`{ ${patch('{}')}, ...more }`), 2, 'not certain whose'],
  ['a helper function', `const env = () => ({ ${patch('{}')} });\n${project('env()')}`, 1, 'not certain whose'],
  ['a constant that is used twice', `const p = { ${patch('{}')} };\nshow(p);\n${project('{ ...p }')}`, 1, 'not certain whose'],
  [
    'a constant with nothing else',
    `const backup = { barmanObjectStore: {} };\n${project('{ clusterPatch: { spec: { backup } } }')}`,
    1,
    'all that is in',
  ],
  ['a condition', project(`{ ...(flag && { ${patch('{}')} }) }`), 2, 'not certain whose'],
  [
    'a name that is not there yet',
    `const backup = {};\nconst tags = {};\n${project(`{ backup, ${patch('{ tags }')} }`)}`,
    4,
    'may not be there yet',
  ],
  [
    'a name that is not there yet, in a function',
    `function f() {\n  const backup = {}, tags = {};\n  return new PgPlatformProject({ clusterBase: { backup, ${patch('{ tags }')} } });\n}\n`,
    3,
    'may not be there yet',
  ],
  ['a syntax error', `barmanObjectStore: {`, 1, 'syntax error'],
])('%s: nothing is changed, and the place is reported', (_, text, line, reason) => {
  const { byHand, ...result } = moveBackupPatch(text);
  expect(result).toEqual({ text, changed: false });
  expect(byHand).toEqual([
    {
      line,
      reason: expect.stringContaining(reason),
      paste: expect.stringMatching(/^storePatch: .*,$/),
      migration: BACKUP_PATCH.id,
    },
  ]);
});

it('what to paste is the patch as it is written', () => {
  expect(moveBackupPatch(`const p = { backup: { barmanObjectStore: { a: x() } } };\n`).byHand).toEqual([
    expect.objectContaining({ line: 1, paste: 'storePatch: { a: x() },' }),
  ]);
});

it('the lines that are reported are those of the new text', () => {
  const text = `${project(`{\n    clusterPatch: {\n      spec: { backup: { barmanObjectStore: {} } },\n    },\n    backup: {},\n  }`)}const p = { ${patch('{}')} };\n`;
  const moved = moveBackupPatch(text);
  expect(moved.changed).toBe(true);
  expect(moved.text.split('\n')[moved.byHand[0].line - 1]).toContain('const p');
});

it.each([
  project('{ clusterPatch: { spec: { externalClusters: [{ barmanObjectStore: {} }] } } }'),
  project("{ name: 'barmanObjectStore' } // barmanObjectStore"),
])('another barmanObjectStore stays, and is not reported', (text) => {
  expect(moveBackupPatch(text)).toEqual({ text, changed: false, byHand: [] });
});

it.each<[string, any, any]>([
  ['nothing', {}, {}],
  [
    'the base',
    { clusterBase: { clusterPatch: { spec: { backup: { barmanObjectStore: { a: 1 } } } }, backup: { bucket: 'b' } } },
    { clusterBase: { backup: { bucket: 'b', storePatch: { a: 1 } } } },
  ],
  [
    'an environment with more in its patch',
    { environments: [{ name: 'a', clusterPatch: { spec: { x: 1, backup: { barmanObjectStore: {} } } } }, { name: 'b' }] },
    { environments: [{ name: 'a', clusterPatch: { spec: { x: 1 } }, storePatch: {} }, { name: 'b' }] },
  ],
  [
    'null and both',
    {
      clusterBase: { clusterPatch: { spec: { backup: { barmanObjectStore: null } } } },
      environments: [{ name: 'a', storePatch: {}, clusterPatch: { spec: { backup: { barmanObjectStore: {} } } } }],
    },
    {
      clusterBase: { clusterPatch: { spec: { backup: { barmanObjectStore: null } } } },
      environments: [{ name: 'a', storePatch: {}, clusterPatch: { spec: { backup: { barmanObjectStore: {} } } } }],
    },
  ],
])('options of a model: %s', (_, before, after) => {
  expect(BACKUP_PATCH.options(before)).toEqual(after);
  expect(BACKUP_PATCH.options(after)).toEqual(after);
});
