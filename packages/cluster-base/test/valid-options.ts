import { PlatformRelease } from '@pgplatform/core';
import fc from 'fast-check';

const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/);
const secretKey = fc.record({ name: label, key: label });
const annotations = fc.dictionary(label, label, { maxKeys: 2 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const bucket = fc.stringMatching(/^[a-w][a-z0-9-]{3,30}[a-r0-9]$/);
const path = fc.stringMatching(/^[a-z0-9-]{1,10}(\/[a-z0-9-]{1,10})?$/);

const target = fc.oneof(
  fc.constant({}),
  fc.record({ bucket }),
  fc.record({
    s3: fc.record(
      {
        bucket,
        region: secretKey,
        endpointUrl: label.map((host) => `https://${host}.example.com:9000`),
        endpointCa: secretKey,
        inheritFromIamRole: fc.boolean(),
        serviceAccountAnnotations: annotations,
        compatible: fc.boolean(),
      },
      { requiredKeys: ['bucket'] },
    ),
  }),
  fc.record({
    azure: fc.record(
      {
        url: fc.tuple(label, label).map(([account, container]) => `https://${account}.blob.core.windows.net/${container}`),
        credentials: fc.constantFrom('connection-string', 'storage-key', 'sas-token', 'managed-identity'),
        serviceAccountAnnotations: annotations,
      },
      { requiredKeys: ['url'] },
    ),
  }),
  fc.record({
    google: fc.record({ bucket: label.map((name) => `b-${name}-b`), gkeEnvironment: fc.boolean() }, { requiredKeys: ['bucket'] }),
  }),
);

/** Options without a problem, of every release and every kind. */
export const validOptions = fc
  .record(
    {
      platformRelease: fc.constantFrom('2025.10', ...PlatformRelease.path('2025.10', '2026.07').map(({ id }) => id)),
      name: label,
      instances: fc.constantFrom(1, 2, 3, 5, 7),
      storage: fc.integer({ min: 1, max: 5000 }).map((n) => `${n}Gi`),
      walStorage: fc.integer({ min: 1, max: 500 }).map((n) => `${n}Gi`),
      storageClass: label,
      memory: fc.integer({ min: 256, max: 65536 }).map((n) => `${n}Mi`),
      parameters: fc.record(
        {
          max_connections: fc.integer({ min: 1, max: 100 }).map(String),
          random_page_cost: fc.constantFrom('1.1', '4'),
          archive_timeout: fc.constantFrom('1min', '5min'),
        },
        { requiredKeys: [] },
      ),
      backup: fc
        .tuple(
          target,
          fc.record(
            {
              path,
              retentionPolicy: fc
                .tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom('d', 'w', 'm'))
                .map(([n, unit]) => `${n}${unit}`),
              schedule: fc.integer({ min: 0, max: 23 }).map((hour) => `0 0 ${hour} * * *`),
              compression: fc.constantFrom('gzip', 'bzip2', 'snappy'),
              storePatch: fc.constantFrom({}, { wal: { maxParallel: 8 }, tags: { team: 'a' } }),
              jobs: fc.integer({ min: 1, max: 16 }),
              deferred: fc.constant('later'),
            },
            { requiredKeys: [] },
          ),
        )
        .map(([one, other]) => ({ ...one, ...other })),
      bootstrap: fc.record(
        { database: fc.stringMatching(/^d[a-z0-9_]{0,20}$/), dataChecksums: fc.boolean() },
        { requiredKeys: [] },
      ),
      affinity: fc.record(
        {
          podAntiAffinity: fc.constantFrom('preferred', 'required'),
          topologyKey: label,
          nodeSelector: annotations,
          tolerations: fc.array(
            fc.record({ key: label, value: maybe(label), effect: maybe(fc.constantFrom('NoSchedule', 'NoExecute')) }),
            { maxLength: 2 },
          ),
          topologySpread: fc.array(fc.record({ topologyKey: label, maxSkew: maybe(fc.integer({ min: 1, max: 5 })) }), {
            maxLength: 2,
          }),
        },
        { requiredKeys: [] },
      ),
      monitoring: fc.record({ podMonitor: fc.boolean() }),
      networkPolicy: fc.record(
        { monitoringNamespace: label, clientNamespaceLabels: fc.dictionary(label, label, { minKeys: 1, maxKeys: 2 }) },
        { requiredKeys: [] },
      ),
      longhornStorageClass: fc.boolean(),
      deletionProtection: fc.record({ namespaces: fc.array(label, { maxLength: 3 }) }, { requiredKeys: [] }),
      clusterPatch: fc.constantFrom({ spec: { priorityClassName: 'high' } }, {}),
    },
    { requiredKeys: [] },
  )
  .chain((options) =>
    fc
      .integer({ min: 50, max: 16000 })
      .chain((limit) =>
        fc.integer({ min: 1, max: limit }).map((request) => ({ ...options, cpu: `${limit}m`, cpuRequest: `${request}m` })),
      ),
  );
