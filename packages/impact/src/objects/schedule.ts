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

export const SCHEDULE_RULES: readonly ChangeRule[] = [
  rule(
    'schedule',
    'ScheduledBackup.postgresql.cnpg.io',
    ['spec', 'metadata'],
    'The next base backup is taken at another time or in another way; the database goes on.',
    ({ path }) => (path[1] === 'cluster' ? undefined : 'none'),
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
    [''],
    'A Backup in git is taken once, beside the running database; removing it leaves the files in the object store.',
    () => 'none',
  ),
];
