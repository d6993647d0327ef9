import fc from 'fast-check';

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const gibibytes = (min: number, max: number) => fc.integer({ min, max }).map((n) => `${n}Gi`);

const environment = (name: string) =>
  fc.record({
    name: fc.constant(name),
    instances: maybe(fc.constantFrom(1, 2, 3, 5)),
    storage: maybe(gibibytes(10, 500)),
    walStorage: maybe(gibibytes(10, 100)),
    cpu: maybe(fc.constantFrom('1', '2', '4')),
    memory: maybe(gibibytes(1, 64)),
    parameters: maybe(fc.record({ random_page_cost: fc.constantFrom('1.1', '4'), log_lock_waits: fc.constantFrom('on', 'off') })),
    labels: maybe(fc.record({ tier: label })),
    destination: maybe(fc.constantFrom({ name: 'eu' }, { server: 'https://us.example.com:6443' })),
    sync: maybe(fc.record({ prune: fc.boolean(), automated: fc.boolean() })),
    clusterPatch: maybe(fc.constant({ spec: { logLevel: 'debug' } })),
  });

const target = fc.constantFrom(
  {},
  { bucket: 'acme-backups' },
  { s3: { bucket: 'acme-backups', endpointUrl: 'https://minio.example.com', compatible: true } },
  { s3: { bucket: 'acme-backups', inheritFromIamRole: true } },
  { google: { bucket: 'acme-backups' } },
);

const product = (environments: string[]) =>
  fc.record({
    name: label.map((n) => `p-${n}`),
    databases: fc
      .uniqueArray(label, { minLength: 1, maxLength: 2 })
      .chain((names) =>
        fc.tuple(
          ...names.map((n) =>
            fc.record({ name: fc.constant(`db_${n}`), environments: maybe(fc.shuffledSubarray(environments, { minLength: 1 })) }),
          ),
        ),
      ),
  });

/** Options that every package accepts. */
export const validOptions: fc.Arbitrary<any> = fc.uniqueArray(label, { minLength: 1, maxLength: 4 }).chain((names) =>
  fc.record({
    platformRelease: fc.constantFrom('2025.10', '2026.02', '2026.06', '2026.07'),
    acceptInsecureRelease: fc.constant(true),
    storageClass: maybe(fc.constantFrom('gp3', 'longhorn')),
    argoCd: maybe(
      fc.record({ namespace: fc.constantFrom('argocd', 'gitops'), project: fc.constantFrom('default', 'databases') }),
    ),
    environments: fc.tuple(...names.map(environment)),
    clusterBase: fc.record({
      backup: target,
      monitoring: maybe(fc.record({ podMonitor: fc.boolean() })),
      longhornStorageClass: maybe(fc.boolean()),
    }),
    // Products may share no database name in an environment: one product at most keeps the options valid.
    products: fc.array(product(names), { maxLength: 1 }),
    rendered: maybe(fc.boolean()),
  }),
);

const garbage = fc.oneof(
  fc.constantFrom<any>(
    null,
    Number.NaN,
    -1,
    0,
    '',
    ' ',
    'latest',
    '10Gb',
    '0 2 * * *',
    '__proto__',
    [],
    {},
    [null],
    { constructor: 1 },
    'x'.repeat(300),
    true,
  ),
  fc.anything(),
);

/** Valid options with something else in one place. */
export const brokenOptions: fc.Arbitrary<any> = fc
  .tuple(validOptions, fc.nat(), garbage, fc.boolean())
  .map(([options, at, value, rename]) => {
    const broken = structuredClone(options);
    const places = placesOf(broken);
    const [parent, key] = places[at % places.length];
    if (rename && typeof key === 'string') {
      parent[`${key}x`] = parent[key];
    } else {
      parent[key] = value;
    }
    return broken;
  });

function placesOf(value: any): [any, string | number][] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const keys: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => [[value, key] as [any, string | number], ...placesOf(value[key as any])]);
}
