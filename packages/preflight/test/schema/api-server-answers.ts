/** Manifests, and what kube-apiserver 1.36 with the webhooks of CloudNativePG 1.30.0 answered: to a create, and to a server-side apply. */
const object = (kind: string, spec: object, metadata: object = {}) => ({
  apiVersion: kind === 'ObjectStore' ? 'barmancloud.cnpg.io/v1' : 'postgresql.cnpg.io/v1',
  kind,
  metadata: { name: 'x', ...metadata },
  spec,
});
const cluster = (spec: object, metadata: object = {}) =>
  object('Cluster', { instances: 1, storage: { size: '1Gi' }, ...spec }, metadata);

/** Taken both ways. */
export const TAKEN = [
  cluster({
    storage: { size: '1Gi', pvcTemplate: { dataSource: { kind: 'PersistentVolumeClaim', name: 'x', apiGroup: '' } } },
  }),
  cluster({ ephemeralVolumeSource: {} }),
  cluster({ ephemeralVolumeSource: { volumeClaimTemplate: { metadata: {}, spec: {} } } }),
  cluster({ replicationSlots: { synchronizeReplicas: {} } }),
  cluster({ replicationSlots: { synchronizeReplicas: { enabled: null } } }),
  cluster({}, { annotations: { 'Example.com/a': 'x' } }),
  cluster({}, { finalizers: ['abc'] }),
  cluster({}, { labels: { a: null } }),
  cluster({}, { labels: null }),
  cluster({}, { annotations: { a: null } }),
  cluster({}, { creationTimestamp: null }),
  cluster({ inheritedMetadata: { labels: { 'a b': 'c d' }, annotations: { '-': '' } } }),
  cluster({ projectedVolumeTemplate: { sources: [] } }),
  cluster({ instances: 2147483647 }),
  cluster({ instances: null }),
  cluster({ monitoring: { metricsQueriesTTL: '30s' } }),
  cluster({ monitoring: { metricsQueriesTTL: '.5h' } }),
  cluster({ monitoring: { metricsQueriesTTL: '-1s' } }),
  cluster({ imageName: null }),
  cluster({ postgresql: { parameters: null } }),
  cluster({
    backup: {
      barmanObjectStore: {
        destinationPath: 's3://b',
        s3Credentials: { accessKeyId: { name: 'a' }, secretAccessKey: { name: 'a', key: 'k' } },
      },
    },
  }),
  cluster({ bootstrap: { initdb: { secret: {} } } }),
  cluster({ plugins: [{}] }),
  cluster({ env: [{}] }),
  cluster({ logLevel: '' }),
  cluster({ backup: { target: '' } }),
  cluster({ imagePullPolicy: '' }),
  cluster({ instances: 3, postgresql: { synchronous: { method: 'any', number: 1, dataDurability: '' } } }),
  cluster({ resources: { limits: { cpu: '1 ' } } }),
  cluster({ resources: { limits: { cpu: 0.5 } } }),
  cluster({ resources: { limits: { cpu: '1e3' } } }),
  cluster({ resources: { limits: { cpu: '-1' } } }),
  cluster({ affinity: { tolerations: [] } }),
  cluster({
    managed: { roles: [{ name: 'r', validUntil: '2026-01-01T00:00:00Z' }] },
  }),
  object('DatabaseRole', { cluster: { name: 'c' }, name: 'd' }),
  object('Pooler', {
    cluster: { name: 'c' },
    pgbouncer: { poolMode: 'session' },
    template: { metadata: { labels: { 'a b': 'c' } }, spec: { containers: [] } },
  }),
  cluster({
    managed: {
      services: {
        additional: [
          {
            selectorType: 'rw',
            serviceTemplate: { metadata: { name: 'y', labels: { 'a b': 'c' } } },
          },
        ],
      },
    },
  }),
];

/** Taken both ways as a new object, and refused by a server-side apply that changes an object in which nothing is left to default. */
export const TAKEN_ONCE = [
  cluster({ inheritedMetadata: { labels: { a: null } } }),
  cluster({ projectedVolumeTemplate: { sources: [null] } }),
  cluster({ postgresql: { parameters: { a: null } } }),
  cluster({ affinity: { nodeSelector: { a: null } } }),
  cluster({
    bootstrap: { initdb: { postInitSQL: [null] } },
  }),
  cluster({ plugins: [null] }),
  cluster({
    backup: {
      barmanObjectStore: {
        destinationPath: 's3://b',
        s3Credentials: { accessKeyId: { name: 'a', key: null }, secretAccessKey: { name: 'a', key: 'k' } },
      },
    },
  }),
  cluster({ resources: { limits: { cpu: null } } }),
];

/** Created, and refused by a server-side apply. */
export const CREATED = [
  cluster({ walStorage: null }),
  cluster({ env: [{ name: 'A', value: null }] }),
  cluster({
    managed: { roles: [{ name: 'r', validUntil: null }] },
  }),
  object('ScheduledBackup', { schedule: '0 0 2 * * *', cluster: { name: 'c' }, immediate: null }),
  object('DatabaseRole', { cluster: { name: 'c' }, name: 'd', comment: null }),
];

/** Refused both ways. */
export const REFUSED = [
  cluster({
    storage: { size: '1Gi', pvcTemplate: { dataSource: { kind: 'PersistentVolumeClaim', name: 'x' } } },
  }),
  cluster({
    storage: { size: '1Gi', pvcTemplate: { dataSource: { kind: 'PersistentVolumeClaim', name: 'x', apiGroup: null } } },
  }),
  cluster({ storage: { size: '1Gi', pvcTemplate: { dataSource: {} } } }),
  cluster({
    storage: { size: '1Gi', pvcTemplate: { dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'x' } } },
  }),
  cluster({
    ephemeralVolumeSource: {
      volumeClaimTemplate: { spec: { dataSource: { kind: 'PersistentVolumeClaim', name: 'x' } } },
    },
  }),
  cluster({
    bootstrap: {
      recovery: { volumeSnapshots: { storage: { kind: 'PersistentVolumeClaim', name: 'x' } } },
    },
  }),
  cluster({
    bootstrap: {
      recovery: {
        volumeSnapshots: {
          storage: { kind: 'PersistentVolumeClaim', name: 'x', apiGroup: '' },
          tablespaceStorage: { a: { kind: 'PersistentVolumeClaim', name: 'x' } },
        },
      },
    },
  }),
  cluster({ bootstrap: { recovery: { volumeSnapshots: {} } } }),
  cluster({ imageCatalogRef: { kind: 'ImageCatalog', name: 'x', major: 17 } }),
  cluster({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } } }),
  cluster({
    bootstrap: {
      initdb: { import: { type: 'monolith', source: { externalCluster: 'e' } } },
    },
    externalClusters: [{ name: 'e', connectionParameters: { host: 'h' } }],
  }),
  cluster({}, { labels: { 'a b': 'x' } }),
  cluster({}, { labels: { '-': 'x' } }),
  cluster({}, { labels: { a: 'a b' } }),
  cluster({}, { annotations: { 'a b': 'x' } }),
  cluster({}, { labels: { 'Example.com/a': 'x' } }),
  cluster({}, { finalizers: ['a b'] }),
  cluster({}, { ownerReferences: [{ apiVersion: '', kind: '', name: '', uid: '' }] }),
  cluster({ managed: { services: { disabledDefaultServices: [null, 'r'] } } }),
  cluster({ projectedVolumeTemplate: {} }),
  cluster({ projectedVolumeTemplate: { sources: null } }),
  cluster({ instances: 2147483648 }),
  cluster({ instances: 9300000000000000000 }),
  cluster({ instances: 0 }),
  object('Pooler', { instances: 2147483648, cluster: { name: 'c' }, pgbouncer: { poolMode: 'session' } }),
  object('Pooler', { instances: -1, cluster: { name: 'c' }, pgbouncer: { poolMode: 'session' } }),
  cluster({ monitoring: { metricsQueriesTTL: '4w' } }),
  cluster({ monitoring: { metricsQueriesTTL: '' } }),
  cluster({ monitoring: { metricsQueriesTTL: '300000000h' } }),
  cluster({ monitoring: { metricsQueriesTTL: '30' } }),
  cluster({
    monitoring: { podMonitorRelabelings: [{ modulus: -1 }] },
  }),
  object('Pooler', {
    cluster: { name: 'c' },
    pgbouncer: { poolMode: 'session' },
    monitoring: { podMonitorRelabelings: [{ modulus: -1 }] },
  }),
  cluster({ affinity: { tolerations: [null] } }),
  cluster({ primaryUpdateStrategy: '' }),
  cluster({ primaryUpdateMethod: '' }),
  cluster({ resources: { limits: { cpu: ' ' } } }),
  cluster({ resources: { limits: { cpu: '' } } }),
  cluster({ resources: { limits: { cpu: '1e1.5' } } }),
  cluster({ resources: { limits: { cpu: true } } }),
  cluster({ resources: { limits: { cpu: '1\t' } } }),
  cluster({
    managed: { roles: [{ name: 'r', validUntil: '2026-01-01' }] },
  }),
  cluster({
    managed: { roles: [{ name: 'r', validUntil: '2026-01-01 00:00:00Z' }] },
  }),
  cluster({
    managed: { roles: [{ name: 'r', validUntil: '2026-01-01T00:00:00+0100' }] },
  }),
  cluster({
    managed: { roles: [{ name: 'r', validUntil: '2026-01-01t00:00:00z' }] },
  }),
  object('ScheduledBackup', { schedule: '0 0 2 * * *' }),
  object('ScheduledBackup', { schedule: '0 0 2 * * *', cluster: {} }),
  object('ScheduledBackup', { schedule: null, cluster: { name: 'c' } }),
  object('Backup', { cluster: {} }),
  object('Database', { cluster: { name: 'c' }, name: 'd' }),
  object('Pooler', {
    cluster: { name: 'c' },
    pgbouncer: { poolMode: 'session' },
    template: {
      spec: {
        containers: [{ name: 'pgbouncer', resources: { limits: { cpu: '1 ' } } }],
      },
    },
  }),
  object('Pooler', {
    cluster: { name: 'c' },
    pgbouncer: { poolMode: 'session' },
    template: {
      spec: {
        containers: [{ name: 'pgbouncer', resources: { limits: { cpu: 0.5 } } }],
      },
    },
  }),
  object('Pooler', { cluster: { name: 'c' }, pgbouncer: { poolMode: 'session' }, template: { spec: {} } }),
  object('ObjectStore', {
    configuration: { destinationPath: 's3://b', s3Credentials: { accessKeyId: { name: 'a' } } },
    retentionPolicy: null,
  }),
];
