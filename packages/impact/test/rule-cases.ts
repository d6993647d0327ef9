import type { Effect } from '../src';
import { BARMAN, OBJECTS, type Patches } from './manifests';

/** One row of the table: what changes, and what must be said of it. */
export type RuleCase = {
  /** The rule that says it; of admission, or `unknown`, when none of ours does. */
  readonly rule: string;
  readonly title: string;
  readonly before?: Patches;
  readonly after: Patches;
  /** Operator versions, before and after. @default - both 1.27.0 and 1.30.0, each on its own */
  readonly operators?: readonly (readonly [string, string])[];
  readonly effect: Effect;
  /** @default - the Cluster's own */
  readonly object?: string;
  /** Words of `why` or `interruption` that people look for. */
  readonly says?: RegExp;
  readonly reversible?: boolean;
};

const spec = (fields: any): Patches => ({ cluster: { spec: fields } });
const parameters = (values: any): Patches => spec({ postgresql: { parameters: values } });
const annotations = (values: any): Patches => ({ cluster: { metadata: { annotations: values } } });
const image = (tag: string): Patches => spec({ imageName: `ghcr.io/cloudnative-pg/postgresql:${tag}` });
const PLUGIN = OBJECTS.cluster.spec.plugins[0];
const plugins = (...all: any[]): Patches => spec({ plugins: all });
const IN_TREE: Patches = {
  store: null,
  plugin: null,
  schedule: { spec: { method: 'barmanObjectStore', pluginConfiguration: null } },
  cluster: { spec: { plugins: null, backup: { barmanObjectStore: BARMAN, retentionPolicy: '30d' } } },
};
const inTree = (backup: any): Patches => ({
  ...IN_TREE,
  cluster: { spec: { plugins: null, backup: { barmanObjectStore: BARMAN, retentionPolicy: '30d', ...backup } } },
});
const TABLESPACE = { name: 'archive', storage: { size: '5Gi' } };
const V27: RuleCase['operators'] = [['1.27.0', '1.27.0']];
const V30: RuleCase['operators'] = [['1.30.0', '1.30.0']];
const in27 = { operators: V27 };
const in30 = { operators: V30 };

const companion = (kind: string, apiVersion: string, name: string, fields: any, metadata: any = {}) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'postgres-prod', ...metadata },
  ...fields,
});
const CNPG = 'postgresql.cnpg.io/v1';
const database = (fields: any) =>
  companion('Database', CNPG, 'api', { spec: { name: 'api_db', owner: 'app', cluster: { name: 'postgres-shared' }, ...fields } });
const pooler = (fields: any) =>
  companion('Pooler', CNPG, 'pool', {
    spec: {
      cluster: { name: 'postgres-shared' },
      instances: 1,
      type: 'rw',
      ...fields,
      pgbouncer: { poolMode: 'session', ...fields?.pgbouncer },
    },
  });
const role = (fields: any) =>
  companion('DatabaseRole', CNPG, 'api', { spec: { name: 'api', cluster: { name: 'postgres-shared' }, ...fields } });
const backup = () =>
  companion('Backup', CNPG, 'now', {
    spec: {
      cluster: { name: 'postgres-shared' },
      method: 'plugin',
      pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
    },
  });
const replication = (kind: string, fields: any) =>
  companion(kind, CNPG, 'sales', {
    spec: {
      name: 'sales',
      dbname: 'api_db',
      cluster: { name: 'postgres-shared' },
      ...(kind === 'Publication' ? { target: { allTables: true } } : { publicationName: 'sales', externalClusterName: 'other' }),
      ...fields,
    },
  });
const policy = (fields: any) =>
  companion('NetworkPolicy', 'networking.k8s.io/v1', 'db', {
    spec: { podSelector: { matchLabels: { 'cnpg.io/cluster': 'postgres-shared' } }, ...fields },
  });
const storageClass = (fields: any) => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'longhorn-single-replica' },
  provisioner: 'driver.longhorn.io',
  ...fields,
});
const namespace = (metadata: any = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'postgres-prod', ...metadata },
});
const catalog = (kind: string, tag: string, metadata: any = {}) => ({
  apiVersion: CNPG,
  kind,
  metadata: { name: 'images', ...(kind === 'ImageCatalog' && { namespace: 'postgres-prod' }), ...metadata },
  spec: { images: [{ major: 17, image: `ghcr.io/cloudnative-pg/postgresql:${tag}` }] },
});
const fromCatalog = (kind: string, major = 17): Patches =>
  spec({ imageName: null, imageCatalogRef: { apiGroup: 'postgresql.cnpg.io', kind, name: 'images', major } });
/** A Cluster on a major version of a catalog that has images by it. */
const onCatalog = (major: number, images: { readonly [major: number]: string }): Patches => ({
  ...fromCatalog('ImageCatalog', major),
  catalog: {
    ...catalog('ImageCatalog', ''),
    spec: {
      images: Object.entries(images).map(([of, image]) => ({ major: Number(of), image: `registry.example.com/pg${image}` })),
    },
  },
});
const operator = (fields: any): Patches => ({ operator: { spec: { source: fields } } });
const plain = (name: string) => ({
  name,
  object: companion('Secret', 'v1', name, { data: { ACCESS_KEY_ID: 'AAAA', ACCESS_SECRET_KEY: 'AAAA' } }),
});
const external = companion('ExternalSecret', 'external-secrets.io/v1', 'postgres-backup-s3-credentials', {
  spec: { refreshInterval: '1h', data: [{ secretKey: 'ACCESS_KEY_ID', remoteRef: { key: 'a' } }] },
});
const pluginDeployment = (container: any) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'barman-cloud', namespace: 'cnpg-system' },
  spec: {
    template: {
      spec: {
        containers: [
          {
            name: 'barman-cloud',
            image: 'ghcr.io/cloudnative-pg/plugin-barman-cloud:v0.14.0',
            env: [{ name: 'SIDECAR_IMAGE', value: 'ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v0.14.0' }],
            ...container,
          },
        ],
      },
    },
  },
});
/** A Cluster that was recovered from the archive that it still names. */
const recovered = (sidecar: any): Patches => ({
  store: { spec: { instanceSidecarConfiguration: sidecar } },
  ...spec({
    bootstrap: { recovery: { source: 'origin' } },
    externalClusters: [
      {
        name: 'origin',
        plugin: {
          name: 'barman-cloud.cloudnative-pg.io',
          parameters: { barmanObjectName: 'postgres-shared-store', serverName: 'old' },
        },
      },
    ],
  }),
});
/** A Secret or ConfigMap that the Cluster reads, and whose content changes. */
const queried = (fields: any, kind: string, labels: any = {}) => {
  const [before, after] = ['AAAA', 'BBBB'].map((value) => ({
    ...spec(fields),
    looked: companion(kind, 'v1', 'looked', { data: { a: value } }, { labels }),
  }));
  return { before, after };
};
const STORE_OBJECT = 'ObjectStore/postgres-prod/postgres-shared-store';
const POOLER_OBJECT = 'Pooler/postgres-prod/pool';
const DATABASE_OBJECT = 'Database/postgres-prod/api';
const SECRET_OBJECT = 'SealedSecret/postgres-prod/postgres-backup-s3-credentials';

const PARAMETERS: readonly RuleCase[] = [
  ...[
    'log_min_duration_statement',
    'work_mem',
    'maintenance_work_mem',
    'log_autovacuum_min_duration',
    'effective_cache_size',
    'archive_timeout',
    'wal_keep_size',
  ].map(
    (name): RuleCase => ({
      rule: 'parameter-reload',
      title: `${name} is reloaded`,
      after: parameters({ [name]: '12345' }),
      effect: 'reload',
    }),
  ),
  ...['checkpoint_timeout', 'max_slot_wal_keep_size', 'random_page_cost', 'statement_timeout', 'autovacuum_naptime'].map(
    (name): RuleCase => ({
      rule: 'parameter-reload',
      title: `${name} is reloaded`,
      after: parameters({ [name]: '99' }),
      effect: 'reload',
    }),
  ),
  { rule: 'parameter-reload', title: 'min_wal_size is reloaded', after: parameters({ min_wal_size: '96MB' }), effect: 'reload' },
  { rule: 'parameter-reload', title: 'max_wal_size is reloaded', after: parameters({ max_wal_size: '2GB' }), effect: 'reload' },
  {
    rule: 'parameter-reload',
    title: 'a parameter that goes is reloaded',
    after: parameters({ work_mem: null }),
    effect: 'reload',
  },
  {
    rule: 'parameter-reload',
    title: 'autovacuum_max_workers is reloaded from 18 on',
    before: image('18.4-standard-bookworm'),
    after: {
      cluster: {
        spec: { ...image('18.4-standard-bookworm').cluster.spec, postgresql: { parameters: { autovacuum_max_workers: '5' } } },
      },
    },
    effect: 'reload',
  },
  ...[
    ['shared_buffers', '1GB'],
    ['huge_pages', 'off'],
    ['wal_level', 'logical'],
    ['wal_buffers', '64MB'],
    ['max_replication_slots', '64'],
    ['max_files_per_process', '2000'],
    ['max_logical_replication_workers', '8'],
    ['superuser_reserved_connections', '5'],
    ['reserved_connections', '3'],
    ['track_activity_query_size', '4096'],
    ['track_commit_timestamp', 'on'],
    ['autovacuum_max_workers', '5'],
    ['autovacuum_freeze_max_age', '300000000'],
    ['max_pred_locks_per_transaction', '128'],
    ['dynamic_shared_memory_type', 'sysv'],
    ['min_dynamic_shared_memory', '64MB'],
    ['transaction_buffers', '1MB'],
    ['wal_decode_buffer_size', '1MB'],
    ['max_connections', '200'],
    ['max_worker_processes', '64'],
  ].map(
    ([name, value]): RuleCase => ({
      rule: 'parameter-restart',
      title: `${name} needs a restart`,
      after: parameters({ [name]: value }),
      effect: 'restart',
    }),
  ),
  ...[
    ['huge_page_size', '2MB'],
    ['max_wal_senders', '20'],
    ['max_prepared_transactions', '5'],
    ['max_locks_per_transaction', '128'],
    ['autovacuum_multixact_freeze_max_age', '500000000'],
    ['shared_memory_type', 'sysv'],
    ['commit_timestamp_buffers', '1MB'],
    ['multixact_member_buffers', '1MB'],
    ['multixact_offset_buffers', '1MB'],
    ['notify_buffers', '1MB'],
    ['serializable_buffers', '1MB'],
    ['subtransaction_buffers', '1MB'],
  ].map(
    ([name, value]): RuleCase => ({
      rule: 'parameter-restart',
      title: `${name} needs a restart`,
      after: parameters({ [name]: value }),
      effect: 'restart',
    }),
  ),
  ...(
    [
      ['16.10', 'old_snapshot_threshold', '1h'],
      ['18.4', 'autovacuum_worker_slots', '20'],
      ['18.4', 'io_method', 'sync'],
      ['18.4', 'io_max_concurrency', '64'],
      ['18.4', 'max_active_replication_origins', '20'],
    ] as const
  ).map(
    ([version, name, value]): RuleCase => ({
      rule: 'parameter-restart',
      title: `${name} needs a restart on ${version}`,
      before: image(`${version}-standard-bookworm`),
      after: spec({ ...image(`${version}-standard-bookworm`).cluster.spec, postgresql: { parameters: { [name]: value } } }),
      effect: 'restart',
    }),
  ),
  {
    rule: 'parameter-restart',
    title: 'a restart of a single instance is downtime',
    before: spec({ instances: 1 }),
    after: spec({ instances: 1, postgresql: { parameters: { max_connections: '200' } } }),
    effect: 'restart',
    says: /1 to 2\.4 s when measured/,
  },
  {
    rule: 'parameter-restart',
    title: 'a single instance that is to hand over gets a new Pod',
    before: spec({ instances: 1, primaryUpdateMethod: 'switchover' }),
    after: spec({ instances: 1, primaryUpdateMethod: 'switchover', postgresql: { parameters: { max_connections: '200' } } }),
    effect: 'rolling update',
    says: /12 to 19 s/,
  },
  {
    rule: 'parameter-restart',
    title: 'a restart with switchover hands over',
    before: spec({ primaryUpdateMethod: 'switchover' }),
    after: spec({ primaryUpdateMethod: 'switchover', postgresql: { parameters: { max_connections: '200' } } }),
    effect: 'switchover',
  },
  ...['max_connections', 'max_prepared_transactions', 'max_locks_per_transaction', 'max_wal_senders', 'max_worker_processes'].map(
    (name): RuleCase => ({
      rule: 'parameter-decrease',
      title: `${name} lowered restarts the primary first`,
      before: parameters({ [name]: '90' }),
      after: parameters({ [name]: '80' }),
      effect: 'restart',
      says: /primary first/,
    }),
  ),
  {
    rule: 'parameter-decrease',
    title: 'a lowered value does not hand over even with switchover',
    before: spec({ primaryUpdateMethod: 'switchover' }),
    after: { cluster: { spec: { primaryUpdateMethod: 'switchover', postgresql: { parameters: { max_connections: '50' } } } } },
    effect: 'restart',
  },
  ...(
    [
      [{ shared_buffers: null }, { shared_buffers: '128MB' }],
      [{ shared_buffers: null }, { shared_buffers: '16384' }],
      [{ max_connections: null }, { max_connections: '100' }],
      [{ max_connections: '100' }, { max_connections: null }],
      [{}, { huge_pages: 'try' }],
      [{}, { max_locks_per_transaction: '64' }],
      [{}, { track_commit_timestamp: 'off' }],
      [{ track_commit_timestamp: 'on' }, { track_commit_timestamp: '1' }],
      [{ track_commit_timestamp: 'on' }, { track_commit_timestamp: 'true' }],
      [{ huge_pages: 'on' }, { huge_pages: 'yes' }],
      [{}, { wal_buffers: '-1' }],
      [{ max_connections: '0x64' }, { max_connections: '1e2' }],
    ] as const
  ).map(
    ([before, after]): RuleCase => ({
      rule: 'parameter-same-value',
      title: `${JSON.stringify(before)} to ${JSON.stringify(after)} is the value in force`,
      before: parameters(before),
      after: parameters({ ...Object.fromEntries(Object.keys(before).map((name) => [name, null])), ...after }),
      effect: 'reload',
    }),
  ),
  ...(
    [
      { work_mem: '1kB' },
      { max_connections: '0' },
      { huge_pages: 'much' },
      { track_commit_timestamp: 'perhaps' },
      { random_page_cost: '-1' },
    ] as const
  ).map(
    (refused): RuleCase => ({
      rule: 'parameter-refused',
      title: `PostgreSQL refuses ${JSON.stringify(refused)}`,
      after: parameters(refused),
      effect: 'unknown',
      says: /PostgreSQL refuses it/,
    }),
  ),
  {
    rule: 'preload-libraries',
    title: 'a library that is preloaded for its parameters',
    before: parameters({ 'pg_stat_statements.max': '10000' }),
    after: {
      cluster: {
        spec: {
          postgresql: { shared_preload_libraries: ['pg_stat_statements'], parameters: { 'pg_stat_statements.max': '10000' } },
        },
      },
    },
    effect: 'reload',
  },
  {
    rule: 'parameter-same-value',
    title: 'the same value in another unit',
    after: parameters({ shared_buffers: '524288kB' }),
    effect: 'reload',
  },
  ...['pg_stat_statements.track', 'auto_explain.log_min_duration', 'pgaudit.log', 'pg_failover_slots.drop_extra_slots'].map(
    (name): RuleCase => ({
      rule: 'parameter-preload',
      title: `the first parameter of ${name} preloads its library`,
      after: parameters({ [name]: 'all' }),
      effect: 'restart',
      says: /shared_preload_libraries/,
    }),
  ),
  {
    rule: 'parameter-preload',
    title: 'the last parameter of a module unloads its library',
    before: parameters({ 'pg_stat_statements.track': 'all' }),
    after: {},
    effect: 'restart',
  },
  {
    rule: 'parameter-reload',
    title: 'one more parameter of a loaded module',
    before: parameters({ 'pg_stat_statements.max': '10000' }),
    after: parameters({ 'pg_stat_statements.max': '10000', 'pg_stat_statements.track': 'all' }),
    effect: 'reload',
  },
  {
    rule: 'parameter-restart',
    title: 'pg_stat_statements.max needs a restart',
    before: parameters({ 'pg_stat_statements.max': '10000' }),
    after: parameters({ 'pg_stat_statements.max': '5000' }),
    effect: 'restart',
  },
  {
    rule: 'parameter-new-sessions',
    title: 'log_disconnections counts for new sessions',
    after: parameters({ log_disconnections: 'on' }),
    effect: 'reload',
  },
  {
    rule: 'parameter-placeholder',
    title: 'a setting of an application',
    after: parameters({ 'app.tenant': 'a' }),
    effect: 'reload',
  },
  {
    rule: 'unknown',
    title: 'a parameter of a preloaded library that nobody knows',
    before: spec({ postgresql: { shared_preload_libraries: ['timescaledb'] } }),
    after: {
      cluster: {
        spec: {
          postgresql: { shared_preload_libraries: ['timescaledb'], parameters: { 'timescaledb.max_background_workers': '9' } },
        },
      },
    },
    effect: 'unknown',
  },
  {
    rule: 'parameter-unknown',
    title: 'a parameter that PostgreSQL does not have',
    after: parameters({ work_memory: '4MB' }),
    effect: 'unknown',
  },
  {
    rule: 'parameter-unknown',
    title: 'old_snapshot_threshold is gone from 17 on',
    after: parameters({ old_snapshot_threshold: '1h' }),
    effect: 'unknown',
  },
  {
    rule: 'preload-libraries',
    title: 'a library in the list',
    after: spec({ postgresql: { shared_preload_libraries: ['pg_cron'] } }),
    effect: 'restart',
  },
  {
    rule: 'CL-CFG-1',
    title: 'a parameter of the operator is refused',
    after: parameters({ archive_command: 'true' }),
    effect: 'rejected',
  },
  {
    rule: 'CL-CFG-8',
    title: 'wal_log_hints off is refused where there are replicas',
    after: parameters({ wal_log_hints: 'off' }),
    effect: 'rejected',
  },
  { rule: 'U-WLV-1', title: 'wal_level minimal is refused', after: parameters({ wal_level: 'minimal' }), effect: 'rejected' },
];

const IMAGES: readonly RuleCase[] = [
  {
    rule: 'image-minor',
    title: 'a minor release',
    after: image('17.11-standard-bookworm'),
    effect: 'rolling update',
    says: /without a switchover/,
  },
  {
    rule: 'image-minor',
    title: 'a minor release with switchover hands over',
    before: spec({ primaryUpdateMethod: 'switchover' }),
    after: spec({ primaryUpdateMethod: 'switchover', ...image('17.11-standard-bookworm').cluster.spec }),
    effect: 'switchover',
    says: /promoted/,
  },
  {
    rule: 'image-minor',
    title: 'a minor release of a single instance is down whatever the method',
    before: spec({ primaryUpdateMethod: 'switchover', instances: 1 }),
    after: spec({ primaryUpdateMethod: 'switchover', instances: 1, ...image('17.11-standard-bookworm').cluster.spec }),
    effect: 'rolling update',
    says: /database is down/,
  },
  {
    rule: 'image-minor',
    title: 'a digest',
    after: image(`17.10-standard-bookworm@sha256:${'a'.repeat(64)}`),
    effect: 'rolling update',
  },
  {
    rule: 'image-minor',
    title: 'an entry of the catalog',
    before: { ...fromCatalog('ImageCatalog'), catalog: catalog('ImageCatalog', '17.10-standard-bookworm') },
    after: { ...fromCatalog('ImageCatalog'), catalog: catalog('ImageCatalog', '17.11-standard-bookworm') },
    effect: 'rolling update',
  },
  {
    rule: 'image-catalog-ImageCatalog',
    title: 'an entry of the catalog counts through the image',
    before: { ...fromCatalog('ImageCatalog'), catalog: catalog('ImageCatalog', '17.10-standard-bookworm') },
    after: { ...fromCatalog('ImageCatalog'), catalog: catalog('ImageCatalog', '17.11-standard-bookworm') },
    effect: 'none',
    object: 'ImageCatalog/postgres-prod/images',
  },
  {
    rule: 'image-catalog-ClusterImageCatalog',
    title: 'a label of the catalog',
    before: { ...fromCatalog('ClusterImageCatalog'), catalog: catalog('ClusterImageCatalog', '17.10-standard-bookworm') },
    after: {
      ...fromCatalog('ClusterImageCatalog'),
      catalog: catalog('ClusterImageCatalog', '17.10-standard-bookworm', { labels: { a: 'b' } }),
    },
    effect: 'none',
    object: 'ClusterImageCatalog//images',
  },
  {
    rule: 'unknown',
    title: 'another catalog that is not here',
    before: fromCatalog('ImageCatalog'),
    after: {
      cluster: {
        spec: {
          imageName: null,
          imageCatalogRef: { ...fromCatalog('ImageCatalog').cluster.spec.imageCatalogRef, name: 'others' },
        },
      },
    },
    effect: 'unknown',
  },
  {
    rule: 'image-major-up',
    title: 'another major of a catalog that is not here',
    before: fromCatalog('ImageCatalog'),
    after: fromCatalog('ImageCatalog', 18),
    effect: 'offline major upgrade',
  },
  { rule: 'image-flavour', title: 'another flavour', after: image('17.10-system-bookworm'), effect: 'rolling update' },
  {
    rule: 'image-debian',
    title: 'another Debian release',
    after: image('17.10-standard-trixie'),
    effect: 'rolling update',
    says: /REINDEX/,
  },
  {
    rule: 'image-major-up',
    title: 'a major upgrade',
    after: image('18.4-standard-bookworm'),
    effect: 'offline major upgrade',
    says: /pg_upgrade/,
    reversible: false,
  },
  ...[
    ['17.10-standard-bookworm', '18.4-standard-trixie', /libraries are missing.*another Debian release is a change of its own/],
    ['17.12-standard-trixie', '18.6-standard-trixie', /18\.6 was released before 17\.12 .*Upgrade to 18\.7 or newer/],
    ['17.13-standard-trixie', '18.7-standard-trixie', /18\.7 was released before 17\.13/],
    ['16.5-system-bookworm', '17.0-system-bookworm', /17\.0 was released before 16\.5/],
    ['17.12-standard-bookworm', '18.6-standard-trixie', /another Debian release.*released before/],
  ].map(
    ([from, to, says]): RuleCase => ({
      rule: 'image-major-fails',
      title: `a major upgrade from ${from} to ${to}`,
      before: image(from as string),
      after: image(to as string),
      effect: 'outage',
      says: says as RegExp,
    }),
  ),
  ...[
    ['17.12-standard-trixie', '18.7-standard-trixie', /neither primary nor replica/],
    ['17.12', '18.7', /do not tell whether both images are of one Debian release/],
    ['17.12-standard-trixie', '18-standard-trixie', /not known here whether PostgreSQL 18 was/],
    ['17.13-standard-trixie', '18.8-standard-trixie', /not known here whether PostgreSQL 18\.8 was/],
    ['17.10-system-bookworm', '18.4-minimal-bookworm', /lacks locales and extensions/],
  ].map(
    ([from, to, says]): RuleCase => ({
      rule: 'image-major-up',
      title: `a major upgrade from ${from} to ${to}`,
      before: image(from as string),
      after: image(to as string),
      effect: 'offline major upgrade',
      says: says as RegExp,
    }),
  ),
  {
    rule: 'image-major-fails',
    title: 'a major upgrade from 17.5 with a limit of the WAL of slots',
    before: spec({
      ...image('17.5-standard-bookworm').cluster.spec,
      postgresql: { parameters: { max_slot_wal_keep_size: '10GB' } },
    }),
    after: spec({
      ...image('18.6-standard-bookworm').cluster.spec,
      postgresql: { parameters: { max_slot_wal_keep_size: '10GB' } },
    }),
    effect: 'outage',
    says: /max_slot_wal_keep_size/,
  },
  {
    rule: 'image-major-fails',
    title: 'a major upgrade in a catalog, to an older minor version',
    before: onCatalog(17, { 17: ':17.12-standard-trixie' }),
    after: onCatalog(18, { 17: ':17.12-standard-trixie', 18: ':18.6-standard-trixie' }),
    effect: 'outage',
  },
  {
    rule: 'image-major-up',
    title: 'a major upgrade in a catalog of digests',
    before: onCatalog(17, { 17: `@sha256:${'a'.repeat(64)}` }),
    after: onCatalog(18, { 17: `@sha256:${'a'.repeat(64)}`, 18: `:latest@sha256:${'b'.repeat(64)}` }),
    effect: 'offline major upgrade',
    says: /one Debian release.*not known here whether PostgreSQL 18 was/,
  },
  {
    rule: 'image-major-refused',
    title: 'a major upgrade in a catalog, to less than 16',
    before: onCatalog(13, { 13: ':13.23-standard-trixie' }),
    after: onCatalog(15, { 15: ':15.20-standard-trixie' }),
    effect: 'rejected',
  },
  {
    rule: 'image-major-down',
    title: 'an older major version, of which nobody knows whether it is the way back',
    after: image('16.10-standard-bookworm'),
    effect: 'unknown',
    says: /refuses .*way back/,
  },
  {
    rule: 'image-major-down',
    title: 'the way back from an upgrade that failed for two reasons',
    before: image('18.6-standard-trixie'),
    after: image('17.12-standard-bookworm'),
    effect: 'unknown',
  },
  {
    rule: 'U-IMG-1',
    title: 'a major downgrade after an upgrade that is done',
    before: { cluster: { ...image('18.6-standard-bookworm').cluster, status: { pgDataImageInfo: { majorVersion: 18 } } } },
    after: image('17.10-standard-bookworm'),
    effect: 'rejected',
  },
  {
    rule: 'U-IMG-2',
    title: 'a major upgrade below 16',
    before: image('13.23-standard-bookworm'),
    after: image('15.18-standard-bookworm'),
    effect: 'rejected',
  },
  {
    rule: 'image-major-down',
    title: 'an image that nobody pins follows an older operator',
    before: spec({ imageName: null }),
    after: spec({ imageName: null }),
    operators: [['1.27.1', '1.27.0']],
    effect: 'unknown',
  },
  {
    rule: 'image-major-down',
    title: 'a major downgrade in a catalog',
    before: fromCatalog('ImageCatalog'),
    after: fromCatalog('ImageCatalog', 16),
    effect: 'unknown',
  },
  {
    rule: 'U-CFG-1',
    title: 'image and parameters at once, on 1.27',
    after: spec({ ...image('17.11-standard-bookworm').cluster.spec, postgresql: { parameters: { work_mem: '20MB' } } }),
    ...in27,
    effect: 'rejected',
  },
  {
    rule: 'image-minor',
    title: 'image and parameters at once, on 1.30',
    after: spec({ ...image('17.11-standard-bookworm').cluster.spec, postgresql: { parameters: { work_mem: '20MB' } } }),
    ...in30,
    effect: 'rolling update',
  },
  {
    rule: 'U-CFG-1',
    title: 'image and parameters at once with switchover, on 1.30',
    before: spec({ primaryUpdateMethod: 'switchover' }),
    after: spec({
      primaryUpdateMethod: 'switchover',
      ...image('17.11-standard-bookworm').cluster.spec,
      postgresql: { parameters: { work_mem: '20MB' } },
    }),
    ...in30,
    effect: 'rejected',
  },
  {
    rule: 'image-was-chosen',
    title: 'an image where nobody named one, of another major than this operator has',
    before: spec({ imageName: null }),
    after: image('16.10-standard-bookworm'),
    effect: 'unknown',
    says: /live Cluster/,
  },
  {
    rule: 'image-major-up',
    title: 'an image that nobody pins follows the operator',
    before: spec({ imageName: null }),
    after: spec({ imageName: null }),
    operators: [['1.27.0', '1.27.1']],
    effect: 'offline major upgrade',
  },
];

const VOLUMES: readonly RuleCase[] = [
  {
    rule: 'volume-grows',
    title: 'more storage',
    after: spec({ storage: { size: '100Gi' } }),
    effect: 'volume resize',
    reversible: false,
  },
  {
    rule: 'volume-grows',
    title: 'more storage of a class that cannot',
    before: { class: storageClass({}) },
    after: { class: storageClass({}), ...spec({ storage: { size: '100Gi' } }) },
    effect: 'volume resize',
    says: /does not allow expansion/,
  },
  {
    rule: 'volume-grows',
    title: 'more storage that is not resized in use',
    before: spec({ storage: { resizeInUseVolumes: false } }),
    after: spec({ storage: { size: '100Gi', resizeInUseVolumes: false } }),
    effect: 'volume resize',
    says: /Pod is deleted/,
  },
  { rule: 'U-STO-1', title: 'less storage', after: spec({ storage: { size: '20Gi' } }), effect: 'rejected' },
  {
    rule: 'volume-shrinks',
    title: 'less storage in a template',
    before: spec({ storage: { size: null, pvcTemplate: { resources: { requests: { storage: '50Gi' } } } } }),
    after: spec({ storage: { size: null, pvcTemplate: { resources: { requests: { storage: '20Gi' } } } } }),
    effect: 'rejected',
  },
  { rule: 'storage-class', title: 'another storage class', after: spec({ storage: { storageClass: 'fast' } }), effect: 'none' },
  {
    rule: 'volume-attributes-class',
    title: 'another attributes class, on 1.30',
    after: spec({ storage: { pvcTemplate: { volumeAttributesClassName: 'gold' } } }),
    before: spec({ storage: { pvcTemplate: { volumeAttributesClassName: 'silver' } } }),
    ...in30,
    effect: 'volume resize',
  },
  {
    rule: 'volume-attributes-class',
    title: 'another attributes class, on 1.27',
    after: spec({ storage: { pvcTemplate: { volumeAttributesClassName: 'gold' } } }),
    before: spec({ storage: { pvcTemplate: { volumeAttributesClassName: 'silver' } } }),
    ...in27,
    effect: 'none',
  },
  {
    rule: 'volume-template',
    title: 'another access mode',
    before: spec({ storage: { pvcTemplate: { accessModes: ['ReadWriteOnce'] } } }),
    after: spec({ storage: { pvcTemplate: { accessModes: ['ReadWriteOncePod'] } } }),
    effect: 'none',
  },
  {
    rule: 'volume-added',
    title: 'a WAL volume',
    after: spec({ walStorage: { size: '10Gi' } }),
    effect: 'rolling update',
    reversible: false,
  },
  { rule: 'volume-added', title: 'a tablespace', after: spec({ tablespaces: [TABLESPACE] }), effect: 'rolling update' },
  {
    rule: 'volume-grows',
    title: 'a larger tablespace',
    before: spec({ tablespaces: [TABLESPACE] }),
    after: spec({ tablespaces: [{ ...TABLESPACE, storage: { size: '9Gi' } }] }),
    effect: 'volume resize',
  },
  {
    rule: 'U-WAL-1',
    title: 'the WAL volume goes',
    before: spec({ walStorage: { size: '10Gi' } }),
    after: {},
    effect: 'rejected',
  },
  { rule: 'U-TBS-1', title: 'a tablespace goes', before: spec({ tablespaces: [TABLESPACE] }), after: {}, effect: 'rejected' },
  {
    rule: 'tablespace-owner',
    title: 'another owner of a tablespace',
    before: spec({ tablespaces: [TABLESPACE] }),
    after: spec({ tablespaces: [{ ...TABLESPACE, owner: { name: 'api' } }] }),
    effect: 'none',
  },
  {
    rule: 'tablespace-temporary',
    title: 'a tablespace for temporary files',
    before: spec({ tablespaces: [TABLESPACE] }),
    after: spec({ tablespaces: [{ ...TABLESPACE, temporary: true }] }),
    effect: 'reload',
  },
  {
    rule: 'storage-class-object',
    title: 'a class that may expand',
    before: { class: storageClass({}) },
    after: { class: storageClass({ allowVolumeExpansion: true }) },
    effect: 'none',
    object: 'StorageClass//longhorn-single-replica',
  },
  {
    rule: 'storage-class-immutable',
    title: 'another provisioner of a class',
    before: { class: storageClass({}) },
    after: { class: storageClass({ provisioner: 'other' }) },
    effect: 'rejected',
    object: 'StorageClass//longhorn-single-replica',
  },
  { rule: 'instances-up', title: 'one more instance', after: spec({ instances: 4 }), effect: 'none' },
  {
    rule: 'instances-down',
    title: 'one instance less',
    after: spec({ instances: 2 }),
    effect: 'destroys data',
    says: /volumes of the instances that go/,
  },
];

const SETTINGS: readonly RuleCase[] = [
  ...(
    [
      ['resources', { requests: { cpu: '2' } }],
      ['env', [{ name: 'TZ', value: 'UTC' }]],
      ['envFrom', [{ configMapRef: { name: 'c' } }]],
      ['affinity', { tolerations: [{ key: 'db', operator: 'Exists' }] }],
      ['affinity', { nodeSelector: { disk: 'fast' } }],
      ['topologySpreadConstraints', [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }]],
      ['schedulerName', 'other'],
      ['probes', { readiness: { periodSeconds: 5 } }],
      ['startDelay', 600],
      ['stopDelay', 600],
      ['ephemeralVolumesSizeLimit', { shm: '1Gi' }],
      ['logLevel', 'debug'],
      ['livenessProbeTimeout', 60],
      ['seccompProfile', { type: 'Unconfined' }],
      ['monitoring', { tls: { enabled: true } }],
      ['schedulerName', 'default-scheduler'],
      ['affinity', { enablePodAntiAffinity: false }],
      ['affinity', { additionalPodAffinity: {} }],
      ['probes', { liveness: { failureThreshold: 9 } }],
      ['probes', { startup: { terminationGracePeriodSeconds: 0 } }],
      ['ephemeralVolumeSource', { volumeClaimTemplate: { spec: { resources: { requests: { storage: '1Gi' } } } } }],
      ['affinity', { topologyKey: 'topology.kubernetes.io/zone' }],
    ] as const
  ).map(
    ([name, value]): RuleCase => ({
      rule: 'pod-spec',
      title: `${name} recreates the Pods`,
      after: spec({ [name]: value }),
      effect: 'rolling update',
    }),
  ),
  ...(
    [
      ['securityContext', { readOnlyRootFilesystem: false }],
      ['podSecurityContext', { fsGroupChangePolicy: 'OnRootMismatch' }],
      ['podSecurityContext', {}],
      ['podSecurityContext', { runAsUser: 26, runAsGroup: 26, fsGroup: 26 }],
    ] as const
  ).map(
    ([name, value]): RuleCase => ({
      rule: 'pod-spec',
      title: `${name} ${JSON.stringify(value)} recreates the Pods`,
      ...in30,
      after: spec({ [name]: value }),
      effect: 'rolling update',
    }),
  ),
  ...(
    [
      ['affinity', { enablePodAntiAffinity: true }],
      ['affinity', { topologyKey: 'kubernetes.io/hostname' }],
      ['seccompProfile', { type: 'RuntimeDefault' }],
      ['ephemeralVolumesSizeLimit', {}],
      ['probes', { readiness: { type: 'pg_isready' } }],
      ['probes', { readiness: { type: 'streaming', maximumLag: '16Mi' } }],
      ['probes', { readiness: { periodSeconds: 10, timeoutSeconds: 5, initialDelaySeconds: 0 } }],
      ['probes', { startup: { type: 'query', failureThreshold: 360 } }],
      ['probes', { liveness: { isolationCheck: { enabled: false, requestTimeout: 500, connectionTimeout: 500 } } }],
      ['startDelay', 3595],
    ] as const
  ).map(
    ([name, value]): RuleCase => ({
      rule: 'pod-spec-same',
      title: `${name} ${JSON.stringify(value)} is in force by default, or no part of the Pod`,
      after: spec({ [name]: value }),
      effect: 'none',
    }),
  ),
  ...(
    [
      ['securityContext', {}],
      ['securityContext', { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] }, runAsNonRoot: true }],
      [
        'podSecurityContext',
        { runAsUser: 26, runAsGroup: 26, fsGroup: 26, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      ],
      ['serviceAccountName', 'postgres-shared'],
    ] as const
  ).map(
    ([name, value]): RuleCase => ({
      rule: 'pod-spec-same',
      title: `${name} ${JSON.stringify(value)} is in force by default`,
      ...in30,
      after: spec({ [name]: value }),
      effect: 'none',
    }),
  ),
  ...['shinyNewField', '[ ', 'a/b~c'].map(
    (name): RuleCase => ({
      rule: 'unknown',
      title: `a field of the affinity that nobody knows, ${name}`,
      after: spec({ affinity: { [name]: 'on' } }),
      effect: 'unknown',
    }),
  ),
  {
    rule: 'pod-spec',
    title: 'a default beside a change',
    after: spec({ affinity: { enablePodAntiAffinity: true, topologyKey: 'topology.kubernetes.io/zone' } }),
    effect: 'rolling update',
  },
  {
    rule: 'pod-spec',
    title: 'variables in another order',
    before: spec({ env: [{ name: 'A' }, { name: 'B' }] }),
    after: spec({ env: [{ name: 'B' }, { name: 'A' }] }),
    effect: 'rolling update',
  },
  {
    rule: 'pod-spec',
    title: 'reconcilePodSpec puts it off',
    before: annotations({ 'cnpg.io/reconcilePodSpec': 'disabled' }),
    after: { cluster: { metadata: { annotations: { 'cnpg.io/reconcilePodSpec': 'disabled' } }, spec: { stopDelay: 600 } } },
    effect: 'deferred',
  },
  {
    rule: 'pod-spec',
    title: 'a change while the operator leaves the Cluster alone',
    before: annotations({ 'cnpg.io/reconciliationLoop': 'disabled' }),
    after: { cluster: { metadata: { annotations: { 'cnpg.io/reconciliationLoop': 'disabled' } }, spec: { stopDelay: 600 } } },
    effect: 'deferred',
    says: /until it is gone/,
  },
  {
    rule: 'pod-spec',
    title: 'a change of a hibernated database',
    before: annotations({ 'cnpg.io/hibernation': 'on' }),
    after: { cluster: { metadata: { annotations: { 'cnpg.io/hibernation': 'on' } }, spec: { stopDelay: 600 } } },
    effect: 'deferred',
    says: /hibernated/,
  },
  {
    rule: 'projected-volume',
    title: 'a projected volume recreates the Pods, reconcilePodSpec or not',
    before: annotations({ 'cnpg.io/reconcilePodSpec': 'disabled' }),
    after: {
      cluster: {
        metadata: { annotations: { 'cnpg.io/reconcilePodSpec': 'disabled' } },
        spec: { projectedVolumeTemplate: { sources: [{ secret: { name: 'a' } }] } },
      },
    },
    effect: 'rolling update',
  },
  ...[
    { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
    { serviceAccountToken: { path: 'token' } },
  ].map(
    (source): RuleCase => ({
      rule: 'endless-restart',
      title: `${Object.keys(source)[0]} with a field that the API server fills in recreates the Pods for ever`,
      after: spec({ projectedVolumeTemplate: { sources: [source] } }),
      effect: 'outage',
      says: /Write it out: (?:v1|3600).*again and again/,
    }),
  ),
  ...[{ nodeSelector: {} }, { tolerations: [] }].map(
    (affinity): RuleCase => ({
      rule: 'endless-restart',
      title: `${JSON.stringify(affinity)} recreates the Pods for ever`,
      after: spec({ affinity }),
      effect: 'outage',
      says: /Leave it out/,
    }),
  ),
  {
    rule: 'projected-volume',
    title: 'downwardAPI with its version recreates the Pods once',
    after: spec({
      projectedVolumeTemplate: {
        sources: [{ downwardAPI: { items: [{ path: 'labels', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.labels' } }] } }],
      },
    }),
    effect: 'rolling update',
  },
  {
    rule: 'extension-volume',
    title: 'an extension image recreates the Pods',
    after: spec({ postgresql: { extensions: [{ name: 'pgvector', image: { reference: 'pgvector:0.8' } }] } }),
    effect: 'rolling update',
  },
  ...(
    [
      ['extension-paths', { extension_control_path: ['share'] }, 'reload'],
      ['extension-paths', { dynamic_library_path: ['lib'] }, 'reload'],
      ['extension-environment', { ld_library_path: ['lib'] }, 'deferred'],
    ] as const
  ).map(
    ([rule, fields, effect]): RuleCase => ({
      rule,
      title: `${Object.keys(fields)[0]} of an extension`,
      before: spec({ postgresql: { extensions: [{ name: 'pgvector', image: { reference: 'pgvector:0.8' } }] } }),
      after: spec({ postgresql: { extensions: [{ name: 'pgvector', image: { reference: 'pgvector:0.8' }, ...fields }] } }),
      effect,
    }),
  ),
  {
    rule: 'pod-spec',
    title: 'a service account of its own recreates the Pods',
    ...in30,
    after: spec({ serviceAccountName: 'postgres' }),
    effect: 'rolling update',
  },
  {
    rule: 'CEL-CLUSTER-SERVICE-ACCOUNT-NAME-IMMUTABLE',
    title: 'another service account is refused',
    ...in30,
    before: spec({ serviceAccountName: 'postgres' }),
    after: spec({ serviceAccountName: 'other' }),
    effect: 'rejected',
  },
  {
    rule: 'pod-spec-later',
    title: 'a priority class counts later',
    after: spec({ priorityClassName: 'high' }),
    effect: 'deferred',
  },
  {
    rule: 'pod-spec-later',
    title: 'an AppArmor profile counts later',
    after: annotations({ 'container.apparmor.security.beta.kubernetes.io/postgres': 'runtime/default' }),
    effect: 'deferred',
  },
  {
    rule: 'access',
    title: 'pg_hba is reloaded',
    after: spec({ postgresql: { pg_hba: ['host all all all scram-sha-256'] } }),
    effect: 'reload',
  },
  {
    rule: 'access',
    title: 'podSelectorRefs are reloaded',
    after: spec({ podSelectorRefs: [{ name: 'apps', selector: { matchLabels: { app: 'a' } } }] }),
    ...in30,
    effect: 'reload',
  },
  { rule: 'access', title: 'pg_ident is reloaded', after: spec({ postgresql: { pg_ident: ['m a b'] } }), effect: 'reload' },
  {
    rule: 'access',
    title: 'ldap is reloaded',
    after: spec({ postgresql: { ldap: { server: 'l', bindAsAuth: { prefix: 'p' } } } }),
    effect: 'reload',
  },
  {
    rule: 'synchronous',
    title: 'synchronous replication',
    after: spec({ postgresql: { synchronous: { method: 'any', number: 1 } } }),
    effect: 'reload',
  },
  {
    rule: 'replication-slots',
    title: 'replication slots',
    after: spec({ replicationSlots: { highAvailability: { enabled: false } } }),
    effect: 'reload',
  },
  {
    rule: 'replication-slots-timing',
    title: 'how often slots are copied',
    after: spec({ replicationSlots: { updateInterval: 60 } }),
    effect: 'none',
  },
  { rule: 'alter-system', title: 'ALTER SYSTEM', after: spec({ postgresql: { enableAlterSystem: true } }), effect: 'reload' },
  {
    rule: 'certificates',
    title: 'certificates',
    after: spec({ certificates: { serverAltDNSNames: ['db.example.com'] } }),
    effect: 'reload',
  },
  {
    rule: 'monitoring',
    title: 'custom queries',
    after: spec({ monitoring: { customQueriesConfigMap: [{ name: 'q', key: 'k' }] } }),
    effect: 'none',
  },
  {
    rule: 'services',
    title: 'managed services',
    after: spec({ managed: { services: { disabledDefaultServices: ['ro'] } } }),
    effect: 'none',
  },
  { rule: 'pod-disruption-budget', title: 'the PDB', after: spec({ enablePDB: false }), effect: 'none' },
  { rule: 'description', title: 'the description', after: spec({ description: 'x' }), effect: 'none' },
  { rule: 'timings', title: 'the failover delay', after: spec({ failoverDelay: 10 }), effect: 'none' },
  { rule: 'update-method', title: 'the update method', after: spec({ primaryUpdateMethod: 'switchover' }), effect: 'none' },
  { rule: 'superuser-access', title: 'superuser access', after: spec({ enableSuperuserAccess: true }), effect: 'none' },
  {
    rule: 'inherited-metadata',
    title: 'inherited labels',
    after: spec({ inheritedMetadata: { labels: { a: 'b' } } }),
    effect: 'none',
  },
  {
    rule: 'bootstrap',
    title: 'bootstrap is ignored after creation',
    after: spec({ bootstrap: { initdb: { database: 'other', owner: 'other' } } }),
    effect: 'none',
    says: /made anew/,
  },
  { rule: 'SCHEMA-TYPE', title: 'a number that is a text', after: spec({ instances: '3' }), effect: 'rejected' },
  { rule: 'U-UID-1', title: 'another user id', after: spec({ postgresUID: 27 }), effect: 'rejected' },
  { rule: 'U-UID-1', title: 'another group id', after: spec({ postgresGID: 27 }), effect: 'rejected' },
  { rule: 'unknown', title: 'a field that nobody knows', after: spec({ shinyNewField: true }), effect: 'unknown' },
  {
    rule: 'unknown',
    title: 'an annotation of the operator that nobody knows',
    after: annotations({ 'cnpg.io/shiny': 'on' }),
    effect: 'unknown',
  },
  {
    rule: 'managed-roles',
    title: 'a managed role',
    after: spec({ managed: { roles: [{ name: 'api', login: true }] } }),
    effect: 'none',
  },
  {
    rule: 'managed-roles',
    title: 'a role that moves to a DatabaseRole leaves the Cluster',
    before: spec({ managed: { roles: [{ name: 'api', login: true }] } }),
    after: { role: role({ login: true }) },
    ...in30,
    effect: 'none',
  },
  {
    rule: 'database-role',
    title: 'a role that moves to a DatabaseRole is not dropped',
    before: spec({ managed: { roles: [{ name: 'api', login: true }] } }),
    after: { role: role({ login: true }) },
    ...in30,
    effect: 'none',
    object: 'DatabaseRole/postgres-prod/api',
  },
  {
    rule: 'hibernation',
    title: 'hibernation with switchover hands nothing over',
    before: spec({ primaryUpdateMethod: 'switchover' }),
    after: {
      cluster: { metadata: { annotations: { 'cnpg.io/hibernation': 'on' } }, spec: { primaryUpdateMethod: 'switchover' } },
    },
    effect: 'rolling update',
  },
  {
    rule: 'hibernation',
    title: 'hibernation',
    after: annotations({ 'cnpg.io/hibernation': 'on' }),
    effect: 'rolling update',
    says: /Cluster in healthy state.*down until/,
  },
  { rule: 'fencing', title: 'fencing', after: annotations({ 'cnpg.io/fencedInstances': '["*"]' }), effect: 'restart' },
  {
    rule: 'restarted-at',
    title: 'a restart by annotation',
    after: annotations({ 'kubectl.kubernetes.io/restartedAt': '2026-11-22' }),
    effect: 'rolling update',
  },
  {
    rule: 'reloaded-at',
    title: 'a reload by annotation',
    after: annotations({ 'cnpg.io/reloadedAt': '2026-11-22' }),
    effect: 'reload',
  },
  {
    rule: 'pod-spec',
    title: 'a patch of what the operator compares',
    after: annotations({
      'cnpg.io/podPatch': '[{"op":"add","path":"/spec/containers/0/env/-","value":{"name":"A","value":"b"}}]',
    }),
    effect: 'rolling update',
  },
  ...[
    '[]',
    '[{"op":"add","path":"/metadata/labels/team","value":"a"}]',
    '[{"op":"add","path":"/metadata/annotations/a","value":"b"},{"op":"remove","path":"/metadata/annotations/a"}]',
    '[{"op":"add","path":"/spec/hostNetwork","value":true}]',
    '[{"op":"add","path":"/spec/schedulerName","value":"a"},{"op":"remove","path":"/spec/schedulerName"}]',
  ].map(
    (patch): RuleCase => ({
      rule: 'pod-spec-same',
      title: `the patch ${patch} leaves what the operator compares`,
      after: annotations({ 'cnpg.io/podPatch': patch }),
      effect: 'none',
    }),
  ),
  {
    rule: 'CL-ANN-2',
    title: 'a patch that cannot be read is refused',
    after: annotations({ 'cnpg.io/podPatch': '{' }),
    effect: 'rejected',
  },
  {
    rule: 'pod-spec',
    title: 'profiling of the instance manager',
    ...in30,
    after: annotations({ 'alpha.cnpg.io/enableInstancePprof': 'true' }),
    effect: 'rolling update',
  },
  {
    rule: 'pod-spec-annotation',
    title: 'the Pods are left as they are',
    after: annotations({ 'cnpg.io/reconcilePodSpec': 'disabled' }),
    effect: 'none',
  },
  {
    rule: 'pod-spec-annotation',
    title: 'what was put off comes',
    before: annotations({ 'cnpg.io/reconcilePodSpec': 'disabled' }),
    after: {},
    effect: 'rolling update',
  },
  {
    rule: 'reconciliation-annotation',
    title: 'the operator leaves the Cluster alone',
    after: annotations({ 'cnpg.io/reconciliationLoop': 'disabled' }),
    effect: 'none',
    says: /no failover/,
  },
  {
    rule: 'reconciliation-annotation',
    title: 'the operator takes the Cluster up again',
    before: annotations({ 'cnpg.io/reconciliationLoop': 'disabled' }),
    after: {},
    effect: 'rolling update',
  },
  {
    rule: 'coredump-annotation',
    title: 'what a core dump holds counts for new instances',
    after: annotations({ 'cnpg.io/coredumpFilter': '0x33' }),
    effect: 'none',
  },
  {
    rule: 'quiet-annotation',
    title: 'the archive check is left out',
    after: annotations({ 'cnpg.io/skipEmptyWalArchiveCheck': 'enabled' }),
    effect: 'none',
  },
  {
    rule: 'foreign-annotation',
    title: "somebody else's annotation",
    after: annotations({ 'example.com/owner': 'me' }),
    effect: 'none',
  },
  { rule: 'labels', title: 'a label', after: { cluster: { metadata: { labels: { a: 'b' } } } }, effect: 'none' },
  {
    rule: 'sync-options',
    title: 'the guards go',
    after: annotations({ 'argocd.argoproj.io/sync-options': null }),
    effect: 'none',
  },
  {
    rule: 'replace-and-force',
    title: 'Replace with Force',
    after: annotations({ 'argocd.argoproj.io/sync-options': 'Replace=true,Force=true' }),
    effect: 'destroys data',
  },
  {
    rule: 'replica-role',
    title: 'a demotion',
    before: spec({
      bootstrap: { recovery: { source: 'other' } },
      externalClusters: [{ name: 'other', connectionParameters: { host: 'h' }, barmanObjectStore: BARMAN }],
      replica: { enabled: false, source: 'other' },
    }),
    after: spec({
      bootstrap: { recovery: { source: 'other' } },
      externalClusters: [{ name: 'other', connectionParameters: { host: 'h' }, barmanObjectStore: BARMAN }],
      replica: { enabled: true, source: 'other' },
    }),
    effect: 'switchover',
  },
  {
    rule: 'replica-delay',
    title: 'a delay of a replica cluster',
    before: spec({
      bootstrap: { recovery: { source: 'other' } },
      externalClusters: [{ name: 'other', barmanObjectStore: BARMAN }],
      replica: { enabled: true, source: 'other' },
    }),
    after: spec({
      bootstrap: { recovery: { source: 'other' } },
      externalClusters: [{ name: 'other', barmanObjectStore: BARMAN }],
      replica: { enabled: true, source: 'other', minApplyDelay: '1h' },
    }),
    effect: 'reload',
  },
  {
    rule: 'external-cluster',
    title: 'an external cluster',
    after: spec({ externalClusters: [{ name: 'other', connectionParameters: { host: 'h' } }] }),
    effect: 'none',
  },
  {
    rule: 'external-cluster-plugin',
    title: 'an external cluster with a plugin of its own',
    before: inTree({}),
    after: {
      ...IN_TREE,
      cluster: {
        spec: {
          ...inTree({}).cluster.spec,
          externalClusters: [
            { name: 'other', plugin: { name: 'barman-cloud.cloudnative-pg.io', parameters: { barmanObjectName: 's' } } },
          ],
        },
      },
    },
    effect: 'rolling update',
  },
];

const BACKUPS: readonly RuleCase[] = [
  {
    rule: 'plugin-sidecar',
    title: 'from in-tree to the plugin: the Pods roll',
    before: IN_TREE,
    after: {},
    effect: 'rolling update',
  },
  {
    rule: 'archive-same-place',
    title: 'from in-tree to the plugin: the archive stays',
    before: IN_TREE,
    after: {},
    effect: 'none',
  },
  {
    rule: 'object-store-appears',
    title: 'from in-tree to the plugin: the store appears',
    before: IN_TREE,
    after: {},
    effect: 'none',
    object: STORE_OBJECT,
  },
  {
    rule: 'store-retention-shortened',
    title: 'from in-tree to the plugin with a shorter retention',
    before: inTree({ retentionPolicy: '60d' }),
    after: {},
    effect: 'destroys data',
    object: STORE_OBJECT,
  },
  {
    rule: 'plugin-sidecar',
    title: 'a plugin that is switched off',
    after: plugins({ ...PLUGIN, enabled: false }),
    effect: 'rolling update',
  },
  {
    rule: 'plugin-idle',
    title: 'a plugin that is not enabled',
    after: plugins(PLUGIN, { name: 'other', enabled: false }),
    effect: 'none',
  },
  { rule: 'archive-moves', title: 'no archive any more', after: plugins(), effect: 'new backup archive', says: /chain ends/ },
  {
    rule: 'archive-moves',
    title: 'another server name',
    after: plugins({ ...PLUGIN, parameters: { ...PLUGIN.parameters, serverName: 'pg17' } }),
    effect: 'new backup archive',
  },
  {
    rule: 'plugin-parameters',
    title: 'another server name leaves the Pods alone',
    after: plugins({ ...PLUGIN, parameters: { ...PLUGIN.parameters, serverName: 'pg17' } }),
    effect: 'none',
  },
  {
    rule: 'archive-moves',
    title: 'another bucket, in-tree',
    before: IN_TREE,
    after: inTree({ barmanObjectStore: { ...BARMAN, destinationPath: 's3://other' } }),
    effect: 'new backup archive',
  },
  {
    rule: 'archive-moves',
    title: 'the first archive, in-tree',
    before: { ...IN_TREE, cluster: { spec: { plugins: null } } },
    after: IN_TREE,
    effect: 'new backup archive',
    says: /first base backup/,
  },
  {
    rule: 'archive-moves',
    title: 'the first archive, by the plugin, whose ObjectStore is not here',
    before: { cluster: { spec: { plugins: null } }, store: null },
    after: { store: null },
    effect: 'new backup archive',
    says: /first base backup/,
  },
  {
    rule: 'archive-moves',
    title: 'no archive any more, whose ObjectStore is not here',
    before: { store: null },
    after: { ...plugins(), store: null },
    effect: 'new backup archive',
    says: /chain ends/,
  },
  {
    rule: 'in-tree-settings',
    title: 'another compression, in-tree',
    before: IN_TREE,
    after: inTree({ barmanObjectStore: { ...BARMAN, wal: { compression: 'zstd' } } }),
    effect: 'none',
  },
  { rule: 'backup-settings', title: 'another target', before: IN_TREE, after: inTree({ target: 'primary' }), effect: 'none' },
  {
    rule: 'archive-moves-store',
    title: 'another bucket',
    after: { store: { spec: { configuration: { destinationPath: 's3://other' } } } },
    effect: 'new backup archive',
    object: STORE_OBJECT,
  },
  {
    rule: 'archive-moves-store',
    title: 'another endpoint',
    after: { store: { spec: { configuration: { endpointURL: 'https://s3.example.com' } } } },
    effect: 'new backup archive',
    object: STORE_OBJECT,
  },
  {
    rule: 'archive-moves-store',
    title: 'the same bucket with a slash',
    after: { store: { spec: { configuration: { destinationPath: 's3://backups/postgres-prod/' } } } },
    effect: 'none',
    object: STORE_OBJECT,
  },
  {
    rule: 'object-store-settings',
    title: 'another compression',
    after: { store: { spec: { configuration: { wal: { compression: 'zstd' } } } } },
    effect: 'none',
    object: STORE_OBJECT,
  },
  {
    rule: 'object-store-sidecar',
    title: 'resources of the sidecar',
    after: { store: { spec: { instanceSidecarConfiguration: { resources: { limits: { memory: '1Gi' } } } } } },
    effect: 'deferred',
    object: STORE_OBJECT,
    says: /next change of the Cluster/,
  },
  {
    rule: 'object-store-sidecar',
    title: 'variables of the sidecar',
    after: { store: { spec: { instanceSidecarConfiguration: { env: [{ name: 'A', value: 'b' }] } } } },
    effect: 'deferred',
    object: STORE_OBJECT,
  },
  {
    rule: 'object-store-metadata',
    title: 'an annotation of a store',
    after: { store: { metadata: { annotations: { 'argocd.argoproj.io/sync-wave': '-1' } } } },
    effect: 'none',
    object: STORE_OBJECT,
  },
  {
    rule: 'object-store-sidecar',
    title: 'the CA of the object store is a volume of the Pods',
    after: { store: { spec: { configuration: { endpointCA: { name: 'ca', key: 'ca.crt' } } } } },
    effect: 'deferred',
    object: STORE_OBJECT,
  },
  ...(
    [
      ['the Cluster is reloaded', parameters({ work_mem: '11MB' })],
      ['an annotation of the Cluster changes', annotations({ 'example.com/a': 'b' })],
      ['the operator is configured', operator({ helm: { valuesObject: { config: { data: { DRAIN_TAINTS: 'a' } } } } })],
    ] as const
  ).map(
    ([title, patch]): RuleCase => ({
      rule: 'object-store-sidecar',
      title: `resources of the sidecar while ${title}`,
      after: { ...patch, store: { spec: { instanceSidecarConfiguration: { resources: { limits: { memory: '1Gi' } } } } } },
      effect: 'rolling update',
      object: STORE_OBJECT,
      says: /brings it now/,
    }),
  ),
  {
    rule: 'object-store-sidecar',
    title: 'the same resources in another notation',
    before: { store: { spec: { instanceSidecarConfiguration: { resources: { limits: { memory: '1Gi' } } } } } },
    after: { store: { spec: { instanceSidecarConfiguration: { resources: { limits: { memory: '1Gi' }, requests: {} } } } } },
    effect: 'none',
    object: STORE_OBJECT,
  },
  {
    rule: 'object-store-sidecar-arguments',
    title: 'the log level of the sidecar',
    after: { store: { spec: { instanceSidecarConfiguration: { logLevel: 'debug' } } } },
    effect: 'deferred',
    object: STORE_OBJECT,
  },
  {
    rule: 'object-store-sidecar-arguments',
    title: 'the log level of the sidecar while the Cluster changes',
    after: { ...parameters({ work_mem: '11MB' }), store: { spec: { instanceSidecarConfiguration: { logLevel: 'debug' } } } },
    effect: 'deferred',
    object: STORE_OBJECT,
  },
  {
    rule: 'object-store-sidecar-arguments',
    title: 'arguments of the sidecar',
    after: { store: { spec: { instanceSidecarConfiguration: { additionalContainerArgs: ['--a'] } } } },
    effect: 'deferred',
    object: STORE_OBJECT,
  },
  {
    rule: 'object-store-sidecar-interval',
    title: 'how often retention is enforced',
    after: { store: { spec: { instanceSidecarConfiguration: { retentionPolicyIntervalSeconds: 900 } } } },
    effect: 'none',
    object: STORE_OBJECT,
  },
  {
    rule: 'sidecar-sources',
    title: 'the source of a recovery goes, and its variables with it',
    before: recovered({ env: [{ name: 'A', value: 'b' }] }),
    after: { store: recovered({ env: [{ name: 'A', value: 'b' }] }).store },
    effect: 'rolling update',
  },
  {
    rule: 'bootstrap',
    title: 'the source of a recovery that says nothing of the sidecar goes',
    before: recovered({}),
    after: { store: recovered({}).store },
    effect: 'none',
  },
  {
    rule: 'plugin-parameters',
    title: 'another store with another sidecar',
    before: { other: { ...OBJECTS.store, metadata: { ...OBJECTS.store.metadata, name: 'other' } } },
    after: {
      ...plugins({ ...PLUGIN, parameters: { barmanObjectName: 'other' } }),
      other: {
        ...OBJECTS.store,
        metadata: { ...OBJECTS.store.metadata, name: 'other' },
        spec: { ...OBJECTS.store.spec, instanceSidecarConfiguration: { env: [{ name: 'A', value: 'b' }] } },
      },
    },
    effect: 'rolling update',
  },
  ...(
    [
      ['1.30.0', 'rolling update', /cannot hand over/],
      ['1.29.1', 'switchover', /10981/],
    ] as const
  ).map(
    ([version, effect, says]): RuleCase => ({
      rule: 'plugin-sidecar',
      title: 'the plugin comes where the primary hands over',
      operators: [[version, version]],
      before: spec({ plugins: null, primaryUpdateMethod: 'switchover' }),
      after: spec({ primaryUpdateMethod: 'switchover' }),
      effect,
      says,
    }),
  ),
  {
    rule: 'object-store-disappears',
    title: 'a store that nothing names any more',
    after: IN_TREE,
    effect: 'none',
    object: STORE_OBJECT,
  },
  {
    rule: 'unknown',
    title: 'a store that goes and is still named',
    after: { store: null },
    effect: 'unknown',
    object: STORE_OBJECT,
  },
  {
    rule: 'store-retention-shortened',
    title: 'a shorter retention',
    after: { store: { spec: { retentionPolicy: '7d' } } },
    effect: 'destroys data',
    object: STORE_OBJECT,
    reversible: false,
  },
  {
    rule: 'store-retention-shortened',
    title: 'the first retention',
    before: { store: { spec: { retentionPolicy: null } } },
    after: {},
    effect: 'destroys data',
    object: STORE_OBJECT,
  },
  {
    rule: 'store-retention-kept',
    title: 'a longer retention in another unit',
    after: { store: { spec: { retentionPolicy: '5w' } } },
    effect: 'none',
    object: STORE_OBJECT,
  },
  {
    rule: 'store-retention-kept',
    title: 'a retention that goes',
    after: { store: { spec: { retentionPolicy: null } } },
    effect: 'none',
    object: STORE_OBJECT,
  },
  {
    rule: 'retention-shortened',
    title: 'a shorter retention, in-tree',
    before: IN_TREE,
    after: inTree({ retentionPolicy: '2w' }),
    effect: 'destroys data',
  },
  {
    rule: 'retention-shortened',
    title: 'the first retention, in-tree',
    before: inTree({ retentionPolicy: undefined }),
    after: IN_TREE,
    effect: 'destroys data',
  },
  {
    rule: 'retention-kept',
    title: 'a longer retention, in-tree',
    before: IN_TREE,
    after: inTree({ retentionPolicy: '1m' }),
    effect: 'none',
  },
  {
    rule: 'schedule',
    title: 'another schedule',
    after: { schedule: { spec: { schedule: '0 0 4 * * *' } } },
    effect: 'none',
    object: 'ScheduledBackup/postgres-prod/postgres-shared-daily',
  },
  {
    rule: 'schedule',
    title: 'a schedule that is suspended',
    after: { schedule: { spec: { suspend: true } } },
    effect: 'none',
    object: 'ScheduledBackup/postgres-prod/postgres-shared-daily',
  },
  {
    rule: 'schedule-metadata',
    title: 'an annotation of a schedule',
    after: { schedule: { metadata: { annotations: { a: 'b' } } } },
    effect: 'none',
    object: 'ScheduledBackup/postgres-prod/postgres-shared-daily',
  },
  {
    rule: 'schedule',
    title: 'a schedule of another Cluster, on 1.27',
    after: { schedule: { spec: { cluster: { name: 'other' } } } },
    ...in27,
    effect: 'none',
    object: 'ScheduledBackup/postgres-prod/postgres-shared-daily',
    says: /another Cluster/,
  },
  {
    rule: 'backup-on-demand',
    title: 'a backup that goes from git leaves its files',
    before: { backup: backup() },
    after: {},
    effect: 'none',
    object: 'Backup/postgres-prod/now',
    says: /leaves the files/,
  },
  {
    rule: 'schedule-appears',
    title: 'a new schedule',
    before: { schedule: null },
    after: {},
    effect: 'none',
    object: 'ScheduledBackup/postgres-prod/postgres-shared-daily',
  },
  {
    rule: 'schedule-disappears',
    title: 'a schedule that goes',
    after: { schedule: null },
    effect: 'none',
    object: 'ScheduledBackup/postgres-prod/postgres-shared-daily',
    says: /No base backup/,
  },
  {
    rule: 'backup-on-demand',
    title: 'a backup on demand',
    after: { backup: backup() },
    effect: 'none',
    object: 'Backup/postgres-prod/now',
  },
];

const COMPANIONS: readonly RuleCase[] = [
  { rule: 'database-appears', title: 'a new database', after: { db: database({}) }, effect: 'none', object: DATABASE_OBJECT },
  {
    rule: 'database-absent',
    title: 'a database that is to be absent',
    before: { db: database({}) },
    after: { db: database({ ensure: 'absent' }) },
    effect: 'destroys data',
    object: DATABASE_OBJECT,
  },
  {
    rule: 'database-present-again',
    title: 'a database that is to be there again',
    before: { db: database({ ensure: 'absent' }) },
    after: { db: database({}) },
    effect: 'none',
    object: DATABASE_OBJECT,
  },
  {
    rule: 'database-dropped',
    title: 'a database that goes with the policy delete',
    before: { db: database({ databaseReclaimPolicy: 'delete' }) },
    after: {},
    effect: 'destroys data',
    object: DATABASE_OBJECT,
  },
  {
    rule: 'database-retained',
    title: 'a database that goes with the policy retain',
    before: { db: database({}) },
    after: {},
    effect: 'none',
    object: DATABASE_OBJECT,
  },
  {
    rule: 'database-reclaim-policy',
    title: 'another reclaim policy',
    before: { db: database({}) },
    after: { db: database({ databaseReclaimPolicy: 'delete' }) },
    effect: 'none',
    object: DATABASE_OBJECT,
  },
  {
    rule: 'database-settings',
    title: 'another owner',
    before: { db: database({}) },
    after: { db: database({ owner: 'api' }) },
    effect: 'none',
    object: DATABASE_OBJECT,
  },
  {
    rule: 'unknown',
    title: 'an extension that is to be dropped',
    before: { db: database({ extensions: [{ name: 'hstore' }] }) },
    after: { db: database({ extensions: [{ name: 'hstore', ensure: 'absent' }] }) },
    effect: 'unknown',
    object: DATABASE_OBJECT,
  },
  {
    rule: 'database-metadata',
    title: 'a label of a database',
    before: { db: database({}) },
    after: { db: { ...database({}), metadata: { ...database({}).metadata, labels: { a: 'b' } } } },
    effect: 'none',
    object: DATABASE_OBJECT,
  },
  {
    rule: 'CEL-DATABASE-NAME-IMMUTABLE',
    title: 'another name in PostgreSQL',
    before: { db: database({}) },
    after: { db: database({ name: 'other' }) },
    effect: 'rejected',
    object: DATABASE_OBJECT,
  },
  {
    rule: 'database-role',
    title: 'a role of its own',
    after: { role: role({ login: true }) },
    ...in30,
    effect: 'none',
    object: 'DatabaseRole/postgres-prod/api',
  },
  { rule: 'pooler-appears', title: 'a new pooler', after: { pool: pooler({}) }, effect: 'none', object: POOLER_OBJECT },
  {
    rule: 'pooler-disappears',
    title: 'a pooler that goes',
    before: { pool: pooler({}) },
    after: {},
    effect: 'rolling update',
    object: POOLER_OBJECT,
    says: /no service/,
  },
  {
    rule: 'pooler-parameters',
    title: 'parameters of a pooler',
    before: { pool: pooler({}) },
    after: { pool: pooler({ pgbouncer: { parameters: { max_client_conn: '500' } } }) },
    effect: 'reload',
    object: POOLER_OBJECT,
  },
  {
    rule: 'pooler-pods',
    title: 'another mode of a pooler',
    before: { pool: pooler({}) },
    after: { pool: pooler({ pgbouncer: { poolMode: 'transaction' } }) },
    effect: 'rolling update',
    object: POOLER_OBJECT,
  },
  {
    rule: 'pooler-scale',
    title: 'more instances of a pooler',
    before: { pool: pooler({}) },
    after: { pool: pooler({ instances: 3 }) },
    effect: 'none',
    object: POOLER_OBJECT,
  },
  {
    rule: 'pooler-certificates',
    title: 'another certificate of a pooler',
    before: { pool: pooler({}) },
    after: { pool: pooler({ pgbouncer: { clientTLSSecret: { name: 'tls' } } }) },
    ...in30,
    effect: 'rolling update',
    object: POOLER_OBJECT,
  },
  {
    rule: 'pooler-pods',
    title: 'Pods of a pooler hand over no primary',
    before: { ...spec({ primaryUpdateMethod: 'switchover' }), pool: pooler({}) },
    after: { ...spec({ primaryUpdateMethod: 'switchover' }), pool: pooler({ pgbouncer: { poolMode: 'transaction' } }) },
    effect: 'rolling update',
    object: POOLER_OBJECT,
  },
  {
    rule: 'database-tablespace',
    title: 'another tablespace of a database',
    before: { db: database({}) },
    after: { db: database({ tablespace: 'archive' }) },
    effect: 'unknown',
    object: DATABASE_OBJECT,
    says: /SET TABLESPACE/,
  },
  ...['Publication', 'Subscription'].flatMap((kind): RuleCase[] => [
    {
      rule: `${kind.toLowerCase()}-settings`,
      title: `a new ${kind}`,
      after: { sales: replication(kind, {}) },
      effect: 'none',
      object: `${kind}/postgres-prod/sales`,
    },
    {
      rule: `${kind.toLowerCase()}-disappears`,
      title: `a ${kind} that goes and is retained`,
      before: { sales: replication(kind, {}) },
      after: {},
      effect: 'none',
      object: `${kind}/postgres-prod/sales`,
    },
    {
      rule: `${kind.toLowerCase()}-disappears`,
      title: `a ${kind} that goes and is dropped`,
      before: { sales: replication(kind, { [`${kind.toLowerCase()}ReclaimPolicy`]: 'delete' }) },
      after: {},
      effect: 'unknown',
      object: `${kind}/postgres-prod/sales`,
      says: /DROP/,
    },
  ]),
  {
    rule: 'network-policy',
    title: 'who may connect',
    before: { policy: policy({}) },
    after: { policy: policy({ ingress: [], policyTypes: ['Ingress'] }) },
    effect: 'unknown',
    object: 'NetworkPolicy/postgres-prod/db',
  },
  {
    rule: 'network-policy',
    title: 'a NetworkPolicy that goes lets more in',
    before: { policy: policy({}) },
    after: {},
    effect: 'none',
    object: 'NetworkPolicy/postgres-prod/db',
  },
  {
    rule: 'namespace-disappears',
    title: 'a namespace that is guarded stays',
    before: { ns: namespace({ annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } }) },
    after: {},
    effect: 'none',
    object: 'Namespace//postgres-prod',
  },
  {
    rule: 'secret-disappears-SealedSecret',
    title: 'a secret that comes from elsewhere now',
    after: { secret: null, external },
    effect: 'reload',
    object: SECRET_OBJECT,
  },
  {
    rule: 'secret-disappears-Secret',
    title: 'a plain secret that is sealed now',
    before: { secret: null, plain: plain('postgres-backup-s3-credentials').object },
    after: {},
    effect: 'reload',
    object: 'Secret/postgres-prod/postgres-backup-s3-credentials',
  },
  {
    rule: 'secret-disappears-ExternalSecret',
    title: 'an external secret that nothing reads any more',
    before: { external },
    after: {
      store: { spec: { configuration: { s3Credentials: null, googleCredentials: { gkeEnvironment: true } } } },
      secret: null,
    },
    effect: 'none',
    object: 'ExternalSecret/postgres-prod/postgres-backup-s3-credentials',
  },
  {
    rule: 'secret-appears-SealedSecret',
    title: 'a sealed secret appears',
    before: { secret: null },
    after: {},
    effect: 'none',
    object: SECRET_OBJECT,
  },
  {
    rule: 'secret-content-SealedSecret',
    title: 'a sealed value changes',
    after: { secret: { spec: { encryptedData: { ACCESS_KEY_ID: 'AgB1' } } } },
    effect: 'reload',
    object: SECRET_OBJECT,
  },
  {
    rule: 'secret-content-Secret',
    title: 'a secret that only the environment of the containers has',
    ...queried({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'looked', key: 'a' } } }] }, 'Secret'),
    effect: 'deferred',
    object: 'Secret/postgres-prod/looked',
    says: /a Pod is made/,
  },
  {
    rule: 'secret-content-Secret',
    title: 'a secret that the operator does not watch',
    ...queried({ superuserSecret: { name: 'looked' }, enableSuperuserAccess: true }, 'Secret'),
    effect: 'deferred',
    object: 'Secret/postgres-prod/looked',
    says: /no label cnpg.io\/reload/,
  },
  {
    rule: 'secret-content-Secret',
    title: 'a secret that the operator watches',
    ...queried({ superuserSecret: { name: 'looked' }, enableSuperuserAccess: true }, 'Secret', { 'cnpg.io/reload': '' }),
    effect: 'reload',
    object: 'Secret/postgres-prod/looked',
  },
  {
    rule: 'config-map-queries',
    title: 'queries that the operator does not watch',
    ...queried({ monitoring: { customQueriesConfigMap: [{ name: 'looked', key: 'a' }] } }, 'ConfigMap'),
    effect: 'deferred',
    object: 'ConfigMap/postgres-prod/looked',
  },
  {
    rule: 'config-map-queries',
    title: 'queries that the operator watches',
    ...queried({ monitoring: { customQueriesConfigMap: [{ name: 'looked', key: 'a' }] } }, 'ConfigMap', { 'cnpg.io/reload': '' }),
    effect: 'none',
    object: 'ConfigMap/postgres-prod/looked',
  },
  {
    rule: 'config-map-environment',
    title: 'a ConfigMap that is the environment of the containers',
    ...queried({ envFrom: [{ configMapRef: { name: 'looked' } }] }, 'ConfigMap', { 'cnpg.io/reload': '' }),
    effect: 'deferred',
    object: 'ConfigMap/postgres-prod/looked',
  },
  ...(
    [
      [
        'config-map-appears',
        (all: { before: Patches; after: Patches }) => ({ ...all, before: { ...all.before, looked: null } }),
        'none',
      ],
      ['unknown', (all: { before: Patches; after: Patches }) => ({ ...all, after: { ...all.after, looked: null } }), 'unknown'],
      ['config-map-disappears', (all: { before: Patches; after: Patches }) => ({ ...all, after: {} }), 'none'],
      [
        'config-map-metadata',
        ({ before }: { before: Patches; after: Patches }) => ({
          before,
          after: { ...before, looked: { ...before.looked, metadata: { ...before.looked.metadata, labels: { a: 'b' } } } },
        }),
        'none',
      ],
    ] as const
  ).map(
    ([rule, changed, effect]): RuleCase => ({
      rule,
      title: 'queries of metrics',
      ...changed(queried({ monitoring: { customQueriesConfigMap: [{ name: 'looked', key: 'a' }] } }, 'ConfigMap')),
      effect,
      object: 'ConfigMap/postgres-prod/looked',
    }),
  ),
  {
    rule: 'timings',
    title: 'the lease of the primary',
    ...in30,
    after: spec({ primaryLease: { leaseDurationSeconds: 20 } }),
    effect: 'none',
  },
  {
    rule: 'object-store-sidecar',
    title: 'resources of the sidecar while a pooler changes',
    before: { pool: pooler({}) },
    after: {
      pool: pooler({ instances: 2 }),
      store: { spec: { instanceSidecarConfiguration: { resources: { limits: { memory: '1Gi' } } } } },
    },
    effect: 'rolling update',
    object: STORE_OBJECT,
  },
  {
    rule: 'secret-metadata-SealedSecret',
    title: 'a label of a secret',
    after: { secret: { spec: { template: { metadata: { labels: { 'cnpg.io/reload': 'true' } } } } } },
    effect: 'none',
    object: SECRET_OBJECT,
  },
  {
    rule: 'secret-disappears-SealedSecret',
    title: 'a secret that goes and is still read',
    after: { secret: null },
    effect: 'unknown',
    object: SECRET_OBJECT,
  },
  {
    rule: 'secret-appears-Secret',
    title: 'a plain secret appears',
    before: { secret: null },
    after: { secret: null, plain: plain('postgres-backup-s3-credentials').object },
    effect: 'none',
    object: 'Secret/postgres-prod/postgres-backup-s3-credentials',
  },
  {
    rule: 'secret-content-Secret',
    title: 'a plain secret changes',
    before: { plain: plain('postgres-backup-s3-credentials').object },
    after: { plain: { ...plain('postgres-backup-s3-credentials').object, data: { ACCESS_KEY_ID: 'BBBB' } } },
    effect: 'reload',
    object: 'Secret/postgres-prod/postgres-backup-s3-credentials',
  },
  {
    rule: 'secret-metadata-Secret',
    title: 'what SOPS writes beside the values',
    before: { plain: { ...plain('postgres-backup-s3-credentials').object, sops: { mac: 'a' } } },
    after: { plain: { ...plain('postgres-backup-s3-credentials').object, sops: { mac: 'b' } } },
    effect: 'none',
    object: 'Secret/postgres-prod/postgres-backup-s3-credentials',
  },
  {
    rule: 'secret-metadata-Secret',
    title: 'a label of a plain secret',
    before: { plain: plain('postgres-backup-s3-credentials').object },
    after: {
      plain: companion('Secret', 'v1', 'postgres-backup-s3-credentials', { data: plain('').object.data }, { labels: { a: 'b' } }),
    },
    effect: 'none',
    object: 'Secret/postgres-prod/postgres-backup-s3-credentials',
  },
  {
    rule: 'secret-appears-ExternalSecret',
    title: 'an external secret appears',
    after: { external },
    effect: 'none',
    object: 'ExternalSecret/postgres-prod/postgres-backup-s3-credentials',
  },
  {
    rule: 'secret-content-ExternalSecret',
    title: 'an external secret comes from elsewhere',
    before: { external },
    after: {
      external: { ...external, spec: { ...external.spec, data: [{ secretKey: 'ACCESS_KEY_ID', remoteRef: { key: 'b' } }] } },
    },
    effect: 'reload',
    object: 'ExternalSecret/postgres-prod/postgres-backup-s3-credentials',
  },
  {
    rule: 'secret-metadata-ExternalSecret',
    title: 'another refresh interval',
    before: { external },
    after: { external: { ...external, spec: { ...external.spec, refreshInterval: '2h' } } },
    effect: 'none',
    object: 'ExternalSecret/postgres-prod/postgres-backup-s3-credentials',
  },
  {
    rule: 'namespace-disappears',
    title: 'the namespace goes',
    before: { ns: namespace() },
    after: {},
    effect: 'destroys data',
    object: 'Namespace//postgres-prod',
  },
  {
    rule: 'namespace-changes',
    title: 'a label of the namespace',
    before: { ns: namespace() },
    after: { ns: namespace({ labels: { a: 'b' } }) },
    effect: 'none',
    object: 'Namespace//postgres-prod',
  },
];

const OPERATOR_OBJECT = 'Application/argocd/cloudnativepg';
const PLUGIN_OBJECT = 'Application/argocd/plugin-barman-cloud';
const values = (valuesObject: any): Patches => operator({ helm: { valuesObject } });
const helmRelease = (fields: any) =>
  companion('HelmRelease', 'helm.toolkit.fluxcd.io/v2', 'cnpg', { spec: { ...fields } }, { namespace: 'cnpg-system' });
const ociRepository = (tag: string) =>
  companion(
    'OCIRepository',
    'source.toolkit.fluxcd.io/v1',
    'cnpg',
    { spec: { url: 'oci://ghcr.io/cloudnative-pg/charts/cloudnative-pg', ref: { tag } } },
    { namespace: 'cnpg-system' },
  );
const OPERATORS: readonly RuleCase[] = [
  {
    rule: 'operator-version',
    title: 'a chart bump rolls every cluster',
    before: operator({ targetRevision: '0.28.3' }),
    after: {},
    operators: [['1.29.1', '1.30.0']],
    effect: 'rolling update',
    object: OPERATOR_OBJECT,
    says: /all at once/,
  },
  {
    rule: 'operator-version',
    title: 'a chart bump with delays',
    before: operator({
      targetRevision: '0.26.0',
      helm: { valuesObject: { config: { data: { CLUSTERS_ROLLOUT_DELAY: '300' } } } },
    }),
    after: values({ config: { data: { CLUSTERS_ROLLOUT_DELAY: '300' } } }),
    operators: [['1.27.0', '1.30.0']],
    effect: 'rolling update',
    object: OPERATOR_OBJECT,
    says: /CLUSTERS_ROLLOUT_DELAY 300 s/,
  },
  {
    rule: 'operator-version',
    title: 'a chart bump with in-place updates',
    before: operator({
      targetRevision: '0.28.3',
      helm: { valuesObject: { config: { data: { ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES: 'true' } } } },
    }),
    after: values({ config: { data: { ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES: 'true' } } }),
    operators: [['1.29.1', '1.30.0']],
    effect: 'none',
    object: OPERATOR_OBJECT,
  },
  {
    rule: 'operator-settings',
    title: 'a rollout delay of the operator',
    after: values({ config: { data: { CLUSTERS_ROLLOUT_DELAY: '60' } } }),
    effect: 'none',
    object: OPERATOR_OBJECT,
  },
  {
    rule: 'unknown',
    title: 'a setting of the operator that may change Pods',
    after: values({ config: { data: { INCLUDE_PLUGINS: 'x' } } }),
    effect: 'unknown',
    object: OPERATOR_OBJECT,
  },
  {
    rule: 'operator-pod-settings',
    title: 'a variable of every Pod',
    after: values({ config: { data: { STANDBY_TCP_USER_TIMEOUT: '5000' } } }),
    effect: 'rolling update',
    object: OPERATOR_OBJECT,
  },
  {
    rule: 'operator-pod-settings-later',
    title: 'a Service for any instance',
    after: values({ config: { data: { CREATE_ANY_SERVICE: 'true' } } }),
    effect: 'deferred',
    object: OPERATOR_OBJECT,
  },
  ...(
    [
      ['a value', { valuesObject: { sidecarImage: { tag: 'v0.15.0' } } }],
      ['a parameter', { parameters: [{ name: 'sidecarImage.tag', value: 'v0.15.0' }] }],
    ] as const
  ).map(
    ([title, helm]): RuleCase => ({
      rule: 'plugin-version',
      title: `another sidecar image as ${title}`,
      after: { plugin: { spec: { source: { helm } } } },
      effect: 'rolling update',
      object: PLUGIN_OBJECT,
    }),
  ),
  ...(
    [
      ['image', { image: 'ghcr.io/cloudnative-pg/plugin-barman-cloud:v0.15.0' }],
      [
        'SIDECAR_IMAGE',
        { env: [{ name: 'SIDECAR_IMAGE', value: 'ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v0.15.0' }] },
      ],
    ] as const
  ).map(
    ([title, container]): RuleCase => ({
      rule: 'plugin-version',
      title: `another ${title} of a Deployment of the plugin`,
      before: { plugin: null, deployment: pluginDeployment({}) },
      after: { plugin: null, deployment: pluginDeployment(container) },
      effect: 'rolling update',
      object: 'Deployment/cnpg-system/barman-cloud',
    }),
  ),
  {
    rule: 'plugin-version',
    title: 'a chart bump of the plugin',
    after: { plugin: { spec: { source: { targetRevision: '0.8.0' } } } },
    effect: 'rolling update',
    object: PLUGIN_OBJECT,
  },
  {
    rule: 'operator-disappears',
    title: 'an operator that is no longer installed here',
    after: { operator: null },
    effect: 'unknown',
    object: OPERATOR_OBJECT,
  },
  {
    rule: 'plugin-disappears',
    title: 'a plugin that is no longer installed here and is in use',
    after: { plugin: null },
    effect: 'unknown',
    object: PLUGIN_OBJECT,
  },
  {
    rule: 'plugin-disappears',
    title: 'a plugin that goes with its last user',
    after: IN_TREE,
    effect: 'none',
    object: PLUGIN_OBJECT,
  },
  ...(
    [
      [
        'HelmRelease/cnpg-system/cnpg',
        helmRelease({ chart: { spec: { chart: 'cloudnative-pg', version: '0.28.3' } } }),
        '0.28.3',
        '0.29.0',
      ],
      [
        'Deployment/cnpg-system/cnpg-controller-manager',
        companion(
          'Deployment',
          'apps/v1',
          'cnpg-controller-manager',
          { spec: { template: { spec: { containers: [{ image: 'ghcr.io/cloudnative-pg/cloudnative-pg:1.29.1' }] } } } },
          { namespace: 'cnpg-system' },
        ),
        '1.29.1',
        '1.30.0',
      ],
      [
        'Chart//umbrella',
        {
          apiVersion: 'helm.sh/v2',
          kind: 'Chart',
          metadata: { name: 'umbrella' },
          spec: { dependencies: [{ name: 'cloudnative-pg', version: '0.28.3' }] },
        },
        '0.28.3',
        '0.29.0',
      ],
    ] as const
  ).map(
    ([object, release, from, to]): RuleCase => ({
      rule: 'operator-version',
      title: `a new version of ${object}`,
      before: { operator: null, release },
      after: { operator: null, release: JSON.parse(JSON.stringify(release).replace(from, to)) },
      effect: 'rolling update',
      object,
    }),
  ),
  {
    rule: 'operator-version',
    title: 'a new version of a chart in an OCI repository',
    before: {
      operator: null,
      release: helmRelease({ chartRef: { kind: 'OCIRepository', name: 'cnpg' } }),
      source: ociRepository('0.28.3'),
    },
    after: {
      operator: null,
      release: helmRelease({ chartRef: { kind: 'OCIRepository', name: 'cnpg' } }),
      source: ociRepository('0.29.0'),
    },
    effect: 'rolling update',
    object: 'HelmRelease/cnpg-system/cnpg',
  },
  {
    rule: 'plugin-values',
    title: 'values of the plugin',
    after: { plugin: { spec: { source: { helm: { valuesObject: { replicaCount: 2 } } } } } },
    effect: 'none',
    object: PLUGIN_OBJECT,
  },
];

/** Every row of the table, with real manifests before and after. */
export const RULE_CASES: readonly RuleCase[] = [
  ...PARAMETERS,
  ...IMAGES,
  ...VOLUMES,
  ...SETTINGS,
  ...BACKUPS,
  ...COMPANIONS,
  ...OPERATORS,
];
