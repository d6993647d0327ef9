import { object } from '../generated';

test('keeps the volume when its claim goes, and is named as the Cluster asks for it', () => {
  const storageClass = object({ longhornStorageClass: true, storageClass: 'longhorn-postgres' }, 'StorageClass');
  expect(storageClass).toEqual({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: 'longhorn-postgres',
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
    },
    provisioner: 'driver.longhorn.io',
    parameters: { numberOfReplicas: '1', dataLocality: 'best-effort', dataEngine: 'v1' },
    allowVolumeExpansion: true,
    reclaimPolicy: 'Retain',
    volumeBindingMode: 'Immediate',
  });
});
