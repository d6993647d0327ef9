import { cronFields, cronProblem } from '../cron-expression';
import { atoi } from '../go-number';
import { Severity } from '../severity';
import { fields, isSet, text } from '../shape';
import { ruleMaker } from './admission-rule';
import type { ObjectView } from './object-view';

const DEADLINE = 'cnpg.io/volumeSnapshotDeadline';
const backup = ruleMaker<ObjectView>('Backup', 'cloudnative-pg internal/webhook/v1/backup_webhook.go validate');
const scheduled = ruleMaker<ObjectView>(
  'ScheduledBackup',
  'cloudnative-pg internal/webhook/v1/scheduledbackup_webhook.go validate',
);
const SCHEDULE = ['spec', 'schedule'];

/** BK: one backup. */
export const backupRules = [
  ...methodRules(backup, ['BK-1', 'BK-2', 'BK-3']),
  backup('BK-4', 'A backup by a plugin names the plugin.', 'Give pluginConfiguration.name.', function* ({ spec }) {
    if (spec.method === 'plugin' && text(fields(spec.pluginConfiguration).name) === '') {
      yield { path: ['spec', 'pluginConfiguration', 'name'], allowed: 'the name of a plugin' };
    }
  }),
  backup('BK-5', 'The deadline of a snapshot is a number of minutes.', 'Give a whole number.', function* ({ annotations }) {
    const deadline = annotations[DEADLINE] ?? '';
    if (deadline !== '' && atoi(deadline) === undefined) {
      yield { path: ['metadata', 'annotations', DEADLINE], given: deadline, allowed: 'a whole number' };
    }
  }),
];

/** SB: backups by schedule. */
export const scheduledBackupRules = [
  scheduled('SB-1', 'A schedule is a cron expression with seconds first.', 'Write it as in 0 0 2 * * *.', function* ({ spec }) {
    const schedule = text(spec.schedule);
    const problem = cronProblem(schedule);
    if (problem)
      yield { path: SCHEDULE, given: schedule, allowed: 'six cron fields', why: `The schedule cannot be read: ${problem}.` };
  }),
  ...methodRules(scheduled, ['SB-2', 'SB-3', 'SB-4']),
  scheduled(
    'SB-W1',
    'Five fields are read as second, minute, hour, day and month: a nightly job would run every hour.',
    'Put the second, 0, in front.',
    function* ({ spec }) {
      const schedule = text(spec.schedule);
      if (!cronProblem(schedule) && cronFields(schedule).length !== 6)
        yield { path: SCHEDULE, given: schedule, allowed: 'six cron fields' };
    },
    { severity: Severity.WARNING },
  ),
];

/** What both kinds check about the method. */
function methodRules(rule: typeof backup, [snapshot, online, onlineConfiguration]: string[]) {
  const unlessSnapshot = (id: string, field: string) =>
    rule(
      id,
      `The field ${field} is for volume snapshots only.`,
      'Remove it, or use method volumeSnapshot.',
      function* ({ spec }) {
        if (spec.method !== 'barmanObjectStore' || !isSet(spec[field])) return;
        yield {
          path: ['spec', field],
          given: spec[field],
          allowed: 'nothing with barmanObjectStore',
          edits: [{ path: ['spec', field] }],
        };
      },
    );
  return [
    rule(
      snapshot,
      'The operator refuses snapshots where the VolumeSnapshot CRD is not installed; only the cluster can tell.',
      'Install the snapshot controller and its CRDs before the operator.',
      function* ({ spec }) {
        if (spec.method === 'volumeSnapshot')
          yield { path: ['spec', 'method'], given: 'volumeSnapshot', allowed: 'where the CRD is installed' };
      },
      { severity: Severity.INFO },
    ),
    unlessSnapshot(online, 'online'),
    unlessSnapshot(onlineConfiguration, 'onlineConfiguration'),
  ];
}
