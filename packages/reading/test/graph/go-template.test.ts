import { LIMITS } from '../../src';
import { fastTemplate, goTemplate, TemplateFailure } from '../../src/graph/go-template';

const values = {
  name: 'Shop',
  env: 'prod',
  list: ['a', 'b'],
  path: { path: 'apps/x', segments: ['apps', 'x'] },
  on: true,
  none: '',
  n: 3,
  'a-b': 'dash',
};
const go = (text: string, more: object = {}) => goTemplate(text, { values, missing: 'zero', ...more });

it.each<[string, string]>([
  ['{{.name}}-{{ .env }}', 'Shop-prod'],
  ['{{index .path.segments 1}}', 'x'],
  ['{{index . "a-b"}}', 'dash'],
  ['{{.path.path | replace "/" "-" | upper}}', 'APPS-X'],
  ['{{ lower .name }}', 'shop'],
  ['{{ default "x" .none }}{{ .none | default "y" }}', 'xy'],
  ['{{ printf "%s-%d" .env .n }}', 'prod-3'],
  ['{{ trimPrefix "apps/" .path.path }}', 'x'],
  ['{{ trimSuffix "/x" .path.path }}', 'apps'],
  ['{{ join "." .list }}', 'a.b'],
  ['{{ (index (splitList "/" .path.path) 0) | quote }}', '"apps"'],
  ['{{ toJson .list }}', '["a","b"]'],
  ['{{ if eq .env "prod" }}p{{ else if .on }}q{{ else }}r{{ end }}', 'p'],
  ['{{ if and .on (ne .env "prod") }}p{{ else if .on }}q{{ end }}', 'q'],
  ['a  {{- /* a word */ -}}  b', 'ab'],
  ['{{ normalize "A_b.C" }}', 'a-b.c'],
  ['{{ .missing }}', '<no value>'],
  ['{{ "}}" }}', '}}'],
  ['{{ $.env }}', 'prod'],
])('%s is %s', (text, expected) => {
  expect(go(text)).toBe(expected);
});

it.each([
  '{{ range .list }}x{{ end }}',
  '{{ genRandom }}',
  '{{ .name',
  '{{ if .name }}',
  '{{ end }}',
  '{{ .name | }}',
  '{{ ( }}',
  '{{ .path }}',
  '{{ index .list 9 }}',
  '{{ repeat 9 "x" }}',
  '{{ $x := 1 }}',
])('%s is not evaluated, and stays', (text) => {
  expect(go(text)).toBe(text);
});

it('a value that is not there fails with missingkey=error, unless nobody knows the values', () => {
  expect(() => go('{{ .missing }}', { missing: 'error' })).toThrow(TemplateFailure);
  expect(go('x-{{ .missing }}-{{ .env }}', { missing: 'error', open: 'clusters' })).toBe('x-{{ .missing }}-prod');
});

it('a text that grows beyond the limit is not made', () => {
  const text = `{{ .name ${'| replace "S" "SSSSSSSSSSSSSSSS" '.repeat(8)}}}`;
  expect(go(text)).toBe(text);
  expect(go('{{ .env }}'.repeat(LIMITS.graph.text))).toContain('{{');
});

it('the older kind fills in plain names, and leaves the rest', () => {
  expect(fastTemplate('{{name}}/{{ env }}/{{ none }}/{{ gone }}/{{ .name }}', values)).toBe('Shop/prod//{{ gone }}/{{ .name }}');
});
