import { type ClusterRef, Cpu, type GeneratedFile, ImageReference, KubernetesPatch, Size } from '@pgplatform/core';
import { kustomizeBuild, kustomizers, objectKey, testWhen } from '@pgplatform/test-kit';
import { App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { type EnvironmentOptions, EnvironmentOverlay, ProductDatabases, type ProductOptions } from '../src';
import { baseRef } from './base-ref';
import { baseFiles, writeRepository } from './repository';

const withKustomize = testWhen(kustomizers().length > 0 ? undefined : 'no kustomize on this machine');

/** A sealed file of a user, and an extra resource. */
const SEALED = { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata: { name: 'sealed' } };
const EXTRA = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Pooler', metadata: { name: 'extra' } };

function sorted(objects: any[]): any[] {
  return objects.sort((a, b) => (objectKey(a) < objectKey(b) ? -1 : 1));
}

/** One kustomization for many folders: a build of each would take many times as long. */
function rootKustomization(folders: string[]): GeneratedFile {
  const head = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' };
  return { path: 'kustomization.yaml', content: [{ ...head, resources: folders }] };
}

const PARAMETERS = fc.dictionary(
  fc.constantFrom('work_mem', 'log_lock_waits', 'random_page_cost', 'pg_stat_statements.track', 'max_connections'),
  fc.constantFrom('on', 'off', '1.1', '22:30', 'no', '300'),
  { maxKeys: 3 },
);
const ANY_VALUE: fc.Arbitrary<any> = fc.oneof(
  { maxDepth: 2 },
  fc.constantFrom('on', 'y', '', '1e3', '~', '# no comment', 'a: b', 0, 1.5, true, false, null),
  fc.array(fc.constantFrom('a', 1, true), { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('a', 'b', 'on'), fc.constantFrom('x', 2, null), { maxKeys: 2 }),
);

/** Patches of a user: new fields, fields of the base, whole lists, and nulls for what is there and what is not. */
const CLUSTER_PATCH = fc.record(
  {
    metadata: fc.record(
      { labels: fc.constant({ owner: 'us', environment: 'overridden' }), annotations: fc.constant({ a: 'b' }) },
      { requiredKeys: [] },
    ),
    spec: fc.dictionary(
      fc.constantFrom('logLevel', 'bootstrap', 'affinity', 'inheritedMetadata', 'env', 'enablePDB', 'absent'),
      ANY_VALUE,
      { maxKeys: 3 },
    ),
  },
  { requiredKeys: [] },
);

const ENVIRONMENT: fc.Arbitrary<EnvironmentOptions> = fc.record(
  {
    name: fc.constant('name'),
    labels: fc.dictionary(fc.constantFrom('tier', 'acme.io/cost', 'on'), fc.constantFrom('gold', 'yes', '1', '1.0')),
    instances: fc.constantFrom(1, 2, 3, 5),
    baseBackups: fc.uniqueArray(fc.constantFrom('before', 'after-18', 'on'), { maxLength: 2 }),
    storePatch: fc.constantFrom({}, { wal: { maxParallel: 8, encryption: null } }, { historyTags: { on: 'yes' }, data: null }),
    storage: fc.integer({ min: 10, max: 9000 }).map(Size.gibibytes),
    walStorage: fc.integer({ min: 1, max: 50 }).map(Size.gibibytes),
    cpu: fc.constantFrom('1', '1500m', '64').map(Cpu.parse),
    cpuRequest: fc.constantFrom('100m', '0.5', '1').map(Cpu.parse),
    memory: fc.constantFrom('1Gi', '1536Mi', '64Gi', '5G').map(Size.parse),
    parameters: PARAMETERS.map(({ max_connections, ...rest }) => ({
      ...rest,
      ...(max_connections && { max_connections: '300' }),
    })),
    backupPath: fc.constantFrom('a', 'a/b', 'postgres_1.2'),
    serverName: fc.constantFrom('restored', 'postgres-shared-2', '007'),
    image: fc.constant(ImageReference.parse('ghcr.io/cloudnative-pg/postgresql:17.11-standard-bookworm')),
    clusterPatch: CLUSTER_PATCH,
    extraResources: fc.constantFrom([], ['extra.yaml']),
  },
  { requiredKeys: ['name'] },
);

const BASE: fc.Arbitrary<ClusterRef> = fc
  .record({
    release: fc.constantFrom('2025.10', '2026.07'),
    three: fc.boolean(),
    wal: fc.boolean(),
    roles: fc.boolean(),
  })
  .map(({ release, three, wal, roles }) =>
    baseRef(
      release,
      {
        spec: {
          ...(three && { instances: 3, enablePDB: true, postgresql: { synchronous: { method: 'any', number: 1 } } }),
          ...(wal && { walStorage: { size: '1Gi', storageClass: 'wal' } }),
          ...(roles && { managed: { roles: [{ name: 'reporting', ensure: 'present' }] } }),
        },
      },
      { instances: three ? 3 : 1, ...(wal && { walStorage: Size.gibibytes(1) }) },
    ),
  );

/** Valid environments of one base, each in a namespace of its own, so that one kustomization can hold them all. */
const BASE_WITH_ENVIRONMENTS = BASE.chain((base) =>
  fc.record({
    base: fc.constant(base),
    environments: fc
      .array(
        ENVIRONMENT.filter((environment) => EnvironmentOverlay.validate({ base, environment }).length === 0),
        { minLength: 10, maxLength: 10 },
      )
      .map((environments) => environments.map((one, index) => ({ ...one, name: `env-${index}`, namespace: `ns-${index}` }))),
  }),
);

withKustomize('kustomize builds what effective() says, for any base and any environment', () => {
  fc.assert(
    fc.property(BASE_WITH_ENVIRONMENTS, fc.boolean(), ({ base, environments }, withRoles) => {
      const overlays = environments.map(
        (environment) =>
          new EnvironmentOverlay(new Chart(new App(), 'chart'), 'overlay', {
            base,
            environment,
            sealedFiles: ['sealed.yaml'],
            managedRoles: withRoles ? [{ name: 'product_a', ensure: 'present', connectionLimit: -1, inherit: true }] : [],
          }),
      );
      const root = writeRepository([
        ...baseFiles(base),
        ...overlays.flatMap((overlay) => [
          ...overlay.files(),
          { path: `${overlay.folder}/sealed.yaml`, content: [SEALED] },
          { path: `${overlay.folder}/extra.yaml`, content: [EXTRA] },
        ]),
        rootKustomization(overlays.map(({ folder }) => folder)),
      ]);
      const built = kustomizeBuild(root);
      expect(built.filter(({ kind }) => kind !== 'SealedSecret' && kind !== 'Pooler')).toEqual(
        sorted(overlays.flatMap((overlay) => overlay.effective())),
      );
      expect(built.filter(({ kind }) => kind === 'SealedSecret')).toHaveLength(overlays.length);
    }),
    { numRuns: 4, endOnFailure: true },
  );
});

withKustomize('an overlay does not build while a sealed file is missing', () => {
  const base = baseRef();
  const overlay = new EnvironmentOverlay(new Chart(new App(), 'chart'), 'overlay', {
    base,
    environment: { name: 'prod' },
    sealedFiles: ['sealed.yaml'],
  });
  const root = writeRepository([...baseFiles(base), ...overlay.files()]);
  expect(() => kustomizeBuild(`${root}/${overlay.folder}`)).toThrow('sealed.yaml');
});

const PRODUCTS: ProductOptions[] = [
  {
    name: 'product-a',
    databases: [
      { name: 'api_db', extensions: [{ name: 'pgcrypto' }] },
      { name: 'jobs', owner: 'app' },
    ],
  },
  { name: 'product-b', databases: [{ name: 'on', environments: ['prod'], schemas: [{ name: 'no' }] }] },
];

withKustomize('kustomize builds the folders of products as effective() says', () => {
  const products = new ProductDatabases(new Chart(new App(), 'chart'), 'databases', {
    base: baseRef(),
    environments: [{ name: 'stage' }, { name: 'prod', namespace: 'databases' }],
    products: PRODUCTS,
  });
  const root = writeRepository([
    ...products.files(),
    ...products.credentials.map(({ file, secretName }) => ({
      path: file,
      content: [KubernetesPatch.merge(SEALED, { metadata: { name: secretName } })],
    })),
    rootKustomization(products.folders.map(({ path }) => path)),
  ]);
  const built = kustomizeBuild(root);
  expect(built.filter(({ kind }) => kind !== 'SealedSecret')).toEqual(
    sorted([...products.effective('stage'), ...products.effective('prod')]),
  );
  expect(built.filter(({ kind }) => kind === 'SealedSecret').map(({ metadata }) => metadata.namespace)).toEqual(
    products.credentials.map(({ namespace }) => namespace).sort(),
  );
});
