import { BackupSchedule } from '../../src/documents/backup-schedule';

test.each([
  ['0 0 2 * * *', 'every day at 02:00:00 UTC', 26],
  ['0 15 * * * *', 'every hour at minute 15', 3],
  ['0 30 3 * * 0', 'every week on day 0 (0 is Sunday) at 03:30:00 UTC', 170],
  ['0 0 2 1,15 * *', 'as the schedule says', undefined],
  ['0 0 */6 * * *', 'as the schedule says', undefined],
])('%s', (cron, words, overdue) => {
  expect(new BackupSchedule(cron).words).toBe(words);
  expect(new BackupSchedule(cron).overdueHours).toBe(overdue);
});
