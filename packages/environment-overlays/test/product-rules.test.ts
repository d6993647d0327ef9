import { type ConfigProblem, configError, Shape } from '@pgplatform/core';
import { ProductDatabases, type ProductOptions } from '../src';
import { baseRef } from './base-ref';

function problems(products: ProductOptions[], base = baseRef()): ConfigProblem[] {
  return ProductDatabases.validate({ base, products, environments: [{ name: 'stage' }, { name: 'prod' }] });
}

function found(products: ProductOptions[], base = baseRef()): string[] {
  return problems(products, base).map(({ code, path }) => `${code} ${path}`);
}

const ONE = (database: object, product: object = {}): ProductOptions[] => [
  { name: 'a', ...product, databases: [{ name: 'x', ...database }] },
];

test('sound products have no problems', () => {
  expect(found([...ONE({}), { name: 'b', databases: [{ name: 'y' }, { name: 'z', owner: 'a' }] }])).toEqual([]);
});

test('a database in an environment that does not exist: the nearest name is offered', () => {
  const [problem] = problems(ONE({ environments: ['prod', 'stag'] }));
  expect(problem).toMatchObject({
    code: 'ENVIRONMENT_UNKNOWN',
    path: 'products.a.databases.x.environments[1]',
    given: 'stag',
    allowed: 'stage, prod',
    fix: 'Did you mean stage?',
  });
});

test.each<[string, ProductOptions[], string[]]>([
  ['two products of one name', [...ONE({}), ...ONE({})], ['PRODUCT_DUPLICATE products[1].name']],
  [
    'one database name in two products, reported once for all environments',
    [...ONE({}), { name: 'b', databases: [{ name: 'x' }] }],
    ['DATABASE_DUPLICATE products.b.databases.x.name'],
  ],
  [
    'two resources of one name',
    [{ name: 'a', databases: [{ name: 'x' }, { name: 'y', resourceName: 'a-x' }] }],
    ['RESOURCE_NAME_DUPLICATE products.a.databases.y.resourceName'],
  ],
  [
    'two databases in one file',
    [{ name: 'a', databases: [{ name: 'x_y' }, { name: 'X-Y', resourceName: 'other' }] }],
    ['DATABASE_FILE products.a.databases.X-Y.name'],
  ],
  ['a database in the file of the role', ONE({ name: 'role' }), ['DATABASE_FILE products.a.databases.role.name']],
  ['a reserved database', ONE({ name: 'template1' }), ['DATABASE_RESERVED products.a.databases.template1.name']],
  ['a role of the operator', ONE({}, { role: { name: 'cnpg_x' } }), ['ROLE_RESERVED products.a.role.name']],
  ['a product whose name makes a reserved role', ONE({}, { name: 'pg-tools' }), ['ROLE_RESERVED products.pg-tools.role.name']],
  ['a product whose name makes no role', ONE({}, { name: '1a' }), ['ROLE_RESERVED products.1a.role.name']],
  ['the role of the bootstrap', ONE({}, { role: { name: 'app' } }), ['ROLE_RESERVED products.a.role.name']],
  [
    'an owner that nothing makes, reported once for all environments',
    ONE({ owner: 'nobody' }),
    ['OWNER_UNKNOWN products.a.databases.x.owner'],
  ],
  [
    'a schema owner that nothing makes there',
    [
      ...ONE({ environments: ['prod'], schemas: [{ name: 's', owner: 'b' }] }),
      { name: 'b', databases: [{ name: 'y', environments: ['stage'] }] },
    ],
    ['OWNER_UNKNOWN products.a.databases.x.schemas.s.owner'],
  ],
  [
    'one role in two products',
    [...ONE({}), { name: 'b', role: { name: 'a' }, databases: [{ name: 'y' }] }],
    ['ROLE_DUPLICATE products.b.role.name'],
  ],
  [
    'one Secret in two roles',
    [...ONE({}), { name: 'b', role: { secretName: 'a-role' }, databases: [{ name: 'y' }] }],
    ['SECRET_DUPLICATE products.b.role.secretName'],
  ],
  [
    'the Secret of the backups for a role',
    ONE({}, { role: { secretName: 'postgres-backup-s3-credentials' } }),
    ['SECRET_DUPLICATE products.a.role.secretName'],
  ],
  [
    'an extension and a schema twice',
    ONE({ extensions: [{ name: 'e' }, { name: 'e' }], schemas: [{ name: 's' }, { name: 's' }] }),
    ['NAME_DUPLICATE products.a.databases.x.extensions[1].name', 'NAME_DUPLICATE products.a.databases.x.schemas[1].name'],
  ],
  [
    'a built-in locale without its provider, and ICU without its own',
    ONE({ creation: { builtinLocale: 'C.UTF-8', icuLocale: 'de', localeProvider: 'libc' } }),
    [
      'LOCALE_PROVIDER products.a.databases.x.creation.builtinLocale',
      'LOCALE_PROVIDER products.a.databases.x.creation.icuLocale',
    ],
  ],
  [
    'a resource name that is too long with its environment',
    ONE({ resourceName: 'r'.repeat(58) }),
    ['NAME_INVALID products.a.databases.x.resourceName'],
  ],
])('%s', (_, products, expected) => {
  expect(found(products)).toEqual(expected);
});

test('an unknown owner says what there is', () => {
  expect(problems(ONE({ owner: 'nobody' }, { role: {} }))[0]).toMatchObject({ given: 'nobody', allowed: 'a, app' });
});

test.each([
  [{ name: 'x'.repeat(64) }, 'products.a.databases.' + 'x'.repeat(64) + '.name'],
  [{ name: 'ä' }, 'products.a.databases.ä.name'],
  [{ name: 'x', connectionLimit: -2 }, 'products.a.databases.x.connectionLimit'],
  [{ name: 'x', reclaimPolicy: 'keep' }, 'products.a.databases.x.reclaimPolicy'],
  [{ name: 'x', extensions: [{ name: 'e', vershun: '1' }] }, 'products.a.databases.x.extensions.e.vershun'],
])('%j is not the shape of a database', (database, path) => {
  const list: ConfigProblem[] = [];
  Shape.list(ProductDatabases.SHAPE).read([{ name: 'a', databases: [database] }], 'products', list);
  expect(list.map((problem) => problem.path)).toEqual([path]);
  expect(configError(list).message).toContain(path);
});
