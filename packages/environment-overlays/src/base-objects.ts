import { BackupMethod, type ClusterRef } from '@pgplatform/core';

/** The Cluster among the objects of a base. */
export function baseCluster(base: ClusterRef): any {
  return base.manifests.find(({ kind, metadata }) => kind === 'Cluster' && metadata.name === base.name);
}

/** How the Cluster of a base takes backups; nothing while they are deferred. */
export function backupMethodOf({ backup }: ClusterRef): BackupMethod | undefined {
  return backup && (backup.method ?? (backup.objectStore ? BackupMethod.PLUGIN : BackupMethod.IN_TREE));
}

/** The ObjectStore among the objects of a base; nothing when there is none. */
export function baseObjectStore(base: ClusterRef): any {
  return base.manifests.find(({ kind, metadata }) => kind === 'ObjectStore' && metadata.name === base.backup?.objectStore);
}

/** The role that owns the database which the bootstrap made. Source: cloudnative-pg api/v1/cluster_defaults.go */
export function bootstrapOwner(base: ClusterRef): string {
  const { initdb, recovery, pg_basebackup } = baseCluster(base).spec.bootstrap ?? {};
  const bootstrap = initdb ?? recovery ?? pg_basebackup;
  return bootstrap?.owner ?? bootstrap?.database ?? 'app';
}
