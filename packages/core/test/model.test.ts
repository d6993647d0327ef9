import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wholeDatabase, wholeEnvironment, wholeModel, wholeSecret } from '@pgplatform/test-kit';
import Ajv from 'ajv';
import ts from 'typescript';
import { type ConfigProblem, isConfigError, Model, type PlatformModel } from '../src';

const SOURCE = join(__dirname, '../src/model.ts');
const SCHEMA = JSON.parse(readFileSync(join(__dirname, '../schema/model.schema.json'), 'utf8'));

const MODEL: PlatformModel = wholeModel({
  operator: { ...wholeModel().operator, pluginChart: '0.7.0' },
  environments: [
    wholeEnvironment('prod', {
      image: { reference: 'ghcr.io/cloudnative-pg/postgresql:17.11-standard-trixie', major: 17, debian: 'trixie' },
      secrets: [
        wholeSecret('postgres-backup-s3-credentials', 'prod', {
          labels: { 'cnpg.io/reload': 'true' },
          keys: [{ name: 'ACCESS_KEY_ID', length: 20 }],
        }),
      ],
    }),
  ],
  databases: [wholeDatabase('orders', 'prod')],
  destinations: [{ id: 'https://kubernetes.default.svc' }, { id: 'eu', suffix: 'eu' }],
  ignores: [{ rule: 'P-13', reason: 'test' }],
});

test('a model that was written is read back equal', () => {
  expect(Model.parse(JSON.stringify(MODEL))).toEqual(MODEL);
  expect(Model.PATH).toBe('.pgplatform/model.json');
});

test.each(['', 'null', '[]', '{}', '{"modelVersion":1}', '{"modelVersion":"1","environments":[]}'])('%j is no model', (text) => {
  expect(() => Model.parse(text)).toThrow(/MODEL_INVALID {2}\.pgplatform\/model\.json/);
});

test.each<[string, (model: any) => void, string]>([
  ['databases that are no list', (model) => (model.databases = 1), 'databases'],
  ['no databases', (model) => delete model.databases, 'databases'],
  ['an environment that is nothing', (model) => (model.environments = [null]), 'environments[0]'],
  ['a rule that is nothing', (model) => (model.ignores = [{ reason: 'x' }]), 'ignores[0].rule'],
  ['options that are nothing', (model) => (model.options = null), 'options'],
  ['options of an environment that is nothing', (model) => (model.options.environments = [null]), 'options.environments[0]'],
  ['a field of the prototype', (model) => delete model.environments[0].name, 'environments[0].name'],
  ['half an instance', (model) => (model.environments[0].instances = 1.5), 'environments[0].instances'],
  [
    'a namespace that is a path',
    (model) => (model.environments[0].namespace = 'kube-system/secrets/x?y='),
    'environments[0].namespace',
  ],
  [
    'a controller that is a path',
    (model) => (model.environments[0].sealedSecrets.namespace = 'kube-system/secrets/admin-token?x='),
    'environments[0].sealedSecrets.namespace',
  ],
  ['a secret that is a path', (model) => (model.environments[0].secrets[0].name = '../x'), 'environments[0].secrets[0].name'],
  ['a scope that there is not', (model) => (model.environments[0].secrets[0].scope = 'wide'), 'environments[0].secrets[0].scope'],
  ['a label that is no text', (model) => (model.environments[0].secrets[0].labels.a = {}), 'environments[0].secrets[0].labels'],
  ['a control character', (model) => (model.team = 'a\u001b[2J'), 'team'],
  ['a mark that turns text around', (model) => (model.environments[0].destination = 'a\u202eb'), 'environments[0].destination'],
  ...['/etc/x', '../x', 'a/../x', './x', 'a//x', 'a\\x', 'C:/x', '.git/config', 'a/.GIT/x', '', 'a\u0000'].map(
    (path): [string, (model: any) => void, string] => [
      `a path ${JSON.stringify(path)}`,
      (model) => (model.environments[0].overlay = path),
      'environments[0].overlay',
    ],
  ),
  [
    'a sealed file of another name',
    (model) => (model.environments[0].secrets[0].file = '.github/workflows/x.yml'),
    'environments[0].secrets[0].file',
  ],
])('%s is a problem that names the place and not the value', (_, damage, at) => {
  const model = structuredClone(MODEL);
  damage(model);
  expect(problemsOf(JSON.stringify(model))).toEqual([
    expect.objectContaining({ code: 'MODEL_INVALID', message: `${at} is not what belongs there.` }),
  ]);
});

test('every misshapen part is named at once, and no more than a screen of them', () => {
  expect(problemsOf(JSON.stringify({ modelVersion: 1 })).map(({ message }) => message)).toContain(
    'team is not what belongs there.',
  );
  expect(problemsOf(JSON.stringify({ ...MODEL, databases: Array(1000).fill(null) }))).toHaveLength(20);
});

test('a field that is not known yet is left alone', () => {
  expect(Model.parse(JSON.stringify({ ...MODEL, later: 1 }))).toHaveProperty('later');
});

function problemsOf(text: string): readonly ConfigProblem[] {
  try {
    Model.parse(text);
    return [];
  } catch (error) {
    if (!isConfigError(error)) throw error;
    return error.problems;
  }
}

test('.projenrc.ts has one digest, whatever ends its lines', () => {
  expect(Model.digest('a\r\nb\r\n')).toBe(Model.digest('a\nb\n'));
  expect(Model.digest('a\n')).toBe(createHash('sha256').update('a\n').digest('hex'));
});

test('a model of a newer package is refused with the way to read it', () => {
  expect(() => Model.parse(JSON.stringify({ ...MODEL, modelVersion: Model.VERSION + 1 }))).toThrow(
    /MODEL_TOO_NEW[\s\S]*node_modules\/\.bin\/pgplatform/,
  );
});

describe('the JSON Schema', () => {
  const accepts = new Ajv().compile(SCHEMA);

  test('it accepts a model', () => {
    expect([accepts(MODEL), accepts.errors]).toEqual([true, null]);
  });

  test.each<[string, any]>([
    ['a field that does not exist', { ...MODEL, environmets: [] }],
    ['a missing field', { ...MODEL, team: undefined }],
    ['a wrong type, deep inside', { ...MODEL, environments: [{ ...MODEL.environments[0], instances: '1' }] }],
    ['another version of the format', { ...MODEL, modelVersion: 2 }],
    [
      'a value in the place of a rule about one',
      { ...MODEL, environments: [{ ...MODEL.environments[0], secrets: [{ value: 'x' }] }] },
    ],
  ])('it refuses %s', (_, model) => {
    expect(accepts(JSON.parse(JSON.stringify(model)))).toBe(false);
  });

  test('it says the same as the interfaces, field by field', () => {
    const { PlatformModel: root, ...definitions } = interfaces();
    const { modelVersion, ...properties } = SCHEMA.properties;
    expect(modelVersion).toMatchObject({ type: 'integer', const: Model.VERSION });
    expect(structure({ ...SCHEMA, properties: { modelVersion: { type: 'integer' }, ...properties } })).toEqual(root);
    expect(Object.fromEntries(Object.entries(SCHEMA.definitions).map(([name, schema]) => [name, structure(schema)]))).toEqual(
      definitions,
    );
  });
});

/** What decides about a schema's meaning: properties in order without their descriptions, and which of them are required. */
function structure(schema: any): any {
  const { type, properties, required, additionalProperties } = schema;
  const types = Object.entries<any>(properties).map(([name, property]) => [name, typeOf(property)]);
  return { type, properties: types, required, additionalProperties };
}

/** The part of a property's schema that an interface can say too. */
function typeOf({ type, $ref, items, additionalProperties }: any): any {
  return Object.fromEntries(
    Object.entries({ type, $ref, items: items && typeOf(items), additionalProperties }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

/** The interfaces of model.ts in the same form. */
function interfaces(): Record<string, any> {
  const file = ts.createSourceFile(SOURCE, readFileSync(SOURCE, 'utf8'), ts.ScriptTarget.ES2022);
  return Object.fromEntries(
    file.statements.filter(ts.isInterfaceDeclaration).map((declaration) => {
      const fields = declaration.members.filter(ts.isPropertySignature).map((field) => ({
        name: field.name.getText(file),
        optional: field.questionToken !== undefined,
        schema: schemaOf(field.type as ts.TypeNode, file),
      }));
      return [
        declaration.name.text,
        {
          type: 'object',
          properties: fields.map(({ name, schema }) => [name, schema]),
          required: fields.filter(({ optional }) => !optional).map(({ name }) => name),
          additionalProperties: false,
        },
      ];
    }),
  );
}

function schemaOf(type: ts.TypeNode, file: ts.SourceFile): any {
  if (ts.isArrayTypeNode(type)) {
    return { type: 'array', items: schemaOf(type.elementType, file) };
  }
  if (ts.isTypeLiteralNode(type)) {
    return { type: 'object', additionalProperties: { type: 'string' } };
  }
  const text = type.getText(file);
  const primitives: Record<string, any> = {
    string: { type: 'string' },
    number: { type: 'integer' },
    boolean: { type: 'boolean' },
    any: { type: 'object' },
  };
  return primitives[text] ?? { $ref: `#/definitions/${text}` };
}
