import {
  bullets,
  code,
  enumeration,
  fence,
  heading,
  link,
  markdownFile,
  paragraph,
  plain,
  table,
} from '../../src/documents/markdown';

const text = (path: string, ...blocks: Parameters<typeof markdownFile>[1]) => markdownFile(path, blocks).text;

test('links to files of the repository are relative to the document', () => {
  const blocks = [paragraph(link('bootstrap', 'bootstrap/README.md'), link('ADR', 'adr/0004.md#status'))];
  expect(text('README.md', ...blocks)).toBe('[bootstrap](bootstrap/README.md) [ADR](adr/0004.md#status)\n');
  expect(text('infrastructure/postgres/README.md', ...blocks)).toBe(
    '[bootstrap](../../bootstrap/README.md) [ADR](../../adr/0004.md#status)\n',
  );
});

test('a pipe in a cell does not end it', () => {
  expect(text('a.md', table(['what', 'how'], [[code('a|b'), plain('c|d')]]))).toBe(
    '| what | how |\n| --- | --- |\n| `a\\|b` | c\\|d |\n',
  );
});

test('a fence is longer than the fences inside it', () => {
  expect(text('a.md', fence('md', ['```', 'x', '```']))).toBe('````md\n```\nx\n```\n````\n');
});

test('blocks are separated by an empty line, and the file ends with one newline', () => {
  expect(text('a.md', heading(2, 'Title'), bullets(['one', 'two']))).toBe('## Title\n\n- one\n- two\n');
});

test('text of a user is not read as Markdown', () => {
  expect(plain('a *b*\n[c](d) `e` <f>')).toBe('a \\*b\\* \\[c\\](d) \\`e\\` \\<f\\>');
});

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('%j is enumerated', (items, expected) => {
  expect(enumeration(items)).toBe(expected);
});
