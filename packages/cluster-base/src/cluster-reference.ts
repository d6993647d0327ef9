import type { ClusterRef } from '@pgplatform/core';
import type { ResolvedCluster } from './resolved-cluster';

/** What a Cluster looks like to the other generators. */
export function clusterRef(cluster: ResolvedCluster, manifests: any[]): ClusterRef {
  const { name, release, image, instances, storage, walStorage, memory, cpu, options, backup } = cluster;
  return {
    name,
    platformRelease: release.id,
    image,
    instances,
    storage,
    walStorage,
    memory,
    cpu,
    parameters: options.parameters ?? {},
    backup: backup && {
      url: backup.target.url,
      objectStore: backup.objectStore,
      method: backup.method,
      ...(backup.target.secretKeys.length && { secret: backup.target.secret, secretKeys: backup.target.secretKeys }),
    },
    manifests,
  };
}
