import { isConfigError } from '@pgplatform/core';
import { App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { EnvironmentOverlay, ProductDatabases } from '../src';
import { baseRef } from './base-ref';

const NONSENSE = fc.oneof(
  { maxDepth: 3 },
  fc.constantFrom<any>(null, 0, -1, Number.NaN, '', 'x', '10Gi', '../x', true, [], {}, [null], () => 1),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A sound object of options in which some values are replaced by nonsense. */
function broken(sound: object): fc.Arbitrary<any> {
  const fields = Object.entries(sound).map(([key, value]) => [key, fc.oneof(fc.constant(value), NONSENSE)]);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
}

const DATABASE = broken({
  name: 'x',
  owner: 'app',
  environments: ['prod'],
  extensions: [{ name: 'e' }],
  schemas: [{ name: 's', owner: 'a' }],
  creation: { localeProvider: 'icu' },
});
const PRODUCT = fc.oneof(
  NONSENSE,
  broken({ name: 'a', databases: [{ name: 'x' }], role: { name: 'a' } }),
  fc.record({
    name: fc.constantFrom('a', 'b'),
    databases: fc.array(DATABASE, { maxLength: 3 }),
  }),
);
const CLUSTER_PATCH = broken({
  metadata: { annotations: { a: 'b' } },
  spec: {
    storage: { storageClass: 'x' },
    resources: { requests: {} },
    plugins: [{}],
    managed: { roles: [] },
    postgresql: { parameters: {} },
  },
});
const ENVIRONMENT = broken({
  name: 'prod',
  labels: { a: 'b' },
  instances: 3,
  storage: '20Gi',
  memory: '2Gi',
  parameters: { max_connections: '10' },
  serverName: 's',
  extraResources: ['a.yaml'],
}).chain((environment) =>
  fc.oneof(
    fc.constant(environment),
    CLUSTER_PATCH.map((clusterPatch) => ({ ...environment, clusterPatch })),
  ),
);

/** Whether it worked, or threw problems that all have a code, a path below `root` and a fix. */
function soundOrProblems(make: () => unknown, root: string): void {
  try {
    make();
  } catch (error) {
    if (!isConfigError(error)) {
      throw error;
    }
    expect(error.problems.length).toBeGreaterThan(0);
    for (const { code, path, fix } of error.problems) {
      expect(code).toMatch(/^[A-Z_]+$/);
      expect(path.startsWith(root)).toBe(true);
      expect(fix).not.toBe('');
    }
  }
}

test.each(['2025.10', '2026.07'])('an environment made of anything is sound, or its problems are named (%s)', (release) => {
  fc.assert(
    fc.property(ENVIRONMENT, (environment) => {
      const make = () =>
        new EnvironmentOverlay(new Chart(new App(), 'chart'), 'overlay', { base: baseRef(release), environment });
      soundOrProblems(() => make().files(), 'environments.');
    }),
    { numRuns: 300 },
  );
});

test('products made of anything are sound, or their problems are named', () => {
  fc.assert(
    fc.property(fc.array(PRODUCT, { maxLength: 3 }), (products) => {
      const options: any = { base: baseRef('2025.10'), environments: [{ name: 'stage' }, { name: 'prod' }], products };
      soundOrProblems(() => new ProductDatabases(new Chart(new App(), 'chart'), 'products', options).files(), 'products');
    }),
    { numRuns: 300 },
  );
});
