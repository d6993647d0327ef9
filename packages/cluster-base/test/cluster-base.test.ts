import { ImageReference, isConfigError, Size } from '@pgplatform/core';
import { Chart, Testing } from 'cdk8s';
import { ClusterBase } from '../src';
import { generate, problems } from './generated';

describe('files', () => {
  test('the kustomization lists exactly what was rendered', () => {
    const files = generate({ networkPolicy: {} }).files();
    expect(files[0].path).toBe('infrastructure/postgres/base/kustomization.yaml');
    expect(files[0].content[0].resources).toEqual([
      'object-store.yaml',
      'network-policy.yaml',
      'cluster.yaml',
      'scheduled-backup.yaml',
      'pod-monitor.yaml',
    ]);
    expect(files.slice(1).map((file) => file.path)).toEqual(
      files[0].content[0].resources.map((name: string) => `infrastructure/postgres/base/${name}`),
    );
  });

  test('nothing cluster-scoped is in the base, and without opt-ins there is no cluster-scoped folder', () => {
    expect(generate().clusterScopedFiles()).toEqual([]);
    const base = generate({ longhornStorageClass: true, deletionProtection: {} });
    expect(base.clusterScopedFiles().map((file) => file.path)).toEqual([
      'infrastructure/cluster/kustomization.yaml',
      'infrastructure/cluster/storage-class.yaml',
      'infrastructure/cluster/deletion-protection.yaml',
    ]);
    expect(base.manifests.map((manifest) => manifest.kind)).toEqual(['ObjectStore', 'Cluster', 'ScheduledBackup', 'PodMonitor']);
  });

  test('the Cluster file says what the patch decided', () => {
    const file = generate({ clusterPatch: { spec: { priorityClassName: 'high', env: [] } } })
      .files()
      .find((file) => file.path.endsWith('/cluster.yaml'));
    expect(file?.comments).toEqual([
      'clusterPatch of the cluster base was merged into this object last (RFC 7386). It decides:',
      '- spec.priorityClassName',
      '- spec.env',
    ]);
    expect(
      generate()
        .files()
        .filter((file) => file.comments),
    ).toEqual([]);
  });
});

describe('reference to the Cluster', () => {
  test('carries what overlays start from', () => {
    const { ref, manifests } = generate({ storage: Size.gibibytes(20), parameters: { work_mem: '4MB' } });
    expect({
      ...ref,
      image: String(ref.image),
      storage: String(ref.storage),
      memory: String(ref.memory),
      cpu: String(ref.cpu),
    }).toEqual({
      name: 'postgres-shared',
      platformRelease: '2026.07',
      image: 'ghcr.io/cloudnative-pg/postgresql:17.11-standard-trixie',
      instances: 1,
      storage: '20Gi',
      walStorage: undefined,
      memory: '1Gi',
      cpu: '1',
      parameters: { work_mem: '4MB' },
      backup: {
        url: 's3://cloudnativepg-backups',
        objectStore: 'postgres-shared-store',
        method: 'plugin',
        secret: 'postgres-backup-s3-credentials',
        secretKeys: ['ACCESS_KEY_ID', 'ACCESS_SECRET_KEY'],
      },
      manifests,
    });
  });

  test('names the ObjectStore and the Secret only when there are any', () => {
    const plugin = generate();
    expect([plugin.objectStoreName, plugin.backupSecret, plugin.backupSecretKeys]).toEqual([
      'postgres-shared-store',
      'postgres-backup-s3-credentials',
      ['ACCESS_KEY_ID', 'ACCESS_SECRET_KEY'],
    ]);
    const inTree = generate({ platformRelease: '2025.10' });
    expect([inTree.objectStoreName, inTree.backupSecret]).toEqual([undefined, 'postgres-backup-s3-credentials']);
    const role = generate({ backup: { s3: { bucket: 'backups', inheritFromIamRole: true } } });
    expect([role.objectStoreName, role.backupSecret, role.backupSecretKeys]).toEqual(['postgres-shared-store', undefined, []]);
    expect(generate({ backup: { deferred: 'no bucket yet' } }).ref.backup).toBeUndefined();
  });
});

describe('in a plain cdk8s app', () => {
  test('the objects are in the chart under their own names', () => {
    const chart = new Chart(Testing.app(), 'test', { namespace: 'databases' });
    generate({ longhornStorageClass: true }, chart);
    expect(Testing.synth(chart).map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`)).toEqual([
      'ObjectStore databases/postgres-shared-store',
      'Cluster databases/postgres-shared',
      'ScheduledBackup databases/postgres-shared-daily',
      'PodMonitor databases/postgres-shared-metrics',
      'StorageClass -/longhorn-single-replica',
    ]);
  });

  test('two clusters fit into one chart', () => {
    const chart = new Chart(Testing.app(), 'test');
    new ClusterBase(chart, 'one', { name: 'one' });
    new ClusterBase(chart, 'two', { name: 'two' });
    expect(Testing.synth(chart)).toHaveLength(8);
  });
});

describe('options', () => {
  test('survive JSON', () => {
    const options = { storage: Size.gibibytes(20), postgres: { image: ImageReference.parse('ghcr.io/acme/postgresql:17.9') } };
    expect(generate(JSON.parse(JSON.stringify(options))).files()).toEqual(generate(options).files());
  });

  test('all problems come at once, with a nearest name for a mistyped option at any depth', () => {
    expect(
      problems({
        instancs: 3,
        backup: { s3: { bucket: 'ok-bucket', endpointURL: 'x' } },
        parameters: { ssl: 'off' },
        cpu: 'much',
      }),
    ).toEqual([
      'OPTION_UNKNOWN instancs',
      'OPTION_UNKNOWN backup.s3.endpointURL',
      'CPU_INVALID cpu',
      'PARAMETER_FIXED parameters.ssl',
    ]);
    expect(() => generate({ instancs: 3 } as any)).toThrow('Did you mean instances?');
    expect(() => generate({ backup: { retention: '30d' } } as any)).toThrow('Did you mean retentionPolicy?');
  });

  test.each([
    [{ name: 'Postgres' }, 'NAME_INVALID name'],
    [{ name: 'p'.repeat(51) }, 'NAME_INVALID name'],
    [{ instances: 0 }, 'OPTION_VALUE instances'],
    [{ storage: '10Gb' }, 'SIZE_INVALID storage'],
    [{ parameters: { max_connections: 200 } }, 'OPTION_TYPE parameters.max_connections'],
    [{ backup: { retentionPolicy: '30days' } }, 'OPTION_VALUE backup.retentionPolicy'],
    [{ backup: { storePatch: [] } }, 'STORE_PATCH_TYPE backup.storePatch'],
    [{ backup: { storePatch: { serverName: 'x' } } }, 'STORE_PATCH_OPTION backup.storePatch.serverName'],
    [{ postgres: { version: '17.12.1' } }, 'OPTION_VALUE postgres.version'],
    [{ postgres: { version: '19' } }, 'IMAGE_NOT_IN_RELEASE postgres'],
    [{ postgres: { version: '18', major: 17 } }, 'POSTGRES_MAJOR_TWICE postgres.version'],
    [{ backup: { schedule: '0 2 * * *' } }, 'CRON_FIVE_FIELDS backup.schedule'],
    [{ backup: { deferred: '' } }, 'OPTION_TYPE backup.deferred'],
    [{ postgres: { image: 'ghcr.io/cloudnative-pg/postgresql:latest' } }, 'IMAGE_FLOATING postgres.image'],
    [{ storageClass: 'Fast SSD' }, 'OPTION_VALUE storageClass'],
    [{ bootstrap: { recovery: { serverName: 'old', targetTime: 'yesterday' } } }, 'OPTION_VALUE bootstrap.recovery.targetTime'],
    [{ platformRelease: '2026.7' }, 'RELEASE_UNKNOWN platformRelease'],
    [{ postgres: { major: 12 } }, 'IMAGE_NOT_IN_RELEASE postgres'],
  ])('%j is refused', (options, problem) => {
    expect(problems(options)).toEqual([problem]);
  });

  test('validate gives paths below the path it was given, and does not throw', () => {
    expect(ClusterBase.validate({ instances: 4 }, 'clusterBase').map((problem) => problem.path)).toEqual([
      'clusterBase.instances',
    ]);
    expect(ClusterBase.validate({ platformRelease: 'x' }).map((problem) => problem.code)).toEqual(['RELEASE_UNKNOWN']);
    expect(ClusterBase.validate({ backup: { s3: {} as any } })).toEqual([]);
  });

  test('what is thrown is a configuration error, also for options that are no object', () => {
    for (const options of [null, [], 'x', 3]) {
      try {
        generate(options as any);
        throw new Error('accepted');
      } catch (error) {
        expect(isConfigError(error)).toBe(true);
      }
    }
  });
});
