import { CLUSTER, checked, folderWith } from './checked';

const bomb = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`),
].join('\n');
const steps = Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');

describe('a file that is no YAML', () => {
  it.each<[string, string | Buffer, string, number | null]>([
    ['is empty', '', 'YAML-EMPTY', null],
    ['opens 100,000 lists in one line', `a: ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`, 'YAML-TOO-DEEP', null],
    ['opens 900 lists', `a: ${'['.repeat(900)}${']'.repeat(900)}\n`, 'YAML-TOO-DEEP', null],
    ['opens 100,000 lists with dashes', `a:\n${'- '.repeat(100_000)}x\n`, 'YAML-TOO-DEEP', null],
    ['nests 3,000 mappings', `${steps}\n`, 'YAML-TOO-DEEP', null],
    ['has 10 MB', `a:\n${'  - abcdefgh\n'.repeat(900_000)}`, 'YAML-TOO-LARGE', null],
    ['contains itself through an alias', 'kind: A\na: &a\n  b: *a\n', 'YAML-ALIAS', null],
    ['multiplies aliases', `${bomb}\n`, 'YAML-ALIAS', null],
    ['has a key twice', 'kind: A\nmetadata:\n  name: a\n  name: b\n', 'YAML-DUPLICATE-KEY', 4],
    ['is Latin-1', Buffer.from('kind: A\nname: \xe4\n', 'latin1'), 'YAML-ENCODING', null],
    ['is UTF-16', Buffer.from('\ufeffkind: A\n', 'utf16le'), 'YAML-ENCODING', null],
    ['has a NUL', 'kind: A\0\n', 'YAML-ENCODING', null],
    ['is indented with a tab', 'kind: A\na:\n\tb: 1\n', 'YAML-INVALID', 3],
    ['does not end', 'kind: A\na: "b\n', 'YAML-INVALID', null],
  ])('and %s gives an error, and the other files are judged', async (_, content, rule, line) => {
    const { findings, exitCode } = await checked(folderWith({ 'bad.yaml': content, 'pg.yaml': CLUSTER.replace('1Gi', 'tiny') }));
    const [own, ...more] = findings.filter(({ file }) => file === 'bad.yaml');
    expect(own).toMatchObject({ rule, severity: 'error', why: expect.stringMatching(/\S/), fix: expect.stringMatching(/\S/) });
    if (line !== null) expect(own.line).toBe(line);
    expect(more).toEqual([]);
    expect(findings.some(({ file }) => file === 'pg.yaml')).toBe(true);
    expect(exitCode).toBe(1);
  });

  it.each([
    ['null', 'null\n'],
    ['text', 'just text\n'],
    ['a list', '- a\n- b\n'],
    ['an object of nulls', 'apiVersion: null\nkind: null\nmetadata: null\n'],
    ['with a byte order mark and CRLF', '\ufeffapiVersion: v1\r\nkind: ConfigMap\r\nmetadata:\r\n  name: a\r\n'],
    ['with a foreign tag', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: !x a }\n'],
    ['with a merge', 'x: &x { name: a }\nmetadata:\n  <<: *x\n'],
  ])('is not what holds %s', async (_, content) => {
    const { findings } = await checked(folderWith({ 'odd.yaml': content, 'pg.yaml': CLUSTER }));
    expect(findings.filter(({ file, severity }) => file === 'odd.yaml' && severity === 'error' && content !== 'null\n')).toEqual(
      [],
    );
  });

  it('is only worth knowing as a template or in a folder of tools', async () => {
    const { findings, exitCode } = await checked(
      folderWith({ 'pg.yaml': CLUSTER, 't.yaml': '{% if b %}\na: b\n', '.tool/x.yaml': 'a: [\n', 'values.yaml': '# none\n' }),
    );
    expect(findings.filter(({ rule }) => rule.startsWith('YAML-')).map(({ severity }) => severity)).toEqual([
      'warning',
      'warning',
      'warning',
    ]);
    expect(exitCode).toBe(0);
  });
});
