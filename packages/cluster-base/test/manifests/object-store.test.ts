import { BackupCompression } from '../../src';
import { object, objects } from '../generated';

test('retention is where the plugin looks for it, and Argo CD may not delete the store', () => {
  const store = object(
    { backup: { retentionPolicy: '4w', path: 'postgres-prod', compression: BackupCompression.SNAPPY, jobs: 4 } },
    'ObjectStore',
  );
  expect(store.metadata).toEqual({
    name: 'postgres-shared-store',
    annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
  });
  expect(store.spec.retentionPolicy).toBe('4w');
  expect(store.spec.configuration).toMatchObject({
    destinationPath: 's3://cloudnativepg-backups/postgres-prod',
    wal: { compression: 'snappy', maxParallel: 4 },
    data: { compression: 'snappy', jobs: 4 },
  });
  expect('serverName' in store.spec.configuration).toBe(false);
});

test('the sidecar has its own budget, and no environment when none is needed', () => {
  expect(object({}, 'ObjectStore').spec.instanceSidecarConfiguration).toEqual({
    retentionPolicyIntervalSeconds: 1800,
    logLevel: 'info',
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '512Mi' } },
  });
});

test('the sidecar gets the checksum variables of an S3-compatible store', () => {
  const store = object({ backup: { s3: { bucket: 'backups', compatible: true } } }, 'ObjectStore');
  expect(store.spec.instanceSidecarConfiguration.env).toEqual([
    { name: 'AWS_REQUEST_CHECKSUM_CALCULATION', value: 'when_required' },
    { name: 'AWS_RESPONSE_CHECKSUM_VALIDATION', value: 'when_required' },
  ]);
});

test('an archive that is only read from has a store without retention', () => {
  const [own, origin] = objects({ bootstrap: { recovery: { serverName: 'old', path: 'postgres-old' } } }, 'ObjectStore');
  expect(own.spec.retentionPolicy).toBe('30d');
  expect(origin.metadata.name).toBe('postgres-shared-store-origin');
  expect(origin.spec.configuration.destinationPath).toBe('s3://cloudnativepg-backups/postgres-old');
  expect('retentionPolicy' in origin.spec).toBe(false);
});

test.each(['2025.10', '2026.02', '2026.06'])('%s has none', (platformRelease) => {
  expect(object({ platformRelease }, 'ObjectStore')).toBeUndefined();
});

test('on the way to the plugin it is there before the Cluster uses it, and says what the Cluster says', () => {
  const onTheWay = {
    platformRelease: '2026.07-object-store',
    backup: { path: 'prod', retentionPolicy: '4w', storePatch: { tags: { a: 'b' } } },
  };
  const { spec } = object(onTheWay, 'Cluster');
  const store = object(onTheWay, 'ObjectStore');
  expect(spec.plugins).toBeUndefined();
  expect(store.spec.configuration).toEqual(spec.backup.barmanObjectStore);
  expect(store.spec.retentionPolicy).toBe(spec.backup.retentionPolicy);
  expect(object(onTheWay, 'ScheduledBackup').spec.method).toBe('barmanObjectStore');
});

test('a patch of the store adds, replaces and removes, in-tree and with the plugin alike', () => {
  const backup = {
    storePatch: { wal: { maxParallel: 8, encryption: 'AES256' }, data: { jobs: null }, historyTags: { team: 'a' } },
  };
  const patched = {
    wal: { compression: 'gzip', maxParallel: 8, encryption: 'AES256' },
    data: { compression: 'gzip' },
    historyTags: { team: 'a' },
  };
  expect(object({ backup }, 'ObjectStore').spec.configuration).toMatchObject(patched);
  expect(object({ backup }, 'ObjectStore').spec.configuration.data).toEqual(patched.data);
  const inTree = object({ backup, platformRelease: '2025.10' }, 'Cluster').spec.backup.barmanObjectStore;
  expect(inTree).toEqual(object({ backup }, 'ObjectStore').spec.configuration);
});
