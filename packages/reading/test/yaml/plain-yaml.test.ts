import * as fs from 'node:fs';
import * as path from 'node:path';
import { temporaryDirectory, testWhen } from '@pgplatform/test-kit';
import * as fc from 'fast-check';
import { PgPlatformProject } from 'pgplatform';
import { stringify } from 'yaml';
import { documentValue } from '../../src/yaml/document-value';
import { plainYaml } from '../../src/yaml/plain-yaml';
import { wholeYaml } from '../../src/yaml/whole-yaml';
import { YamlPositions } from '../../src/yaml/yaml-positions';

const CORPUS = path.resolve(__dirname, '../../../../../shared/corpus/cnpg-samples-1.30.0');

function whole(text: string): any {
  const { documents } = wholeYaml(text);
  return documents.some(({ errors }) => errors.length > 0) ? 'error' : documents.map(documentValue).filter((one) => one !== null);
}

/** What the fast reader makes of a text is nothing, or what the whole reader makes of it. */
function agrees(text: string): boolean {
  const plain = plainYaml(text)
    ?.map(({ value }) => value)
    .filter((one) => one !== null);
  if (plain !== undefined) expect([text, plain]).toEqual([text, whole(text)]);
  return plain !== undefined;
}

describe('the reader of plain YAML', () => {
  it('reads every file that this product generates', () => {
    process.env.PROJEN_DISABLE_POST = 'true';
    const root = temporaryDirectory();
    new PgPlatformProject({ name: 'payments-db', team: 'payments', outdir: root }).synth();
    const files = (fs.readdirSync(root, { recursive: true }) as string[]).filter((file) => /\.ya?ml$/.test(file));
    expect(files.length).toBeGreaterThan(15);
    expect(files.filter((file) => !agrees(fs.readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
  });

  testWhen(fs.existsSync(CORPUS) ? undefined : '../shared/corpus is absent')('reads most samples, and none differently', () => {
    const files = fs.readdirSync(CORPUS);
    expect(files.filter((file) => agrees(fs.readFileSync(path.join(CORPUS, file), 'utf8'))).length).toBeGreaterThan(
      files.length / 2,
    );
  });

  it('agrees with the whole reader on whatever is written', () => {
    const scalar = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom(
        'on',
        'no',
        '0x1',
        '1e3',
        '0777',
        '1_0',
        '.5',
        '5.',
        '~',
        '12:30',
        '2026-01-01',
        '=',
        '<<',
        '- a',
        'a: b',
        '# c',
        'a #b',
        '|',
        'x\n',
        'x\ny\n',
        ' x',
        'x ',
      ),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        scalar,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('a', 'b/c', 'on', '1')), tie('value'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(
        value,
        fc.boolean(),
        (given, indentSeq) => void agrees(stringify(given, { version: '1.1', lineWidth: 0, indentSeq })),
      ),
      { numRuns: 500 },
    );
  });

  it('agrees with the whole reader on text that is nearly YAML', () => {
    const piece = fc.constantFrom(
      'a:',
      'b: ',
      ' ',
      '  ',
      '- ',
      '-',
      '\n',
      '\n',
      '\n  ',
      '\n    ',
      'x',
      '1',
      '"q"',
      "'q'",
      '# c',
      ': ',
      '---',
      '---\n',
      '|',
      '|-\n',
      '{}',
      '[]',
      '&a',
      '*a',
      '!t',
      '? ',
      'on',
      '~',
      '\t',
      '\r\n',
      '%',
      '>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => void agrees(pieces.join(''))),
      { numRuns: 3000 },
    );
  });

  it('knows the same places as the whole reader', () => {
    const text = 'a:\n  b: 1\nl:\n- x: 1\n  y/z: 2\n-   w\n-\n  v: 1\n';
    expect(plainYaml(text)).toBeDefined();
    const pointers = ['', '/a', '/a/b', '/l', '/l/0', '/l/0/x', '/l/0/y~1z', '/l/1', '/l/2/v', '/a/b/c', '/none'];
    const plain = new YamlPositions(text);
    const other = new YamlPositions(`${text}z: [1]\n`);
    expect(plainYaml(`${text}z: [1]\n`)).toBeUndefined();
    expect(pointers.map((pointer) => [pointer, plain.of(0, pointer)])).toEqual(
      pointers.map((pointer) => [pointer, other.of(0, pointer)]),
    );
    expect(plain.of(0, '/l/0/y~1z')).toEqual({ line: 5, column: 3 });
  });
});

it.each([
  ['e0', 'e0'],
  ['.e5', '.e5'],
  ['E+1', 'E+1'],
  ['1e3', 1000],
  ['.5e1', 5],
  ['1_0.e1', 100],
])('%s is what Kubernetes reads: %j', (text, value) => {
  expect(whole(`a: ${text}`)).toEqual([{ a: value }]);
  agrees(`a: ${text}`);
});
