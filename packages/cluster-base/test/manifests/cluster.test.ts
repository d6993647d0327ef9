import { Cpu, CronSchedule, ImageReference, Size } from '@pgplatform/core';
import {
  AzureCredentials,
  BuiltinLocale,
  DataDurability,
  PodAntiAffinity,
  SynchronousMethod,
  TaintEffect,
  UnsatisfiableSpread,
} from '../../src';
import { object, spec } from '../generated';

describe('the reference (2025.10)', () => {
  const reference = spec({ platformRelease: '2025.10' });

  test('has the parameters of the reference to the letter', () => {
    expect(reference.postgresql.parameters).toMatchObject({
      max_connections: '100',
      shared_buffers: '256MB',
      wal_level: 'replica',
      max_wal_senders: '10',
      max_replication_slots: '10',
      archive_timeout: '5min',
      log_min_duration_statement: '1s',
      log_checkpoints: 'on',
      log_connections: 'on',
      log_disconnections: 'on',
      log_lock_waits: 'on',
      log_autovacuum_min_duration: '1s',
    });
  });

  test('is one instance of PostgreSQL 17.2 with 1 CPU, 1Gi and 10Gi', () => {
    expect(reference.imageName).toMatch(/^ghcr\.io\/cloudnative-pg\/postgresql:17\.2-35-bookworm@sha256:[0-9a-f]{64}$/);
    expect(reference.instances).toBe(1);
    expect(reference.resources).toEqual({ requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } });
    expect(reference.storage).toEqual({ storageClass: 'longhorn-single-replica', size: '10Gi', resizeInUseVolumes: true });
  });

  test('backs up in-tree for 30 days with gzip, and is scraped through the operator', () => {
    expect(reference.backup).toEqual({
      retentionPolicy: '30d',
      target: 'prefer-standby',
      barmanObjectStore: {
        destinationPath: 's3://cloudnativepg-backups/REPLACED-BY-OVERLAY',
        s3Credentials: {
          accessKeyId: { name: 'postgres-backup-s3-credentials', key: 'ACCESS_KEY_ID' },
          secretAccessKey: { name: 'postgres-backup-s3-credentials', key: 'ACCESS_SECRET_KEY' },
        },
        wal: { compression: 'gzip', maxParallel: 2 },
        data: { compression: 'gzip', jobs: 2 },
      },
    });
    expect(reference.plugins).toBeUndefined();
    expect(reference.monitoring).toEqual({ enablePodMonitor: true });
  });

  test('starts with database app of owner app in UTF8 and en_US', () => {
    expect(reference.bootstrap).toEqual({
      initdb: {
        database: 'app',
        owner: 'app',
        encoding: 'UTF8',
        localeCollate: 'en_US.utf8',
        localeCType: 'en_US.utf8',
        dataChecksums: true,
      },
    });
  });
});

test('Argo CD may neither prune nor delete the Cluster', () => {
  expect(object({}, 'Cluster').metadata.annotations).toEqual({
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  });
});

test.each(['2026.02', '2026.06', '2026.07'])('%s does not set the deprecated enablePodMonitor', (platformRelease) => {
  expect(spec({ platformRelease }).monitoring).toBeUndefined();
});

describe('archiving by the plugin', () => {
  test('writes every field with a default, leaves the server name to the operator, and no in-tree section', () => {
    expect(spec().plugins).toEqual([
      {
        name: 'barman-cloud.cloudnative-pg.io',
        enabled: true,
        isWALArchiver: true,
        parameters: { barmanObjectName: 'postgres-shared-store' },
      },
    ]);
    expect(spec().backup).toBeUndefined();
  });

  test('deferred backups archive nothing, whatever the release', () => {
    for (const platformRelease of ['2025.10', '2026.07']) {
      const { backup, plugins } = spec({ platformRelease, backup: { deferred: 'the bucket is ordered' } });
      expect([backup, plugins]).toEqual([undefined, undefined]);
    }
  });
});

describe('image', () => {
  test('is chosen by major, Debian codename and flavour', () => {
    expect(
      spec({
        postgres: { major: 18, debian: 'bookworm', flavour: 'minimal' },
        bootstrap: { builtinLocale: BuiltinLocale.C_UTF8 },
      }).imageName,
    ).toBe('ghcr.io/cloudnative-pg/postgresql:18.6-minimal-bookworm');
  });

  test('can be your own, as the tag alone too, for adoption', () => {
    const image = ImageReference.parse('ghcr.io/cloudnative-pg/postgresql:17.2');
    expect(spec({ platformRelease: '2025.10', postgres: { image } }).imageName).toBe(image.toString());
  });
});

describe('resources', () => {
  test('quantities are canonical, as the API server gives them back', () => {
    const { resources, storage } = spec({
      cpu: Cpu.parse('2000m'),
      cpuRequest: Cpu.parse('0.5'),
      memory: Size.parse('2048Mi'),
      storage: Size.parse('0.5Ti'),
    });
    expect(resources).toEqual({ requests: { cpu: '500m', memory: '2Gi' }, limits: { cpu: '2', memory: '2Gi' } });
    expect(storage.size).toBe('512Gi');
  });

  test('the default CPU request never exceeds a small limit', () => {
    expect(spec({ cpu: Cpu.millis(100) }).resources.requests.cpu).toBe('100m');
  });

  test('a WAL volume is only there when asked for, and then bounds the WAL', () => {
    expect(spec().walStorage).toBeUndefined();
    const { walStorage, postgresql } = spec({ walStorage: Size.gibibytes(5), storageClass: 'fast' });
    expect(walStorage).toEqual({ storageClass: 'fast', size: '5Gi', resizeInUseVolumes: true });
    expect(postgresql.parameters.max_wal_size).toBe('1024MB');
  });
});

describe('parameters', () => {
  test('follow memory, and a parameter by name wins', () => {
    const { parameters } = spec({
      memory: Size.gibibytes(4),
      parameters: { maintenance_work_mem: '100MB', 'auto_explain.log_min_duration': '2s' },
    }).postgresql;
    expect(parameters).toMatchObject({
      shared_buffers: '1024MB',
      effective_cache_size: '3072MB',
      maintenance_work_mem: '100MB',
      'auto_explain.log_min_duration': '2s',
    });
  });

  test('tuning follows max_connections', () => {
    const { parameters } = spec({ parameters: { max_connections: '50' } }).postgresql;
    expect([parameters.max_connections, parameters.work_mem]).toEqual(['50', '10MB']);
  });
});

describe('bootstrap', () => {
  test('the owner is called like the database', () => {
    expect(spec({ bootstrap: { database: 'orders' } }).bootstrap.initdb.owner).toBe('orders');
  });

  test('the builtin provider takes the place of the C library', () => {
    expect(spec({ bootstrap: { builtinLocale: BuiltinLocale.C_UTF8, dataChecksums: false } }).bootstrap.initdb).toEqual({
      database: 'app',
      owner: 'app',
      encoding: 'UTF8',
      localeProvider: 'builtin',
      builtinLocale: 'C.UTF-8',
      localeCollate: 'C',
      localeCType: 'C',
      dataChecksums: false,
    });
  });

  test('recovery reads the old server name from the same store and archives under the new name', () => {
    const { bootstrap, externalClusters, plugins } = spec({
      name: 'postgres-restored',
      bootstrap: { recovery: { serverName: 'postgres-shared', targetTime: '2026-11-22T05:30:00Z' } },
    });
    expect(bootstrap).toEqual({
      recovery: { source: 'origin', database: 'app', owner: 'app', recoveryTarget: { targetTime: '2026-11-22T05:30:00Z' } },
    });
    expect(externalClusters).toEqual([
      {
        name: 'origin',
        plugin: {
          name: 'barman-cloud.cloudnative-pg.io',
          enabled: true,
          isWALArchiver: false,
          parameters: { barmanObjectName: 'postgres-restored-store', serverName: 'postgres-shared' },
        },
      },
    ]);
    expect(plugins[0].parameters).toEqual({ barmanObjectName: 'postgres-restored-store' });
  });

  test('an archive under another path has a store of its own', () => {
    const { externalClusters } = spec({
      bootstrap: { recovery: { serverName: 'postgres-shared', source: 'old', path: 'postgres-old' } },
    });
    expect(externalClusters[0].plugin.parameters).toEqual({
      barmanObjectName: 'postgres-shared-store-old',
      serverName: 'postgres-shared',
    });
  });

  test('recovery in-tree says where the archive is', () => {
    const { externalClusters } = spec({
      platformRelease: '2025.10',
      name: 'postgres-restored',
      bootstrap: { recovery: { serverName: 'postgres-shared', path: 'postgres-prod' } },
    });
    expect(externalClusters[0].barmanObjectStore).toMatchObject({
      destinationPath: 's3://cloudnativepg-backups/postgres-prod',
      serverName: 'postgres-shared',
      s3Credentials: { accessKeyId: { key: 'ACCESS_KEY_ID' } },
    });
  });
});

describe('replication', () => {
  test('one instance has neither a disruption budget nor synchronous replication', () => {
    expect([spec().enablePDB, spec().postgresql.synchronous]).toEqual([false, undefined]);
  });

  test('two instances have a disruption budget and replicate asynchronously', () => {
    const two = spec({ instances: 2 });
    expect([two.enablePDB, two.postgresql.synchronous]).toEqual([true, undefined]);
  });

  test('three instances wait for any one standby, with a failover quorum where the operator has it', () => {
    const synchronous = { method: 'any', number: 1, dataDurability: 'required' };
    expect(spec({ instances: 3 }).postgresql.synchronous).toEqual({ ...synchronous, failoverQuorum: true });
    expect(spec({ instances: 3, platformRelease: '2026.02' }).postgresql.synchronous).toEqual({
      ...synchronous,
      failoverQuorum: true,
    });
    expect(spec({ instances: 3, platformRelease: '2025.10' }).postgresql.synchronous).toEqual(synchronous);
  });

  test('every choice can be made otherwise', () => {
    expect(spec({ instances: 3, synchronous: { enabled: false } }).postgresql.synchronous).toBeUndefined();
    expect(
      spec({
        instances: 4,
        synchronous: {
          method: SynchronousMethod.FIRST,
          number: 2,
          dataDurability: DataDurability.PREFERRED,
          failoverQuorum: false,
        },
      }).postgresql.synchronous,
    ).toEqual({ method: 'first', number: 2, dataDurability: 'preferred', failoverQuorum: false });
    expect(spec({ instances: 2, synchronous: {} }).postgresql.synchronous).toEqual({
      method: 'any',
      number: 1,
      dataDurability: 'required',
      failoverQuorum: false,
    });
  });
});

describe('scheduling', () => {
  test('instances keep apart when they can', () => {
    expect(spec().affinity).toEqual({
      enablePodAntiAffinity: true,
      podAntiAffinityType: 'preferred',
      topologyKey: 'kubernetes.io/hostname',
    });
    expect(spec().topologySpreadConstraints).toBeUndefined();
  });

  test('nodes are chosen by label, taint and zone', () => {
    const { affinity, topologySpreadConstraints } = spec({
      affinity: {
        podAntiAffinity: PodAntiAffinity.REQUIRED,
        topologyKey: 'topology.kubernetes.io/zone',
        nodeSelector: { pool: 'databases' },
        tolerations: [
          { key: 'dedicated', value: 'postgres', effect: TaintEffect.NO_SCHEDULE },
          { key: 'example.com/gone', effect: TaintEffect.NO_EXECUTE, seconds: 60 },
        ],
        topologySpread: [
          { topologyKey: 'topology.kubernetes.io/zone' },
          { topologyKey: 'rack', maxSkew: 2, whenUnsatisfiable: UnsatisfiableSpread.DO_NOT_SCHEDULE },
        ],
      },
    });
    expect(affinity).toEqual({
      enablePodAntiAffinity: true,
      podAntiAffinityType: 'required',
      topologyKey: 'topology.kubernetes.io/zone',
      nodeSelector: { pool: 'databases' },
      tolerations: [
        { key: 'dedicated', operator: 'Equal', value: 'postgres', effect: 'NoSchedule' },
        { key: 'example.com/gone', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 },
      ],
    });
    const labelSelector = { matchLabels: { 'cnpg.io/cluster': 'postgres-shared' } };
    expect(topologySpreadConstraints).toEqual([
      { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector },
      { topologyKey: 'rack', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule', labelSelector },
    ]);
  });
});

describe('identity of the Pods', () => {
  const serviceAccountAnnotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/backups' };

  test('annotations of the ServiceAccount come from whichever target there is', () => {
    for (const backup of [
      { s3: { bucket: 'backups', inheritFromIamRole: true, serviceAccountAnnotations } },
      {
        azure: {
          url: 'https://acme.blob.core.windows.net/backups',
          credentials: AzureCredentials.MANAGED_IDENTITY,
          serviceAccountAnnotations,
        },
      },
      { google: { bucket: 'backups', gkeEnvironment: true, serviceAccountAnnotations } },
    ]) {
      expect(spec({ backup }).serviceAccountTemplate).toEqual({ metadata: { annotations: serviceAccountAnnotations } });
    }
    expect(spec().serviceAccountTemplate).toBeUndefined();
  });
});

test('in-tree Barman gets the checksum variables of an S3-compatible store from the Cluster', () => {
  const backup = { s3: { bucket: 'backups', endpointUrl: 'https://minio.example.com:9000' }, schedule: CronSchedule.daily(3) };
  expect(spec({ platformRelease: '2025.10', backup }).env).toEqual([
    { name: 'AWS_REQUEST_CHECKSUM_CALCULATION', value: 'when_required' },
    { name: 'AWS_RESPONSE_CHECKSUM_VALIDATION', value: 'when_required' },
  ]);
  expect(spec({ backup }).env).toBeUndefined();
});

test('clusterPatch comes last: maps merge, lists replace, null removes', () => {
  const { postgresql, affinity, priorityClassName } = spec({
    clusterPatch: {
      spec: {
        priorityClassName: 'high',
        affinity: { topologyKey: 'rack' },
        postgresql: { parameters: { log_connections: null }, pg_hba: ['local all all peer'] },
      },
    },
  });
  expect(priorityClassName).toBe('high');
  expect(affinity).toMatchObject({ topologyKey: 'rack', podAntiAffinityType: 'preferred' });
  expect(postgresql.pg_hba).toEqual(['local all all peer']);
  expect('log_connections' in postgresql.parameters).toBe(false);
});
