import * as fs from 'node:fs';
import * as path from 'node:path';
import { editProjenrc, pinRelease } from '../src/edit-projenrc';

const PIN = { path: 'environments[name=prod].certificate', value: { path: 'certs/prod.pem', spki: 'ab12' } };
const FIXTURES = path.join(__dirname, 'fixtures');
const read = (name: string) => fs.readFileSync(path.join(FIXTURES, name), 'utf8');
const edited = (text: string, edit = PIN as Parameters<typeof editProjenrc>[1]) => {
  const result = editProjenrc(text, edit);
  return result.edited ? result.text : `NOT EDITED: ${result.reason}`;
};
const project = (options: string) => `new PgPlatformProject(${options}).synth();\n`;

describe.each(fs.readdirSync(FIXTURES).filter((name) => name.endsWith('.before.ts')))('%s', (before) => {
  const after = read(before.replace('.before.', '.after.'));

  it('becomes the file beside it', () => {
    expect(edited(read(before))).toBe(after);
  });

  it('stays as it is when the pin is there already', () => {
    expect(edited(after)).toBe(after);
  });

  it('has the same edit with Windows line ends', () => {
    const crlf = (text: string) => text.replace(/\n/g, '\r\n');
    expect(edited(crlf(read(before)))).toBe(crlf(after));
  });
});

it.each<[string, string, string]>([
  [
    'one line',
    `{ environments: [{ name: 'prod' }] }`,
    `{ environments: [{ name: 'prod', certificate: { path: 'certs/prod.pem', spki: 'ab12' } }] }`,
  ],
  [
    'one line with a trailing comma',
    `{ environments: [{ name: 'prod', }] }`,
    `{ environments: [{ name: 'prod', certificate: { path: 'certs/prod.pem', spki: 'ab12' }, }] }`,
  ],
  [
    'a comment at the end of the line',
    `{ environments: [{ name: 'prod' /* big */ }] }`,
    `{ environments: [{ name: 'prod', /* big */ certificate: { path: 'certs/prod.pem', spki: 'ab12' } }] }`,
  ],
  [
    'double quotes',
    `{ environments: [{ name: "prod" }] }`,
    `{ environments: [{ name: "prod", certificate: { path: "certs/prod.pem", spki: "ab12" } }] }`,
  ],
  [
    'quoted names',
    `{ 'environments': [{ 'name': 'prod', 'certificate': { 'spki': 'x' } }] }`,
    `{ 'environments': [{ 'name': 'prod', 'certificate': { 'spki': 'ab12', path: 'certs/prod.pem' } }] }`,
  ],
  [
    'a value that stands there',
    `{ environments: [{ name: 'prod', certificate: { path: 'a', spki: 'b' } }] }`,
    `{ environments: [{ name: 'prod', certificate: { path: 'certs/prod.pem', spki: 'ab12' } }] }`,
  ],
  [
    'an empty object',
    `{ environments: [{ name: 'prod', certificate: {} }] }`,
    `{ environments: [{ name: 'prod', certificate: { path: 'certs/prod.pem', spki: 'ab12' } }] }`,
  ],
  [
    'as and satisfies',
    `({ environments: [{ name: 'prod' } as const] } satisfies X)`,
    `({ environments: [{ name: 'prod', certificate: { path: 'certs/prod.pem', spki: 'ab12' } } as const] } satisfies X)`,
  ],
])('%s is edited in place', (_, before, after) => {
  expect(edited(project(before))).toBe(project(after));
});

it('objects on the way are made', () => {
  expect(edited(project(`{ team: 'a' }`), { path: 'clusterBase.storage.resize', value: true })).toBe(
    project(`{ team: 'a', clusterBase: { storage: { resize: true } } }`),
  );
  expect(edited(project('{}'), { path: 'platformRelease', value: '2026.07' })).toBe(project(`{ platformRelease: '2026.07' }`));
});

it('an empty object over several lines keeps its comment', () => {
  expect(edited(project('{\n\t// later\n}'), { path: 'n', value: 1 })).toBe(project('{\n  n: 1,\n\t// later\n}'));
});

it('texts, numbers, lists and awkward characters are written as literals', () => {
  const value = { text: `it's "so" \\ \n`, n: 2, list: ['a', true], 'a-b': 'c' };
  const text = edited(project('{ x: 1 }'), { path: 'v', value });
  const options = new Function('PgPlatformProject', `${text.replace('.synth()', '')}`);
  let seen: any;
  options(
    class {
      constructor(given: any) {
        seen = given;
      }
    },
  );
  expect(seen).toEqual({ x: 1, v: value });
});

it.each<[string, string, number]>([
  ['environments is not a literal list.', `let e = [];\n${project('{\n  environments: e,\n}')}`, 3],
  ['environments is not a literal list.', project('{ environments }'), 1],
  ['environments is not a literal.', project('{ environments() { return [] } }'), 1],
  ['environments may come from here.', project(`{\n  environments: [{ name: 'prod' }],\n  ...more,\n}`), 3],
  ['environments may come from here.', project('{ ...more }'), 1],
  ["environments has no literal element with name 'prod'.", project(`{ environments: [{ name: 'stage' }, prod] }`), 1],
  ["environments has 2 elements with name 'prod'.", project(`{ environments: [{ name: 'prod' }, { name: 'prod' }] }`), 1],
  ['certificate is not a literal.', project(`{ environments: [{ name: 'prod', certificate: pins.prod }] }`), 1],
  ['certificate is not a literal.', project(`{ environments: [{ name: 'prod', certificate: { ...pin } }] }`), 1],
  ['certificate may come from here.', project(`{ environments: [{ name: 'prod', [key]: 1 }] }`), 1],
  ['environments is not written there, and a list is not made up.', project(`{ team: 'a' }`), 1],
  [
    'The options of new PgPlatformProject(...) are not written there.',
    `const options = {};\nuse(options);\n${project('options')}`,
    3,
  ],
  ['There is no new PgPlatformProject(...) in the file.', 'export {};\n', 1],
  ['There are 2 new PgPlatformProject(...).', `${project('{}')}${project('{}')}`, 2],
  ['The file has a syntax error.', 'new PgPlatformProject({ a: );\n', 1],
])('nothing is edited when %s', (reason, text, line) => {
  expect(editProjenrc(text, PIN)).toEqual({
    edited: false,
    reason,
    line,
    paste: `certificate: { path: 'certs/prod.pem', spki: 'ab12' },`,
  });
});

it.each(['', '.a', 'a..b', 'a[b]', 'a[b=c]', '[a=b].c', 'a b'])('%p is not a path', (where) => {
  expect(() => editProjenrc(project('{}'), { path: where, value: 1 })).toThrow(/path of options/);
});

describe('the pin of the platform release', () => {
  const pinned = (text: string) => {
    const result = pinRelease(text, '2026.06');
    return result.edited ? result.text : `line ${result.line}: ${result.reason} ${result.paste}`;
  };

  it.each<[string, string, string]>([
    ['is changed where it stands', project("{ platformRelease: '2026.02' }"), project("{ platformRelease: '2026.06' }")],
    ['is added where there is none', project("{\n  team: 'a',\n}"), project("{\n  team: 'a',\n  platformRelease: '2026.06',\n}")],
    [
      'is changed in a constant',
      `const release = "2026.02" as const; // pin\n${project('{ platformRelease: release }')}`,
      `const release = "2026.06" as const; // pin\n${project('{ platformRelease: release }')}`,
    ],
    [
      'is changed in a constant of its name',
      `const platformRelease = '2026.02';\n${project('{ platformRelease }')}`,
      `const platformRelease = '2026.06';\n${project('{ platformRelease }')}`,
    ],
    [
      'is changed in options that are a constant',
      `const options = { platformRelease: '2026.02' };\n${project('options')}`,
      `const options = { platformRelease: '2026.06' };\n${project('options')}`,
    ],
    [
      'is changed in a constant that is spread',
      `const common = { platformRelease: '2026.02' };\n${project('{ ...common, team }')}`,
      `const common = { platformRelease: '2026.06' };\n${project('{ ...common, team }')}`,
    ],
    [
      'is added beside a constant that does not have it',
      `const common = { team: 'a' };\n${project('{ ...common }')}`,
      `const common = { team: 'a' };\n${project("{ ...common, platformRelease: '2026.06' }")}`,
    ],
    [
      'is changed under another name of the class',
      `import { PgPlatformProject as P } from 'pgplatform';\nnew P({ platformRelease: '2026.02' });\n`,
      `import { PgPlatformProject as P } from 'pgplatform';\nnew P({ platformRelease: '2026.06' });\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(pinned(before)).toBe(after);
    expect(pinned(after)).toBe(after);
  });

  it.each<[string, string, string]>([
    ['a constant that is used elsewhere too', `const r = '2026.02';\nlog(r);\n${project('{ platformRelease: r }')}`, 'line 3'],
    ['a condition', project("{ platformRelease: next ? '2026.02' : '2026.06' }"), 'line 1'],
    ['a conditional spread', project("{ ...(next && { platformRelease: '2026.02' }) }"), 'line 1'],
    ['the environment', project("{ platformRelease: process.env.RELEASE ?? '2026.02' }"), 'line 1'],
    ['a template', `const year = 2026;\n${project('{ platformRelease: `${year}.02` }')}`, 'line 2'],
    ['two places', project("{ platformRelease: '2026.02', ...{ platformRelease: '2025.10' } }"), 'line 1'],
    ['options of another file', `import { options } from './options';\n${project('options')}`, 'line 2'],
    ['a spread of another file', `import { options } from './options';\n${project('{ ...options }')}`, 'line 2'],
  ])('stays when it is in %s', (_, text, line) => {
    expect(pinned(text)).toMatch(new RegExp(`^${line}: .+ platformRelease: '2026.06',$`));
  });
});
