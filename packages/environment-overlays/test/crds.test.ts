import { ImageReference, PlatformRelease, Size } from '@pgplatform/core';
import { Crds, testWhen } from '@pgplatform/test-kit';
import { App, Chart } from 'cdk8s';
import { type EnvironmentOptions, EnvironmentOverlay, ProductDatabases, type ProductOptions } from '../src';
import { baseRef } from './base-ref';

const ENVIRONMENT: EnvironmentOptions = {
  name: 'prod',
  labels: { tier: 'gold' },
  instances: 3,
  storage: Size.gibibytes(50),
  walStorage: Size.gibibytes(20),
  memory: Size.gibibytes(4),
  parameters: { log_lock_waits: 'off' },
  serverName: 'restored',
  image: ImageReference.parse('ghcr.io/cloudnative-pg/postgresql:17.11-standard-trixie'),
};

const PRODUCTS: ProductOptions[] = [
  {
    name: 'product-a',
    role: { connectionLimit: 20 },
    databases: [
      {
        name: 'api_db',
        connectionLimit: 10,
        extensions: [{ name: 'vector', version: '0.8.0', schema: 'ai' }],
        schemas: [{ name: 'ai' }],
        creation: {
          template: 'template0',
          encoding: 'UTF8',
          locale: 'C',
          localeProvider: 'icu',
          localeCollate: 'C',
          localeCType: 'C',
          icuLocale: 'de',
          icuRules: '&a<b',
        },
      },
      { name: 'jobs', creation: { localeProvider: 'builtin', builtinLocale: 'C.UTF-8' } },
    ],
  },
];

for (const release of PlatformRelease.all()) {
  testWhen(Crds.missing)(`every object of ${release.id} is valid by the CRDs of its operator, without an unknown field`, () => {
    const crds = Crds.forOperator(release.operatorVersion);
    const chart = new Chart(new App(), 'chart');
    const base = baseRef(release.id);
    const products = new ProductDatabases(chart, 'products', { base, environments: [ENVIRONMENT], products: PRODUCTS });
    const overlay = new EnvironmentOverlay(chart, 'overlay', {
      base,
      environment: ENVIRONMENT,
      managedRoles: products.managedRoles('prod'),
    });
    const objects = [...overlay.effective(), ...products.effective('prod')].filter((object) => crds.covers(object));
    expect(objects.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Cluster', 'Database', ...(release.hasDatabaseRole ? ['DatabaseRole', 'ObjectStore'] : [])]),
    );
    expect(objects.flatMap((object) => crds.validate(object))).toEqual([]);
  });
}
