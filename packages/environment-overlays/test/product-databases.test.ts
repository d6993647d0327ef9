import type { ClusterRef } from '@pgplatform/core';
import { App, Chart } from 'cdk8s';
import { type EnvironmentOptions, ProductDatabases, type ProductOptions, ReclaimPolicy } from '../src';
import { baseRef } from './base-ref';

const ENVIRONMENTS: EnvironmentOptions[] = [{ name: 'stage' }, { name: 'prod' }];
const PRODUCT_A: ProductOptions = { name: 'product-a', databases: [{ name: 'api_db' }] };

function databases(products: ProductOptions[], base: ClusterRef = baseRef(), environments = ENVIRONMENTS) {
  return new ProductDatabases(new Chart(new App(), 'chart'), 'databases', { base, environments, products });
}

function file(made: ProductDatabases, path: string): any {
  return made.files().find((one) => one.path === path)?.content[0];
}

describe('the reference case: api_db of product-a, owned by the role that the bootstrap made', () => {
  const made = databases([
    { name: 'product-a', databases: [{ name: 'api_db', owner: 'app', resourceName: 'product-a-api', environments: ['stage'] }] },
  ]);

  test('is one Database, guarded', () => {
    expect(file(made, 'workloads/product-a/databases/stage/api-db.yaml')).toEqual({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Database',
      metadata: {
        name: 'product-a-api-stage',
        annotations: {
          'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        },
      },
      spec: {
        cluster: { name: 'postgres-shared' },
        name: 'api_db',
        owner: 'app',
        ensure: 'present',
        databaseReclaimPolicy: 'retain',
        connectionLimit: -1,
      },
    });
  });

  test('is deployed into the namespace of the Cluster', () => {
    expect(made.files().map(({ path }) => path)).toEqual([
      'workloads/product-a/databases/stage/kustomization.yaml',
      'workloads/product-a/databases/stage/api-db.yaml',
    ]);
    expect(file(made, 'workloads/product-a/databases/stage/kustomization.yaml')).toEqual({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      namespace: 'postgres-stage',
      resources: ['api-db.yaml'],
    });
    expect(made.folders).toEqual([
      {
        product: 'product-a',
        environment: 'stage',
        namespace: 'postgres-stage',
        path: 'workloads/product-a/databases/stage',
      },
    ]);
  });

  test('needs no role and no credentials', () => {
    expect(made.credentials).toEqual([]);
    expect(made.effective('stage').map(({ kind }) => kind)).toEqual(['Database']);
  });
});

describe('a product with the defaults', () => {
  const made = databases([PRODUCT_A]);

  test('is in every environment, and its database is owned by its role', () => {
    expect(
      made.databases.map(({ environment, resource, owner, namespace }) => [environment, resource, owner, namespace]),
    ).toEqual([
      ['stage', 'product-a-api-db-stage', 'product_a', 'postgres-stage'],
      ['prod', 'product-a-api-db-prod', 'product_a', 'postgres-prod'],
    ]);
  });

  test('has one role per environment, made before the databases and never deleted', () => {
    expect(file(made, 'workloads/product-a/databases/prod/role.yaml')).toEqual({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'DatabaseRole',
      metadata: {
        name: 'product-a-prod',
        annotations: {
          'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        },
      },
      spec: {
        cluster: { name: 'postgres-shared' },
        name: 'product_a',
        ensure: 'present',
        login: true,
        inherit: true,
        connectionLimit: -1,
        passwordSecret: { name: 'product-a-role' },
        databaseRoleReclaimPolicy: 'retain',
      },
    });
    expect(made.managedRoles('prod')).toEqual([]);
  });

  test('lists the sealed credentials of the role always, first', () => {
    expect(file(made, 'workloads/product-a/databases/prod/kustomization.yaml').resources).toEqual([
      'product-a-role-sealed.yaml',
      'role.yaml',
      'api-db.yaml',
    ]);
    expect(made.credentials[1]).toEqual({
      product: 'product-a',
      environment: 'prod',
      namespace: 'postgres-prod',
      role: 'product_a',
      secretName: 'product-a-role',
      keys: ['username', 'password'],
      file: 'workloads/product-a/databases/prod/product-a-role-sealed.yaml',
    });
  });

  test('has its objects in the namespace of its environment', () => {
    const chart = new Chart(new App(), 'chart');
    const { namespace } = new ProductDatabases(chart, 'databases', {
      base: baseRef(),
      environments: [{ name: 'prod', namespace: 'databases' }],
      products: [PRODUCT_A],
    }).effective('prod')[0].metadata;
    expect(namespace).toBe('databases');
    expect(chart.toJson().map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace])).toEqual([
      ['DatabaseRole', 'product-a-prod', 'databases'],
      ['Database', 'product-a-api-db-prod', 'databases'],
    ]);
  });
});

describe('on a release without DatabaseRole', () => {
  const made = databases([PRODUCT_A], baseRef('2025.10'));

  test('the role is an entry for the list in the Cluster, with every default of the CRD', () => {
    expect(made.managedRoles('prod')).toEqual([
      {
        name: 'product_a',
        ensure: 'present',
        login: true,
        inherit: true,
        connectionLimit: -1,
        passwordSecret: { name: 'product-a-role' },
      },
    ]);
  });

  test('its credentials stay where the databases are', () => {
    expect(made.credentials[1].file).toBe('workloads/product-a/databases/prod/product-a-role-sealed.yaml');
    expect(file(made, 'workloads/product-a/databases/prod/kustomization.yaml').resources).toEqual([
      'product-a-role-sealed.yaml',
      'api-db.yaml',
    ]);
  });
});

test('a role can be named, limited and given another Secret', () => {
  const made = databases([{ ...PRODUCT_A, role: { name: 'api', connectionLimit: 20, secretName: 'api-login' } }]);
  expect(made.effective('stage')[0].spec).toMatchObject({
    name: 'api',
    connectionLimit: 20,
    passwordSecret: { name: 'api-login' },
  });
  expect(made.effective('stage')[1].spec.owner).toBe('api');
});

test('a role that owns no database is made when it is asked for', () => {
  const product: ProductOptions = { name: 'reports', databases: [{ name: 'reports', owner: 'app' }] };
  expect(databases([product]).credentials).toEqual([]);
  expect(databases([{ ...product, role: {} }]).credentials.map(({ role }) => role)).toEqual(['reports', 'reports']);
});

test('a product named like the bootstrap owner uses that role', () => {
  const made = databases([{ name: 'app', databases: [{ name: 'api' }] }]);
  expect(made.credentials).toEqual([]);
  expect(made.databases[0].owner).toBe('app');
});

test('a database may be owned by the role of another product, or by one that the base manages', () => {
  const base = baseRef('2026.07', { spec: { managed: { roles: [{ name: 'reporting' }] } } });
  const made = databases(
    [
      PRODUCT_A,
      {
        name: 'reports',
        databases: [
          { name: 'a', owner: 'product_a' },
          { name: 'b', owner: 'reporting' },
        ],
      },
    ],
    base,
  );
  expect(made.databases.filter(({ environment }) => environment === 'prod').map(({ owner }) => owner)).toEqual([
    'product_a',
    'product_a',
    'reporting',
  ]);
  expect(made.credentials).toHaveLength(2);
});

test('items of lists carry every default of the CRD', () => {
  const made = databases([
    {
      name: 'product-a',
      databases: [
        {
          name: 'api_db',
          extensions: [{ name: 'pgcrypto' }, { name: 'vector', version: '0.8.0', schema: 'ai' }],
          schemas: [{ name: 'ai' }, { name: 'jobs', owner: 'app' }],
        },
      ],
    },
  ]);
  expect(made.effective('prod')[1].spec).toMatchObject({
    extensions: [
      { name: 'pgcrypto', ensure: 'present' },
      { name: 'vector', version: '0.8.0', schema: 'ai', ensure: 'present' },
    ],
    schemas: [
      { name: 'ai', owner: 'product_a', ensure: 'present' },
      { name: 'jobs', owner: 'app', ensure: 'present' },
    ],
  });
});

test('what is decided at creation, limits and the reclaim policy are handed on', () => {
  const creation = { template: 'template0', encoding: 'UTF8', localeProvider: 'builtin', builtinLocale: 'C.UTF-8' };
  const made = databases([
    { name: 'a', databases: [{ name: 'x', creation, connectionLimit: 5, reclaimPolicy: ReclaimPolicy.DELETE }] },
  ]);
  expect(made.effective('prod')[1].spec).toMatchObject({ ...creation, connectionLimit: 5, databaseReclaimPolicy: 'delete' });
});

test('a product without a database in an environment has no folder there', () => {
  const made = databases([{ name: 'a', databases: [{ name: 'x', environments: ['prod'] }] }]);
  expect(made.folders.map(({ path }) => path)).toEqual(['workloads/a/databases/prod']);
  expect(made.effective('stage')).toEqual([]);
});

test('where Secrets exist already, no sealed file is listed', () => {
  const made = new ProductDatabases(new Chart(new App(), 'chart'), 'databases', {
    base: baseRef(),
    environments: ENVIRONMENTS,
    products: [PRODUCT_A],
    existingSecrets: ['stage'],
  });
  expect(file(made, 'workloads/product-a/databases/stage/kustomization.yaml').resources).toEqual(['role.yaml', 'api-db.yaml']);
  expect(file(made, 'workloads/product-a/databases/prod/kustomization.yaml').resources[0]).toBe('product-a-role-sealed.yaml');
});
