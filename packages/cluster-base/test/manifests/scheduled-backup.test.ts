import { CronSchedule } from '@pgplatform/core';
import { object } from '../generated';

test('there is a base backup at once and every day, by the plugin', () => {
  const backup = object({}, 'ScheduledBackup');
  expect(backup.metadata.annotations).toEqual({
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  });
  expect(backup.spec).toEqual({
    schedule: '0 0 2 * * *',
    immediate: true,
    suspend: false,
    backupOwnerReference: 'self',
    target: 'prefer-standby',
    cluster: { name: 'postgres-shared' },
    method: 'plugin',
    pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
  });
});

test('in-tree releases use Barman of the image', () => {
  const { method, pluginConfiguration } = object({ platformRelease: '2026.06' }, 'ScheduledBackup').spec;
  expect([method, pluginConfiguration]).toEqual(['barmanObjectStore', undefined]);
});

test('another schedule keeps the name: a new name would leave the old schedule running', () => {
  const backup = object({ backup: { schedule: CronSchedule.weekly(0, 4) } }, 'ScheduledBackup');
  expect([backup.metadata.name, backup.spec.schedule]).toEqual(['postgres-shared-daily', '0 0 4 * * 0']);
});

test('deferred backups schedule nothing', () => {
  expect(object({ backup: { deferred: 'no bucket yet' } }, 'ScheduledBackup')).toBeUndefined();
});
