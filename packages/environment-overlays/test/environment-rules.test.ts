import { type ClusterRef, Cpu, ImageReference, Size } from '@pgplatform/core';
import { type EnvironmentOptions, EnvironmentOverlay } from '../src';
import { baseRef } from './base-ref';

function problems(environment: Partial<EnvironmentOptions>, base: ClusterRef = baseRef()) {
  return EnvironmentOverlay.validate({
    base,
    environment: { name: 'prod', ...environment },
    sealedFiles: ['backup-s3-credentials-sealed.yaml'],
  });
}

function found(environment: Partial<EnvironmentOptions>, base?: ClusterRef): string[] {
  return problems(environment, base).map(({ code, path }) => `${code} ${path}`);
}

test('an environment that changes nothing has no problems, on any release', () => {
  expect([...found({}), ...found({}, baseRef('2025.10'))]).toEqual([]);
});

test('a volume smaller than the base is refused with both sizes', () => {
  const base = baseRef('2026.07', { spec: { walStorage: { size: '5Gi' } } }, { walStorage: Size.gibibytes(5) });
  expect(problems({ storage: Size.gibibytes(5), walStorage: Size.gibibytes(4) }, base)).toEqual([
    {
      code: 'STORAGE_SHRINKS',
      path: 'environments.prod.storage',
      message: '5Gi is smaller than the base (10Gi); volumes cannot shrink.',
      given: '5Gi',
      allowed: '10Gi or more',
      fix: 'Raise it, or lower the base.',
    },
    expect.objectContaining({ code: 'STORAGE_SHRINKS', path: 'environments.prod.walStorage' }),
  ]);
});

test.each<[string, Partial<EnvironmentOptions>]>([
  ['the same size in another unit', { storage: Size.mebibytes(10240) }],
  ['a WAL volume where the base has none', { walStorage: Size.gibibytes(1) }],
  ['the labels of a domain', { labels: { 'acme.io/tier': 'gold' } }],
  ['extra resources in folders', { extraResources: ['pooler.yaml', 'extra/one.yaml', '..more.yaml'] }],
  ['a patch that repeats the identity', { clusterPatch: { kind: 'Cluster', metadata: { name: 'postgres-shared' } } }],
  ['another PostgreSQL major', { image: baseRef().image }],
])('%s is fine', (_, environment) => {
  expect(found(environment)).toEqual([]);
});

test.each<[string, Partial<EnvironmentOptions>, string[]]>([
  ['a CPU request above its limit', { cpuRequest: Cpu.cores(2) }, ['CPU_REQUEST_ABOVE_LIMIT environments.prod.cpuRequest']],
  ["a CPU limit below the base's request", { cpu: Cpu.millis(100) }, ['CPU_REQUEST_ABOVE_LIMIT environments.prod.cpu']],
  [
    'memory below shared_buffers',
    { memory: Size.gibibytes(1), parameters: { shared_buffers: '2GB' } },
    ['MEMORY_BELOW_SHARED_BUFFERS environments.prod.memory'],
  ],
  [
    'shared_buffers above the memory of the base',
    { parameters: { shared_buffers: '2GB' } },
    ['MEMORY_BELOW_SHARED_BUFFERS environments.prod.parameters.shared_buffers'],
  ],
  [
    'another environment in the label of the environment',
    { labels: { environment: 'stage' } },
    ['LABEL_RESERVED environments.prod.labels.environment'],
  ],
  [
    'a parameter of the operator',
    { parameters: { archive_mode: 'off' } },
    ['PARAMETER_FIXED environments.prod.parameters.archive_mode'],
  ],
  [
    'values that no tuning can start from',
    { parameters: { max_connections: 'many', shared_buffers: 'a lot' } },
    [
      'PARAMETER_VALUE environments.prod.parameters.max_connections',
      'PARAMETER_VALUE environments.prod.parameters.shared_buffers',
    ],
  ],
  ['four instances under a failover quorum', { instances: 4 }, ['EVEN_INSTANCES_WITH_QUORUM environments.prod.instances']],
  [
    'a label that is none',
    { labels: { '-a': 'b', c: 'd/e', 'x/y/z': '1' } },
    ['-a', 'c', 'x/y/z'].map((n) => `LABEL_INVALID environments.prod.labels.${n}`),
  ],
  ['a name that makes no namespace', { name: 'n'.repeat(60) }, [`NAME_INVALID environments.${'n'.repeat(60)}.namespace`]],
  [
    'extra resources outside of the folder',
    { extraResources: ['../x.yaml', '/etc/x.yaml', 'a/../../x.yaml', 'https://x.io/y.yaml', './x.yaml', 'a//b.yaml'] },
    [0, 1, 2, 3, 4, 5].map((index) => `RESOURCE_PATH environments.prod.extraResources[${index}]`),
  ],
  [
    'extra resources that are there already',
    { extraResources: ['a.yaml', 'a.yaml', 'cluster-patch.yaml', 'backup-s3-credentials-sealed.yaml'] },
    [1, 2, 3].map((index) => `RESOURCE_DUPLICATE environments.prod.extraResources[${index}]`),
  ],
])('%s is a problem', (_, environment, expected) => {
  expect(found(environment)).toEqual(expected);
});

test('what a patch of the user makes of the Cluster is judged too', () => {
  const clusterPatch = { metadata: { annotations: { 'alpha.cnpg.io/failoverQuorum': 'true' } } };
  expect(found({ instances: 4, clusterPatch }, baseRef('2025.10'))).toEqual([
    'EVEN_INSTANCES_WITH_QUORUM environments.prod.instances',
  ]);
  expect(found({ instances: 4 }, baseRef('2025.10'))).toEqual([]);
});

test('huge pages hold shared_buffers beside the memory', () => {
  const clusterPatch = { spec: { resources: { requests: { 'hugepages-2Mi': '2Gi' } } } };
  expect(found({ parameters: { shared_buffers: '2GB' }, clusterPatch })).toEqual([]);
});

test('an archive may not be named or placed outside of its bucket', () => {
  const list: any[] = [];
  for (const backupPath of ['/a', 'a/', '../a', 'a/./b', 'a b']) {
    EnvironmentOverlay.SHAPE.read({ name: 'prod', backupPath, serverName: 'a/b' }, 'e', list);
  }
  expect(list.map(({ code, path }) => `${code} ${path}`)).toEqual(
    Array(5).fill(['OPTION_VALUE e.backupPath', 'OPTION_VALUE e.serverName']).flat(),
  );
});

test.each<[string, Partial<EnvironmentOptions>, string]>([
  [
    'a version that the release does not have',
    { postgresVersion: '19' },
    'IMAGE_NOT_IN_RELEASE environments.prod.postgresVersion',
  ],
  [
    'a version beside an image',
    { postgresVersion: '18', image: ImageReference.parse('registry.example.com/postgres:18.1') },
    'IMAGE_TWICE environments.prod.postgresVersion',
  ],
  [
    'a patch of where the backups are',
    { storePatch: { serverName: 'x' } },
    'STORE_PATCH_OPTION environments.prod.storePatch.serverName',
  ],
  ['a label twice', { baseBackups: ['before', 'before'] }, 'BASE_BACKUP_DUPLICATE environments.prod.baseBackups[1]'],
  ['a label that is too long', { baseBackups: ['x'.repeat(50)] }, 'BASE_BACKUP_LABEL environments.prod.baseBackups[0]'],
])('%s is refused', (_title, environment, problem) => {
  expect(found(environment)).toEqual([problem]);
});

test("a version is not put into an image that is not the release's", () => {
  const base = baseRef('2026.07', {}, { image: ImageReference.parse('registry.example.com/postgres:17.9-standard-trixie') });
  expect(found({ postgresVersion: '17.10' }, base)).toEqual(['IMAGE_TWICE environments.prod.postgresVersion']);
});

test('there is no base backup while backups are deferred', () => {
  expect(found({ baseBackups: ['before'] }, baseRef('2026.07', {}, { backup: undefined }))).toEqual([
    'BASE_BACKUP_DEFERRED environments.prod.baseBackups[0]',
  ]);
});
