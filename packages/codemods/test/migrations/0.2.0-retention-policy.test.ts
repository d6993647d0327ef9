import * as path from 'node:path';
import { RETENTION_POLICY } from '../../src/migrations/0.2.0-retention-policy';
import { describeCases } from '../migration-cases';

describeCases(path.join(__dirname, '0.2.0-retention-policy'), RETENTION_POLICY.source);

const project = (base: string) => `new PgPlatformProject({\n  clusterBase: ${base},\n}).synth();\n`;

it.each<[string, string, number, string]>([
  ['options of another file', "import { options } from './options';\nnew PgPlatformProject(options);\n", 2, 'may come from here'],
  ['spread options of another file', project('{ ...base }'), 2, 'may come from here'],
  [
    'options built by a function',
    `const base = () => ({ backup: { retention: '1d' } });\n${project('base()')}`,
    3,
    'may come from',
  ],
  ['options put together by a call', project("Object.assign({}, { backup: { retention: '1d' } })"), 2, 'may come from here'],
  ['a computed name', project("{ backup: { [name]: '1d' } }"), 2, 'may come from here'],
  ['a member of an object', `const x = { b: { retention: '1d' } };\n${project('{ backup: x.b }')}`, 3, 'may come from here'],
  ['a getter', project("{ backup: { get retention() { return '1d' } } }"), 2, 'not a plain property'],
  ['a variable that may change', `let b = { retention: '1d' };\n${project('{ backup: b }')}`, 3, 'may come from here'],
  ['an exported constant', `export const b = { retention: '1d' };\n${project('{ backup: b }')}`, 3, 'may come from here'],
  [
    'a name that is declared twice',
    `const b = { retention: '1d' };\nfunction f(b) {}\n${project('{ backup: b }')}`,
    4,
    'may come from here',
  ],
  [
    'a constant that is read elsewhere too',
    `const b = { retention: '1d' };\nconsole.log(b.retention);\n${project('{ backup: b }')}`,
    1,
    'retention is in b, which is used elsewhere too',
  ],
  [
    'a constant in a constant that is read elsewhere too',
    `const b = { retention: '1d' };\nconst c = { backup: b };\nshow(c);\n${project('c')}`,
    1,
    'retention is in c, which is used elsewhere too',
  ],
  [
    'a constant that is exported by name',
    `const b = { retention: '1d' };\nexport { b };\n${project('{ backup: b }')}`,
    1,
    'used elsewhere too',
  ],
  [
    'a constant whose type is used',
    `const b = { retention: '1d' };\ntype B = typeof b;\n${project('{ backup: b }')}`,
    1,
    'elsewhere',
  ],
  ['a constant that names itself', `const b = { ...b, x: 1 };\n${project('{ backup: b }')}`, 1, 'may come from here'],
  ['both names', project("{ backup: { retention: '1d', retentionPolicy: '2d' } }"), 2, 'retentionPolicy is there already'],
  ['no project', "import './platform';\n", 1, 'There is no new PgPlatformProject(...)'],
  ['a syntax error', `${project("{ backup: { retention: '1d' } }")}const {`, 4, 'syntax error'],
])('%s: nothing is changed, and the place is reported', (_, text, line, reason) => {
  const result = RETENTION_POLICY.source(text);
  expect(result).toEqual({
    text,
    changed: false,
    byHand: [
      {
        line,
        reason: expect.stringContaining(reason),
        paste: expect.stringMatching(/^retentionPolicy: '(1|30)d',$/),
        migration: '0.2.0-retention-policy',
      },
    ],
  });
});

it('a constant that is used elsewhere stays, whichever way leads to it', () => {
  const text = `const b = { retention: 'x' };\nconst c = { backup: b };\nconst d = { backup: b };\nshow(c);\n${project('flag ? c : d')}`;
  expect(RETENTION_POLICY.source(text)).toMatchObject({ text, byHand: [{ line: 1, paste: "retentionPolicy: 'x'," }] });
});

it.each<[string, string]>([
  ['no backup', '{ instances: 3 }'],
  ['nothing', 'undefined'],
  ['a spread that is hidden by what comes after it', "{ ...base(), backup: { bucket: 'b' } }"],
  ['the new name', "{ backup: { retentionPolicy: '30d' } }"],
  ['the word in another place', "{ retention: '1d', backup: { s3: { retention: '1d' } }, parameters: { retention: 'x' } }"],
])('%s: there is nothing to do', (_, base) => {
  expect(RETENTION_POLICY.source(project(base))).toEqual({ text: project(base), changed: false, byHand: [] });
});

it('what is certain is renamed beside what is not', () => {
  const text = (name: string) => project(`{ backup: { ${name}: '1d', ...more } }`);
  expect(RETENTION_POLICY.source(text('retention'))).toMatchObject({
    text: text('retentionPolicy'),
    changed: true,
    byHand: [{ line: 2 }],
  });
});

it('the option of a model keeps its place', () => {
  const options = (name: string) => ({ a: 1, clusterBase: { backup: { x: 1, [name]: '1d', y: 2 }, retention: 3 }, retention: 4 });
  const migrated = RETENTION_POLICY.options(options('retention'));
  expect(JSON.stringify(migrated)).toBe(JSON.stringify(options('retentionPolicy')));
  expect(RETENTION_POLICY.options(migrated)).toEqual(migrated);
});

it.each([{}, { clusterBase: {} }, { clusterBase: { backup: {} } }])('options %j of a model stay', (options) => {
  expect(RETENTION_POLICY.options(options)).toEqual(options);
});
