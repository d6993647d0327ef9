import { ArgoCd, BackupMethod } from '@pgplatform/core';
import type { ResolvedBackup } from '../resolved-cluster';
import { BARMAN_PLUGIN } from './barman-configuration';

/** The base backups, without which archived WAL restores nothing and retention removes nothing. */
export function scheduledBackup(cluster: string, backup: ResolvedBackup): any {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name: `${cluster}-daily`, annotations: ArgoCd.guard() },
    spec: {
      schedule: backup.schedule.toString(),
      immediate: true,
      suspend: false,
      backupOwnerReference: 'self',
      target: 'prefer-standby',
      cluster: { name: cluster },
      ...(backup.method === BackupMethod.PLUGIN
        ? { method: 'plugin', pluginConfiguration: { name: BARMAN_PLUGIN } }
        : { method: 'barmanObjectStore' }),
    },
  };
}
