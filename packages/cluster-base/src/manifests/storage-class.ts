import { ArgoCd } from '@pgplatform/core';

/**
 * A Longhorn class with one replica: PostgreSQL replicates by itself. `Retain` keeps the volume when its claim goes; `Immediate`
 * because WaitForFirstConsumer needs CSIStorageCapacity, which Longhorn has from 1.12 on.
 *
 * Source: https://longhorn.io/docs/latest/references/storage-class-parameters/
 */
export function longhornStorageClass(name: string): any {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name, annotations: ArgoCd.guard() },
    provisioner: 'driver.longhorn.io',
    parameters: { numberOfReplicas: '1', dataLocality: 'best-effort', dataEngine: 'v1' },
    allowVolumeExpansion: true,
    reclaimPolicy: 'Retain',
    volumeBindingMode: 'Immediate',
  };
}
