import { problems } from '../generated';

const image = (tag: string) => ({ postgres: { image: `ghcr.io/cloudnative-pg/postgresql:${tag}` } });
const recovery = (options: any) => ({ bootstrap: { recovery: { serverName: 'postgres-shared', ...options } } });

/** Options, and the one problem they have (code and path), or nothing. */
const CASES: Record<string, [any, string?][]> = {
  image: [
    [{ ...image('17.11-standard-trixie'), postgres: { ...image('17.11').postgres, major: 17 } }, 'IMAGE_TWICE postgres.image'],
    [{ platformRelease: '2025.10', ...image('18.0-system-trixie') }, 'IMAGE_MAJOR_UNSUPPORTED postgres.image'],
    [{ platformRelease: '2025.10', ...image('13.20-system-bookworm') }],
    [image('13.20-system-bookworm'), 'IMAGE_MAJOR_UNSUPPORTED postgres.image'],
    [{ platformRelease: '2026.02', ...image('18.1-system-trixie') }],
    [image('19.0-system-trixie'), 'IMAGE_MAJOR_UNSUPPORTED postgres.image'],
    [{ platformRelease: '2026.06', ...image('17.11-standard-trixie') }, 'IMAGE_WITHOUT_BARMAN postgres.image'],
    [{ platformRelease: '2026.06', ...image('17.11-standard-trixie'), backup: { deferred: 'later' } }],
    [{ platformRelease: '2026.06', postgres: { flavour: 'standard' } }, 'IMAGE_NOT_IN_RELEASE postgres'],
  ],
  resources: [[{ cpu: '500m', cpuRequest: '1' }, 'CPU_REQUEST_ABOVE_LIMIT cpuRequest'], [{ cpu: '500m', cpuRequest: '0.5' }]],
  parameters: [
    [{ parameters: { archive_command: 'true' } }, 'PARAMETER_FIXED parameters.archive_command'],
    [{ parameters: { logging_collector: 'on' } }, 'PARAMETER_FIXED parameters.logging_collector'],
    [{ parameters: { 'a.b.c': 'x' } }, 'PARAMETER_NAME parameters.a.b.c'],
    [{ parameters: { shared_buffers: '256M' } }, 'PARAMETER_VALUE parameters.shared_buffers'],
    [{ parameters: { work_mem: '4096' } }, 'PARAMETER_VALUE parameters.work_mem'],
    [{ parameters: { max_connections: 'many' } }, 'PARAMETER_VALUE parameters.max_connections'],
    [{ parameters: { wal_level: 'minimal' } }, 'PARAMETER_VALUE parameters.wal_level'],
    [{ parameters: { wal_level: 'logical' } }],
    [{ parameters: { shared_buffers: '2GB' } }, 'MEMORY_BELOW_SHARED_BUFFERS parameters.shared_buffers'],
    [{ parameters: { work_mem: '6MB' } }, 'WORK_MEM_BUDGET parameters.work_mem'],
    [{ parameters: { work_mem: '6MB', max_connections: '80' } }],
    [{ parameters: { max_connections: '1000' } }, 'WORK_MEM_BUDGET parameters.max_connections'],
    [{ memory: '128Mi' }, 'WORK_MEM_BUDGET memory'],
    [{ memory: '256Mi' }],
    [{ parameters: { min_wal_size: '2GB' } }, 'WAL_SIZES_REVERSED parameters.min_wal_size'],
    [{ parameters: { min_wal_size: '2GB', max_wal_size: '8GB' } }],
    [{ walStorage: '2Gi', parameters: { max_wal_size: '2GB' } }, 'WAL_ABOVE_VOLUME parameters.max_wal_size'],
    [{ walStorage: '200Mi' }, 'WAL_SIZES_REVERSED walStorage'],
    [{ walStorage: '1Gi' }],
  ],
  replication: [
    [{ instances: 1, synchronous: {} }, 'SYNCHRONOUS_NUMBER synchronous.number'],
    [{ instances: 3, synchronous: { number: 3 } }, 'SYNCHRONOUS_NUMBER synchronous.number'],
    [{ instances: 4 }, 'EVEN_INSTANCES_WITH_QUORUM instances'],
    [{ instances: 2, synchronous: { failoverQuorum: true } }, 'EVEN_INSTANCES_WITH_QUORUM instances'],
    [{ instances: 4, synchronous: { failoverQuorum: false } }],
    [{ instances: 4, synchronous: { enabled: false } }],
    [{ instances: 5 }],
    [
      { instances: 3, platformRelease: '2025.10', synchronous: { failoverQuorum: true } },
      'FAILOVER_QUORUM_UNAVAILABLE synchronous.failoverQuorum',
    ],
    [{ instances: 5, parameters: { max_wal_senders: '4' } }, 'PARAMETER_BELOW_INSTANCES parameters.max_wal_senders'],
    [{ instances: 11, parameters: { max_wal_senders: '20' } }, 'PARAMETER_BELOW_INSTANCES parameters.max_replication_slots'],
  ],
  backup: [
    [{ backup: { bucket: 'one-bucket', google: { bucket: 'two-bucket' } } }, 'BACKUP_TARGETS backup'],
    [{ backup: { s3: {} } }, 'OPTION_REQUIRED backup.s3.bucket'],
    [{ backup: { bucket: 'Backups' } }, 'BUCKET_NAME backup.bucket'],
    [{ backup: { bucket: 'ab' } }, 'BUCKET_NAME backup.bucket'],
    [{ backup: { bucket: 'b'.repeat(64) } }, 'BUCKET_NAME backup.bucket'],
    [{ backup: { bucket: 'b'.repeat(63) } }],
    [{ backup: { bucket: 's3://backups' } }, 'BUCKET_NAME backup.bucket'],
    [{ backup: { bucket: 'a..b' } }, 'BUCKET_NAME backup.bucket'],
    [{ backup: { bucket: '192.168.5.4' } }, 'BUCKET_NAME backup.bucket'],
    [{ backup: { bucket: 'xn--backups' } }, 'BUCKET_NAME backup.bucket'],
    [{ backup: { bucket: 'backups-s3alias' } }, 'BUCKET_NAME backup.bucket'],
    [{ backup: { bucket: 'acme.backups-1' } }],
    [{ backup: { google: { bucket: 'acme_backups' } } }],
    [{ backup: { google: { bucket: 'goog-backups' } } }, 'BUCKET_NAME backup.google.bucket'],
    [{ backup: { s3: { bucket: 'backups', endpointUrl: 'minio:9000' } } }, 'BACKUP_URL backup.s3.endpointUrl'],
    [
      { backup: { s3: { bucket: 'backups', endpointUrl: 'https://minio.example.com/backups' } } },
      'BACKUP_URL backup.s3.endpointUrl',
    ],
    [
      { backup: { s3: { bucket: 'backups', endpointUrl: 'https://key:secret@minio.example.com' } } },
      'BACKUP_URL backup.s3.endpointUrl',
    ],
    [{ backup: { azure: { url: 'https://acme.blob.core.windows.net' } } }, 'BACKUP_URL backup.azure.url'],
    [{ backup: { azure: { url: 'acme/backups' } } }, 'BACKUP_URL backup.azure.url'],
    [{ backup: { path: '/postgres' } }, 'OPTION_VALUE backup.path'],
  ],
  bootstrap: [
    [{ bootstrap: { database: 'postgres', owner: 'app' } }, 'DATABASE_RESERVED bootstrap.database'],
    [{ bootstrap: { owner: 'streaming_replica' } }, 'OWNER_RESERVED bootstrap.owner'],
    [{ bootstrap: { owner: 'pg_reader' } }, 'OWNER_RESERVED bootstrap.owner'],
    [{ bootstrap: { database: '1st' } }, 'OPTION_VALUE bootstrap.database'],
    [{ bootstrap: { locale: 'en_US' } }, 'LOCALE_ENCODING bootstrap.locale'],
    [{ bootstrap: { locale: 'de_DE@euro' } }, 'LOCALE_ENCODING bootstrap.locale'],
    [{ bootstrap: { locale: 'de_DE.UTF-8' } }],
    [{ platformRelease: '2025.10', bootstrap: { locale: 'de_DE.utf8' } }, 'LOCALE_NOT_IN_IMAGE bootstrap.locale'],
    [{ postgres: { flavour: 'minimal' } }, 'LOCALE_NOT_IN_IMAGE bootstrap.locale'],
    [{ postgres: { flavour: 'minimal' }, bootstrap: { locale: 'C.UTF-8' } }],
    [{ postgres: { flavour: 'minimal' }, bootstrap: { builtinLocale: 'C.UTF-8' } }],
    [{ bootstrap: { builtinLocale: 'PG_UNICODE_FAST' } }, 'BUILTIN_LOCALE_VERSION bootstrap.builtinLocale'],
    [{ ...image('16.10-standard-trixie'), bootstrap: { builtinLocale: 'C' } }, 'BUILTIN_LOCALE_VERSION bootstrap.builtinLocale'],
    [{ bootstrap: { builtinLocale: 'C', locale: 'C' } }, 'LOCALE_TWICE bootstrap.locale'],
    [{ postgres: { flavour: 'minimal' }, name: 'restored', ...recovery({}) }],
    [recovery({}), 'RECOVERY_SAME_ARCHIVE name'],
    [recovery({ path: 'elsewhere' })],
    [{ ...recovery({ path: 'here' }), backup: { path: 'here' } }, 'RECOVERY_SAME_ARCHIVE name'],
    [{ platformRelease: '2025.10', name: 'restored', ...recovery({}) }, 'RECOVERY_PATH bootstrap.recovery.path'],
    [{ platformRelease: '2025.10', name: 'restored', ...recovery({}), backup: { path: 'postgres-prod' } }],
    [{ name: 'restored', ...recovery({}), backup: { deferred: 'later' } }, 'RECOVERY_WITHOUT_BACKUP bootstrap.recovery'],
    [{ name: 'restored', ...recovery({ targetTime: '2026-11-22 05:30:00' }) }, 'OPTION_VALUE bootstrap.recovery.targetTime'],
    [{ name: 'restored', ...recovery({ targetTime: '2026-11-22T05:30:00.5+01:00' }) }],
  ],
  scheduling: [
    [{ affinity: { tolerations: [{ value: 'postgres' }] } }, 'TOLERATION_VALUE affinity.tolerations[0].value'],
    [
      { affinity: { tolerations: [{ key: 'a' }, { key: 'b', seconds: 5 }] } },
      'TOLERATION_SECONDS affinity.tolerations[1].seconds',
    ],
    [{ affinity: { tolerations: [{}] } }],
    [{ deletionProtection: { namespaces: ['Prod'] } }, 'NAME_INVALID deletionProtection.namespaces[0]'],
  ],
  networkPolicy: [
    [{ networkPolicy: { clientNamespaceLabels: {} } }, 'NETWORK_POLICY_LABELS networkPolicy.clientNamespaceLabels'],
    [{ networkPolicy: { operatorPodLabels: {} } }, 'NETWORK_POLICY_LABELS networkPolicy.operatorPodLabels'],
  ],
  clusterPatch: [
    [{ clusterPatch: [] }, 'CLUSTER_PATCH_TYPE clusterPatch'],
    [{ clusterPatch: 'x' }, 'CLUSTER_PATCH_TYPE clusterPatch'],
    [{ clusterPatch: { metadata: { name: 'other' } } }, 'CLUSTER_PATCH_IDENTITY clusterPatch.metadata.name'],
    [{ clusterPatch: { metadata: { namespace: 'other' } } }, 'CLUSTER_PATCH_IDENTITY clusterPatch.metadata.namespace'],
    [{ clusterPatch: { kind: 'Pod' } }, 'CLUSTER_PATCH_IDENTITY clusterPatch.kind'],
    [{ clusterPatch: { metadata: { labels: { team: 'payments' }, annotations: { note: 'x' } } } }],
    [
      { clusterPatch: { metadata: { annotations: null } } },
      'CLUSTER_PATCH_GUARD clusterPatch.metadata.annotations.argocd.argoproj.io/sync-options',
    ],
    [{ clusterPatch: { spec: { instances: 3 } } }, 'CLUSTER_PATCH_OPTION clusterPatch.spec.instances'],
    [{ clusterPatch: { spec: { storage: { size: '20Gi' } } } }, 'CLUSTER_PATCH_OPTION clusterPatch.spec.storage.size'],
    [
      { clusterPatch: { spec: { backup: { barmanObjectStore: { wal: { maxParallel: 8 } } } } } },
      'IN_TREE_PATCH clusterPatch.spec.backup.barmanObjectStore',
    ],
    [
      { clusterPatch: { spec: { backup: { retentionPolicy: '90d' } } } },
      'IN_TREE_PATCH clusterPatch.spec.backup.retentionPolicy',
    ],
    [
      {
        platformRelease: '2026.07-object-store',
        clusterPatch: { spec: { backup: { retentionPolicy: '90d', barmanObjectStore: { wal: { maxParallel: 8 } } } } },
      },
    ],
    [{ clusterPatch: { spec: { plugins: [] } } }, 'CLUSTER_PATCH_OPTION clusterPatch.spec.plugins'],
    [{ clusterPatch: { spec: { plugins: [{ name: 'x' }] } }, backup: { deferred: 'another plugin archives' } }],
    [
      { clusterPatch: { spec: { postgresql: { parameters: { log_connections: null, work_mem: '1MB' } } } } },
      'CLUSTER_PATCH_OPTION clusterPatch.spec.postgresql.parameters.work_mem',
    ],
  ],
};

for (const [what, cases] of Object.entries(CASES)) {
  describe(what, () => {
    test.each(cases.map(([options, problem]) => [JSON.stringify(options), problem ?? 'nothing wrong', options]))(
      '%s: %s',
      (_text, problem, options) => {
        expect(problems(options)).toEqual(problem === 'nothing wrong' ? [] : [problem]);
      },
    );
  });
}
