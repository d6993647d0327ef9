import * as path from 'node:path';
import { schemaMistakes } from '../../src/check/crd/schema-mistakes';
import { CLUSTER, checked, folderWith } from './checked';

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  names: { kind: Widget, plural: widgets }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      subresources: { status: {} }
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            spec:
              type: object
              required: [size]
              properties:
                size: { type: integer, minimum: 1 }
                colour: { type: string, enum: [red, green] }
`;
const WIDGET =
  'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w }\nspec:\n  size: 0\n  color: red\nstatus: { x: 1 }\n';

describe('--crds', () => {
  it('judges objects by the definitions in a folder too', async () => {
    const root = folderWith({ 'pg.yaml': CLUSTER, 'widget.yaml': WIDGET, 'crds/widgets.yaml': CRD });
    const { findings, exitCode } = await checked(root, ['--crds', 'crds']);
    const own = findings.filter(({ rule }) => rule === 'SCHEMA-CRD');
    expect(own.map(({ path: field, line, given }) => [field, line, given])).toEqual([
      ['spec.size', 5, 0],
      ['spec.color', 6, 'color'],
    ]);
    expect(exitCode).toBe(1);
    expect((await checked(root)).findings.map(({ rule }) => rule)).not.toContain('SCHEMA-CRD');
  });

  it('is a folder with definitions in it', async () => {
    const root = folderWith({ 'pg.yaml': CLUSTER, 'none/x.yaml': 'a: 1\n', 'bad/x.yaml': 'a: [\n' });
    expect((await checked(root, ['--crds', 'none'])).codes).toEqual(['CRDS_MISSING']);
    expect((await checked(root, ['--crds', path.join(root, 'bad')])).codes).toEqual(['CRDS_INVALID']);
  });
});

describe('a schema of a definition', () => {
  it.each<[string, any, any]>([
    ['type', { type: 'string' }, 1],
    ['nullable', { type: 'string' }, null],
    ['x-kubernetes-int-or-string', { 'x-kubernetes-int-or-string': true }, 1.5],
    ['enum', { type: 'string', enum: ['a'] }, 'b'],
    ['pattern', { type: 'string', pattern: '^a+$' }, 'b'],
    ['minLength', { type: 'string', minLength: 2 }, 'b'],
    ['maximum', { type: 'integer', maximum: 2 }, 3],
    ['items', { type: 'array', items: { type: 'string' } }, [1]],
    ['maxItems', { type: 'array', maxItems: 1, items: { type: 'integer' } }, [1, 2]],
    ['required', { type: 'object', required: ['a'] }, {}],
    ['unknown fields', { type: 'object', properties: { a: {} } }, { b: 1 }],
    ['additionalProperties', { type: 'object', additionalProperties: { type: 'string' } }, { b: 1 }],
    ['minProperties', { type: 'object', minProperties: 1 }, {}],
    ['anyOf', { type: 'string', anyOf: [{ pattern: '^a' }, { pattern: '^b' }] }, 'c'],
    ['oneOf', { type: 'string', oneOf: [{ pattern: '^a' }, { pattern: 'b$' }] }, 'ab'],
    ['allOf', { type: 'string', allOf: [{ pattern: '^a' }, { pattern: 'b$' }] }, 'ac'],
    ['not', { type: 'string', not: { pattern: '^a' } }, 'a'],
  ])('has %s', (_, schema, value) => {
    const mistakes = schemaMistakes({ spec: value }, { type: 'object', properties: { spec: schema } });
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0].pointer).toMatch(/^\/spec/);
  });

  it.each<[any, any]>([
    [{ type: 'string', nullable: true }, null],
    [{ 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] }, '25%'],
    [{ type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: {} }, { b: 1 }],
    [{ type: 'object' }, { anything: 1 }],
    [{ type: 'object', properties: { a: { type: 'string' } }, oneOf: [{ required: ['a'] }, { required: ['b'] }] }, { a: 'x' }],
    [{ type: 'string', pattern: '^(?P<x>a)$' }, 'whatever Go alone can read'],
  ])('%j takes %j', (schema, value) => {
    expect(schemaMistakes({ spec: value }, { type: 'object', properties: { spec: schema } })).toEqual([]);
  });
});

it('a pattern that takes for ever is left to the API server', () => {
  const schema = { type: 'object', properties: { spec: { type: 'string', pattern: '^(a+)+$' } } };
  expect(schemaMistakes({ spec: `${'a'.repeat(60)}b` }, schema)).toEqual([]);
  expect(schemaMistakes({ spec: `b${'a'.repeat(60)}` }, schema)).toHaveLength(1);
});
