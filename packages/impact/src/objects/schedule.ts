import type { ChangeRule } from '../change-rule';

const BACKUP = 'cloudnative-pg docs/src/backup.md';
const rule = (id: string, kind: string, paths: readonly string[], says: string, judge: ChangeRule['judge']): ChangeRule => ({
  id,
  kind,
  paths,
  says,
  source: BACKUP,
  judge,
});

const below = (names: string) => names.split(' ').map((name) => `spec.${name}`);

export const SCHEDULE_RULES: readonly ChangeRule[] = [
  rule(
    'schedule',
    'ScheduledBackup.postgresql.cnpg.io',
    below('schedule suspend immediate cluster backupOwnerReference target method online onlineConfiguration pluginConfiguration'),
    'The next base backup is taken at another time or in another way; the database goes on.',
    ({ path }) =>
      path[1] === 'cluster'
        ? { effect: 'none', why: 'From now on it is another Cluster that base backups are taken of.' }
        : 'none',
  ),
  rule(
    'schedule-metadata',
    'ScheduledBackup.postgresql.cnpg.io',
    ['metadata'],
    'Labels and annotations of a schedule change no backup.',
    () => 'none',
  ),
  rule(
    'schedule-appears',
    'ScheduledBackup.postgresql.cnpg.io',
    [''],
    'Base backups are taken from now on, beside the running database.',
    ({ from }) => (from === undefined ? 'none' : undefined),
  ),
  rule(
    'schedule-disappears',
    'ScheduledBackup.postgresql.cnpg.io',
    [''],
    'No base backup is taken on this schedule any more: what is restored one day replays more and more WAL, and retention deletes nothing.',
    ({ to }) => (to === undefined ? 'none' : undefined),
  ),
  rule(
    'backup-on-demand',
    'Backup.postgresql.cnpg.io',
    ['', 'metadata', ...below('cluster target method online onlineConfiguration pluginConfiguration')],
    'A Backup in git is taken once, beside the running database; what changes in it later takes none, and removing it leaves the files in the object store.',
    () => 'none',
  ),
];
