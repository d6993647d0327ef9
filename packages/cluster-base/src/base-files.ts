import type { GeneratedFile } from '@pgplatform/core';
import { mergeClusterPatch } from './cluster-patch';
import { clusterManifest, recoveryStore } from './manifests/cluster';
import { deletionProtection } from './manifests/deletion-protection';
import { networkPolicy } from './manifests/network-policy';
import { objectStore } from './manifests/object-store';
import { podMonitor } from './manifests/pod-monitor';
import { scheduledBackup } from './manifests/scheduled-backup';
import { longhornStorageClass } from './manifests/storage-class';
import type { ResolvedCluster } from './resolved-cluster';

/** The files every environment starts from, without their kustomization, in its order. */
export function baseFiles(cluster: ResolvedCluster): GeneratedFile[] {
  const { name, backup, bootstrap, options } = cluster;
  const files: (GeneratedFile | undefined)[] = [
    backup?.objectStore === undefined
      ? undefined
      : {
          path: 'object-store.yaml',
          content: [
            objectStore(backup.objectStore, backup.path, backup, backup.retentionPolicy),
            ...(bootstrap.recovery?.path === undefined
              ? []
              : [objectStore(recoveryStore(backup.objectStore, bootstrap.recovery.source), bootstrap.recovery.path, backup)]),
          ],
        },
    options.networkPolicy && { path: 'network-policy.yaml', content: [networkPolicy(name, options.networkPolicy)] },
    { path: 'cluster.yaml', ...mergeClusterPatch(clusterManifest(cluster), options.clusterPatch) },
    backup && { path: 'scheduled-backup.yaml', content: [scheduledBackup(name, backup)] },
    cluster.podMonitor && !cluster.release.hasClusterPodMonitor
      ? { path: 'pod-monitor.yaml', content: [podMonitor(name)] }
      : undefined,
  ];
  return files.filter((file) => file !== undefined);
}

/** The files that a Kubernetes cluster needs once, however many environments it holds. */
export function clusterScopedFiles(cluster: ResolvedCluster): GeneratedFile[] {
  const { name, storageClass, options } = cluster;
  return [
    ...(options.longhornStorageClass ? [{ path: 'storage-class.yaml', content: [longhornStorageClass(storageClass)] }] : []),
    ...(options.deletionProtection
      ? [{ path: 'deletion-protection.yaml', content: deletionProtection(name, options.deletionProtection) }]
      : []),
  ];
}

/** The files in a folder, with a kustomization that lists exactly them; nothing when there are none. */
export function kustomized(folder: string, files: GeneratedFile[]): GeneratedFile[] {
  if (files.length === 0) {
    return [];
  }
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: files.map((file) => file.path),
  };
  return [
    { path: `${folder}/kustomization.yaml`, content: [kustomization] },
    ...files.map((file) => ({ ...file, path: `${folder}/${file.path}` })),
  ];
}
