import { BackupMethod, type ClusterRef, PlatformRelease } from '@pgplatform/core';
import { backupMethodOf } from './base-objects';
import type { EnvironmentOptions } from './environment-options';

/** Base backups of an environment that are taken once: those it names, and that of the release. */
export function baseBackups(base: ClusterRef, environment: EnvironmentOptions): any[] {
  const method = backupMethodOf(base);
  const labels = new Set([
    ...(PlatformRelease.of(base.platformRelease).takesBaseBackup ? ['plugin'] : []),
    ...(environment.baseBackups ?? []),
  ]);
  return method === undefined ? [] : [...labels].map((label) => baseBackup(base.name, label, method));
}

/** A backup that is taken once. The object may go: the backup stays in the archive, as long as the retention policy says. */
function baseBackup(cluster: string, label: string, method: BackupMethod): any {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Backup',
    metadata: { name: `${cluster}-${label}` },
    spec: {
      cluster: { name: cluster },
      target: 'prefer-standby',
      ...(method === BackupMethod.PLUGIN
        ? { method, pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' } }
        : { method: 'barmanObjectStore' }),
    },
  };
}
