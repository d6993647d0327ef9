import { type ConfigProblem, Cpu, isConfigError, ParameterTuning, PlatformRelease, Size } from '@pgplatform/core';
import { Crds } from '@pgplatform/test-kit';
import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { ClusterBase } from '../src';
import { generate } from './generated';

const crds = new Map(
  Crds.missing ? [] : PlatformRelease.all().map(({ id, operatorVersion }) => [id, Crds.forOperator(operatorVersion)]),
);

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

/** Options without a problem. */
const valid = fc
  .record(
    {
      platformRelease: fc.constantFrom(...PlatformRelease.all().map(({ id }) => id)),
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
              retention: fc
                .tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom('d', 'w', 'm'))
                .map(([n, unit]) => `${n}${unit}`),
              schedule: fc.integer({ min: 0, max: 23 }).map((hour) => `0 0 ${hour} * * *`),
              compression: fc.constantFrom('gzip', 'bzip2', 'snappy'),
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
      networkPolicy: fc.record({ monitoringNamespace: label, clientNamespaceLabels: annotations }, { requiredKeys: [] }),
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

/** Anything at all in the place of an option. */
const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(Number.NaN, undefined, () => 1, new Date(0), Symbol('x')),
);

test('random valid options give manifests that the operator of their release knows, twice the same', () => {
  fc.assert(
    fc.property(valid, (options) => {
      const base = generate(options as any);
      const all = [...base.files(), ...base.clusterScopedFiles()];
      expect(generate(structuredClone(options) as any).files()).toEqual(base.files());
      const judge = crds.get(base.ref.platformRelease);
      if (judge) {
        expect(base.manifests.filter((object) => judge.covers(object)).flatMap((object) => judge.validate(object))).toEqual([]);
      }
      for (const content of all.flatMap((file) => file.content)) {
        expect(content).toEqual(JSON.parse(JSON.stringify(content)));
        expect(Yaml.stringify(content)).not.toMatch(/[&*]a\d/);
        expect(content.kind).not.toBe('Secret');
      }
      expect(JSON.stringify(all)).not.toMatch(/undefined|NaN|null/);
    }),
    { numRuns: 60 },
  );
});

test('random valid options keep within the memory of an instance, and print canonical quantities', () => {
  fc.assert(
    fc.property(valid, (options) => {
      const { spec } = generate(options as any).manifests.find((object) => object.kind === 'Cluster');
      const { shared_buffers, work_mem, max_connections } = spec.postgresql.parameters;
      const used = ParameterTuning.memoryBytes(shared_buffers) + ParameterTuning.memoryBytes(work_mem) * Number(max_connections);
      expect(used).toBeLessThanOrEqual(Size.parse(spec.resources.limits.memory).toBytes() * 0.75);
      for (const { cpu, memory } of [spec.resources.requests, spec.resources.limits]) {
        expect([Cpu.parse(cpu).toQuantity(), Size.parse(memory).toQuantity()]).toEqual([cpu, memory]);
      }
      expect(Object.values(spec.postgresql.parameters).every((value) => typeof value === 'string')).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('junk in the place of any option gives problems with a code, a path and a fix, or is fine; never another error', () => {
  const unknown: ConfigProblem[] = [];
  ClusterBase.SHAPE.read({ unknown: true }, '', unknown);
  const names = unknown[0].allowed?.split(', ') ?? [];
  const nested = ['backup', 'bootstrap', 'affinity', 'synchronous', 'postgres', 'networkPolicy', 'deletionProtection'];
  const spoiled = fc.oneof(
    fc.dictionary(fc.constantFrom(...names), junk, { maxKeys: 4 }),
    fc
      .tuple(fc.constantFrom(...nested), fc.dictionary(fc.string(), junk, { maxKeys: 3 }))
      .map(([name, value]) => ({ [name]: value })),
    fc
      .dictionary(fc.constantFrom('s3', 'azure', 'google', 'bucket', 'path', 'deferred', 'jobs'), junk, { maxKeys: 3 })
      .map((backup) => ({ backup })),
    fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 }).map((parameters) => ({ parameters })),
    fc.jsonValue().map((clusterPatch) => ({ clusterPatch })),
  );
  fc.assert(
    fc.property(spoiled, (options) => {
      try {
        generate(options as any);
      } catch (error) {
        if (!isConfigError(error)) {
          throw error;
        }
        expect(error.problems.length).toBeGreaterThan(0);
        for (const { code, path, message, fix } of error.problems) {
          expect(code).toMatch(/^[A-Z][A-Z_]+$/);
          expect([path, message, fix]).not.toContain('');
        }
      }
    }),
    { numRuns: 400 },
  );
});
