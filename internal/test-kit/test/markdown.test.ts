import { readMarkdown } from '../src';

const typesOf = async (text: string) => (await readMarkdown(text)).map(({ type }) => type);

test.each([
  ['[text](https://example.com)', 'link'],
  ['see https://example.com/a', 'link'],
  ['see www.example.com', 'link'],
  ['write to eve@example.com', 'link'],
  ['[a]\n\n[a]: https://example.com', 'link'],
  ['![a](https://example.com/a.png)', 'image'],
  ['a <b>c</b>', 'html'],
  ['a\n\n<!-- open\n\n# b', 'html'],
  ['| a |\n|---|\n| <i>b</i> |', 'html'],
])('what GitHub makes of %j', async (text, type) => {
  expect(await typesOf(text)).toContain(type);
});

test('code is code, also in a table', async () => {
  expect(await typesOf('`<b> https://example.com`')).toEqual(['paragraph', 'codespan']);
  expect(await typesOf('| a |\n|---|\n| `b` |')).toContain('codespan');
});
