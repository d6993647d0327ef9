import { backupList, clustersHealthy, pluginUp, recoveryWindow, takeBackup } from './kubectl';
import { backedUp, clusterNames, REVERT, type ReleaseStep, type StepText } from './step-text';

/** Metrics that the instance manager has with in-tree backups, and the plugin's sidecar has under another name. */
const METRICS = ['first_recoverability_point', 'last_available_backup_timestamp', 'last_failed_backup_timestamp'];

/** Archiving and base backups move from the instance to the plugin, into the archive that is there. */
export function backupsStep({ after }: ReleaseStep): StepText {
  const environments = backedUp(after);
  return {
    title: 'backups by the Barman Cloud plugin',
    what: [
      `${clusterNames(environments)}: spec.backup.barmanObjectStore goes, and the plugin archives instead; the ScheduledBackup goes with it, in this one change.`,
      'The path and the server name stay: the backups and the WAL that are there remain readable, and what is archived continues them.',
      'The plugin runs as a sidecar: the operator recreates the Pods.',
      ...METRICS.map((name) => `Alerts: cnpg_collector_${name} becomes barman_cloud_cloudnative_pg_io_${name}.`),
    ],
    before: [
      'ContinuousArchiving is True. Do not migrate while archiving fails: WAL that was not archived before cannot be archived after (cloudnative-pg issue 8189).',
      'The newest base backup is completed.',
      'The plugin is up, and every ObjectStore is there.',
    ],
    health: [
      `Ready and ContinuousArchiving are True (${clusterNames(environments)}).`,
      'A base backup taken now completes, and status.serverRecoveryWindow of the ObjectStore shows it.',
      'The alerts read the new metrics.',
    ],
    verify: [
      ...pluginUp(after),
      ...clustersHealthy(after, environments),
      ...environments.flatMap((environment) => [takeBackup(environment), backupList(environment), recoveryWindow(environment)]),
    ],
    back: [
      `${REVERT} The image still has Barman, and path and server name are the same: in-tree archiving goes on where the plugin stopped.`,
    ],
  };
}
