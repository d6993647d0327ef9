import * as fs from 'node:fs';
import * as path from 'node:path';
import { SealingScope } from '@pgplatform/sealed-secrets';
import ts from 'typescript';
import { plainValue, sourceOptions, UNCLEAR } from '../src/source/source-options';
import { sourceTokens } from '../src/source/source-tokens';

const options = (text: string, before = '') => plainValue(sourceOptions(`${before}\nnew PgPlatformProject(${text}).synth();\n`));

it.each<[string, unknown]>([
  [
    `{ a: 'x', "b": "y", 'c': \`z\`, d: 1_000, e: true, f: null, g: [1, 'two', [3]], }`,
    { a: 'x', b: 'y', c: 'z', d: 1000, e: true, f: null, g: [1, 'two', [3]] },
  ],
  [`{ a: 'it\\'s', b: '\\u{1f418}\\x41\\n', c: '' }`, { a: "it's", b: '🐘A\n', c: '' }],
  [`{ /* a: 'no', */ a: 'yes' // a: 'no'\n }`, { a: 'yes' }],
  [`{ a: ('x' as const), b: { c: 1 } satisfies Foo, d: 'y'! }`, { a: 'x', b: { c: 1 }, d: 'y' }],
  [`{ a: SealingScope.CLUSTER_WIDE }`, { a: SealingScope.CLUSTER_WIDE }],
])('what is written in %s is read', (text, wanted) => {
  expect(options(text)).toEqual(wanted);
});

it.each<[string, string, unknown]>([
  ['a constant', "const certificate = { path: 'p', spki: 's' };", { certificate: { path: 'p', spki: 's' } }],
  [
    'a typed constant without semicolon',
    "const certificate: CertificatePin = { path: 'p', spki: 's' }\nlet x = 1",
    { certificate: { path: 'p', spki: 's' } },
  ],
  [
    'an exported constant',
    "export const certificate = { path: 'p', spki: 's' } as const;",
    { certificate: { path: 'p', spki: 's' } },
  ],
  [
    'a member of one',
    "const pins = { stage: { path: 'p', spki: 's' } };\nconst certificate = pins.stage;",
    { certificate: { path: 'p', spki: 's' } },
  ],
  [
    'one that is spread',
    "const base = { path: 'o', spki: 's' };\nconst certificate = { ...base, path: 'p' };",
    { certificate: { path: 'p', spki: 's' } },
  ],
])('%s is followed', (_, before, wanted) => {
  expect(options('{ certificate }', before)).toEqual(wanted);
});

it.each<[string, string, string]>([
  ['a call', '', '{ a: f() }'],
  ['a sum', '', "{ a: 'x' + 'y' }"],
  ['a choice', '', "{ a: process.env.X ? 'x' : 'y' }"],
  ['a template with parts', '', '{ a: `${1 + `}`.length}` }'],
  ['what comes from elsewhere', "import { a } from './a';", '{ a }'],
  ['a variable', "let a = 'x';", '{ a }'],
  ['a name that stands for two things', "const a = 'x';\nfunction f() { const a = 'y'; }", '{ a }'],
  ['a constant that names itself', 'const a = { b: a };', '{ a }'],
  ['a computed name', '', "{ a: 'x', ['a']: 'y' }"],
  ['a getter', '', "{ get a() { return 'x'; } }"],
  ['something unclear that is spread behind it', '', "{ a: 'x', ...f() }"],
  ['a function', '', '{ a: (b, c) => ({ d: b }) }'],
  ['an element', '', "{ a: ['x', f()] }"],
  ['a regular expression', '', '{ a: /[/}]"/ }'],
])('%s is unclear', (_, before, text) => {
  expect(options(text, before)).toBe(UNCLEAR);
});

it('what is unclear hides nothing that is written behind it', () => {
  const value: any = sourceOptions("new PgPlatformProject({ ...f(), a: 'x', b: g((c) => [1, 2], `${d}`), e: 'y' })");
  expect(['a', 'b', 'e', 'z'].map((name) => value.get(name))).toEqual(['x', UNCLEAR, 'y', UNCLEAR]);
});

it.each([
  '',
  'new PgPlatformProject()',
  'new PgPlatformProject({ a: 1 }); new PgPlatformProject({ a: 1 });',
  'new Other({ a: 1 })',
  'new PgPlatformProject({ a: ',
  "new PgPlatformProject({ a: 'x })",
  'new PgPlatformProject({ a: `x })',
  `new PgPlatformProject(${'['.repeat(100_000)}`,
  `new PgPlatformProject({ a: '${'x'.repeat(1_000_001)}' })`,
])('a file that has not one project with options is unclear as a whole (%#)', (text) => {
  expect(sourceOptions(text)).toBe(UNCLEAR);
});

it('a comment, a text and a template are no project', () => {
  const noise = "// new PgPlatformProject({})\n/* new PgPlatformProject({}) */\nconst s = 'new PgPlatformProject({})';\n";
  expect(options('{ a: 1 }', noise)).toEqual({ a: 1 });
});

it('every .projenrc.ts of the examples and of released versions is read, with its environments', () => {
  const root = path.resolve(__dirname, '../../..');
  const files = ['examples', 'e2e/released'].flatMap((folder) =>
    fs.readdirSync(path.join(root, folder)).map((name) => path.join(root, folder, name, '.projenrc.ts')),
  );
  expect(files.length).toBeGreaterThan(3);
  for (const file of files.filter(fs.existsSync)) {
    const value: any = sourceOptions(fs.readFileSync(file, 'utf8'));
    expect(value.get('environments').named('prod').get('name')).toBe('prod');
  }
});

it('the names of a file are those that a compiler sees', () => {
  const text = fs.readFileSync(path.resolve(__dirname, '../src/source/source-options.ts'), 'utf8');
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) {
      names.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest));
  const own = sourceTokens(text).flatMap(({ kind, text }) => (kind === 'name' ? [text] : []));
  const both = ['from', 'undefined']; // keywords at some places
  const isName = (name: string) => names.includes(name) && !both.includes(name);
  expect(own.filter(isName).sort()).toEqual(names.filter(isName).sort());
});
