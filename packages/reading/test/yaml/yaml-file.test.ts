import { yamlFile } from '../../src/yaml/yaml-file';

const read = (text: string) => yamlFile('a.yaml', Buffer.from(text));
const kindOf = (text: string) => read(text).problem?.kind;

describe('a file that means harm', () => {
  it.each<[string, string, string | undefined]>([
    ['40,000 aliases', `a: &a {k: v}\n${Array.from({ length: 40_000 }, (_, n) => `b${n}: *a\n`).join('')}`, undefined],
    ['40,000 merges', `a: &a {k: v}\n${Array.from({ length: 40_000 }, (_, n) => `b${n}: {<<: *a}\n`).join('')}`, undefined],
    ['100,000 keys in one line', `{${Array.from({ length: 100_000 }, (_, n) => `k${n}: 1`).join(', ')}}`, undefined],
    ['a line of 1,000,000 quotes', `a: ${'"'.repeat(1_000_000)}`, 'invalid'],
    ['300,000 closing brackets', `a: ${']'.repeat(300_000)}`, 'invalid'],
    ['1,000,000 blanks in a text', `a: x${' '.repeat(1_000_000)}y`, undefined],
    ['300,000 blank comments', `a: x${'  '.repeat(300_000)}#`, undefined],
    ['20,000 documents', '---\nkind: A\n'.repeat(20_000), 'limit'],
    ['1,600,000 words and marks', `[${'a,'.repeat(800_000)}]`, 'limit'],
    ['40,000 mappings of 100 fields, by alias', `a: &a {${fields(100)}}\nb: [${'*a, '.repeat(40_000)}]\n`, 'alias'],
    ['an anchor that is there later', 'a: *b\nb: &b 1\n', 'alias'],
    ['what contains itself', 'a: &a {b: [*a]}\n', 'alias'],
    ['a merge of what is no mapping', '{a: {<<: x}}', 'invalid'],
    ['a merge of a list of what is no mapping', 'a: &a 1\nb: {<<: [*a]}\n', 'invalid'],
  ])('is read or refused soon: %s', (_, text, kind) => expect(kindOf(text)).toBe(kind));

  it('tells which limit, what there is and what is allowed', () => {
    expect(read('---\nkind: A\n'.repeat(5_001)).problem?.why).toBe('The file has 5001 documents; more than 5000 are not read.');
  });
});

describe('the value of a document', () => {
  it.each<[string, string, unknown]>([
    ['an alias', 'a: &x [1]\nb: *x\n', { a: [1], b: [1] }],
    ['the later of two anchors of one name', 'a: &x 1\nb: &x 2\nc: *x\n', { a: 1, b: 2, c: 2 }],
    ['the inner of two anchors of one name', 'a: &x { b: &x 2 }\nc: *x\n', { a: { b: 2 }, c: 2 }],
    [
      'a merge, which replaces nothing',
      'a: &x { k: 1, l: 1 }\nb: { <<: *x, k: 2 }\nc: { k: 2, <<: *x }\n',
      {
        a: { k: 1, l: 1 },
        b: { k: 2, l: 1 },
        c: { k: 2, l: 1 },
      },
    ],
    [
      'merges in their order',
      'a: &x { k: 1 }\nb: &y { k: 2, l: 2 }\nc: { <<: [*x, *y] }\n',
      {
        a: { k: 1 },
        b: { k: 2, l: 2 },
        c: { k: 1, l: 2 },
      },
    ],
    ['keys that are no text', '{1: a, on: b, ~: c}', { 1: 'a', true: 'b', '': 'c' }],
  ])('is that of Kubernetes: %s', (_, text, value) => expect(read(text).documents).toEqual([value]));

  it('has fields of any name, and none that were not written', () => {
    const [value] = read('{__proto__: {polluted: 1}, constructor: 2, toString: 3}').documents;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(({} as any).polluted).toBeUndefined();
    expect(value.polluted).toBeUndefined();
  });
});

function fields(count: number): string {
  return Array.from({ length: count }, (_, n) => `k${n}: 1`).join(', ');
}
