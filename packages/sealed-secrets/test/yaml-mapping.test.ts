import { parse } from 'yaml';
import { writeYaml, YamlMapping } from '../src/yaml-mapping';

const KUBESEAL = `---
# sealed by hand
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  creationTimestamp: null
  name: creds   # never rename
  namespace: "postgres-stage"
spec:
  encryptedData:
    # the id
    ID: AgAAAA==

    'KEY': 'AgBBBB'
  template:
    data:
      dsn: |
        host={{ .ID }}
        key={{ .KEY }}
    metadata:
      creationTimestamp: null
      finalizers:
      - a
      - b
      name: creds
`;

it('reads what a YAML reader reads', () => {
  const read = new YamlMapping(KUBESEAL).toObject();
  const whole = parse(KUBESEAL);
  expect(read.metadata).toEqual(whole.metadata);
  expect(read.spec.encryptedData).toEqual(whole.spec.encryptedData);
  expect(read.spec.template.metadata.name).toBe('creds');
});

it('a text that changes leaves every other byte', () => {
  const file = new YamlMapping(KUBESEAL);
  file.set(['spec', 'encryptedData', 'ID'], 'AgCCCC');
  file.set(['spec', 'encryptedData', 'KEY'], 'AgBBBB');
  expect(file.toString()).toBe(KUBESEAL.replace('AgAAAA==', 'AgCCCC'));
});

it('a new key comes after its siblings, with their indentation and line ends', () => {
  for (const text of [KUBESEAL, KUBESEAL.replace(/\n/g, '\r\n')]) {
    const file = new YamlMapping(text);
    file.set(['spec', 'encryptedData', 'NEW'], 'AgDDDD');
    const eol = text.includes('\r') ? '\r\n' : '\n';
    expect(file.toString()).toBe(text.replace(`'AgBBBB'${eol}`, `'AgBBBB'${eol}    NEW: AgDDDD${eol}`));
  }
});

it('mappings that are missing, null or empty are made', () => {
  for (const text of ['a: 1\n', 'a: 1\nm:\n', 'a: 1\nm: {}\n', 'a: 1\nm: null\n', 'a: 1\nm: # why\n', 'a: 1', 'a: 1\nm:']) {
    const file = new YamlMapping(text);
    file.set(['m', 'n', 'k'], 'true');
    expect(parse(file.toString())).toEqual({ a: 1, m: { n: { k: 'true' } } });
  }
});

it('an entry goes with its lines', () => {
  const file = new YamlMapping(KUBESEAL);
  file.remove(['spec', 'template']);
  file.remove(['spec', 'encryptedData', 'ID']);
  file.remove(['no', 'such', 'thing']);
  const text = file.toString();
  expect(parse(text).spec).toEqual({ encryptedData: { KEY: 'AgBBBB' } });
  expect(text).toContain('# the id');
});

it('values are typed as a YAML 1.1 reader types them', () => {
  const text = 'a: yes\nb: off\nc: 12\nd: 0x1f\ne: ~\nf: "12"\ng: 1e3\nh: AgA=\ni: 12:30\n';
  const read = new YamlMapping(text).toObject();
  const reader = parse(text, { version: '1.1' });
  expect(Object.entries(read).map(([k, v]) => [k, typeof v])).toEqual(Object.entries(reader).map(([k, v]) => [k, typeof v]));
});

it.each([
  ['an anchor', 'a: &x 1\nb: *x\n'],
  ['a tag', 'a: !!str 1\n'],
  ['a flow mapping', 'a: {b: 1}\n'],
  ['a flow list', 'a: [1]\n'],
  ['two documents', 'a: 1\n---\nb: 1\n'],
  ['a key twice', 'a: 1\na: 2\n'],
  ['a tab', 'a:\n\tb: 1\n'],
  ['a value on two lines', 'a: one\n  two\n'],
  ['a text on two lines', 'a: "one\n  two"\n'],
  ['a list at the top', '- a\n'],
  ['a merge key', '<<: x\n'],
  ['a mapping in a value', 'a: b: c\n'],
  ['a block text that may have a comment', 'a: |\n  x\n  # y\nb: 1\n'],
])('%s is not guessed at', (_, text) => {
  expect(() => new YamlMapping(text)).toThrow();
});

it('a text is never put where a mapping stands', () => {
  expect(() => new YamlMapping('a:\n  b: 1\n').set(['a'], 'x')).toThrow();
  expect(() => new YamlMapping('a: {}\n').set(['a'], 'x')).toThrow();
  expect(() => new YamlMapping('a: text\n').set(['a', 'b'], 'x')).toThrow();
});

it('what is written means the same to YAML 1.1 and 1.2 readers, and to our own', () => {
  const texts = [
    'on',
    'y',
    'null',
    '12',
    '-2',
    '0x1f',
    '',
    'a: b',
    'a #b',
    "it's",
    '"q"',
    `'"`,
    'AgA+/b==',
    '{"a":"b"}',
    'é',
    'a\u2028b\u0085c',
    '~',
    '=',
    '1_000',
  ];
  const written = writeYaml({ map: Object.fromEntries(texts.map((text, i) => [`k${i}`, text])), y: 'key', flag: true });
  const expected = { map: Object.fromEntries(texts.map((text, i) => [`k${i}`, text])), y: 'key', flag: true };
  expect(parse(written, { version: '1.1' })).toEqual(expected);
  expect(parse(written, { version: '1.2' })).toEqual(expected);
  expect(new YamlMapping(written).toObject()).toEqual(expected);
});
