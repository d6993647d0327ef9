import { alertRules } from '../../src/documents/alert-rules';
import { PlatformFacts } from '../../src/documents/platform-facts';
import type { PgPlatformProjectOptions } from '../../src/pg-platform-project-options';
import { platformContext } from './platform-context';

const alerts = (options: Partial<PgPlatformProjectOptions>) => alertRules(new PlatformFacts(platformContext(options)).example);
const named = (name: string, options: Partial<PgPlatformProjectOptions>) => alerts(options).find(({ alert }) => alert === name);

test('the age of the backup is measured where the backup method writes it', () => {
  expect(named('PostgresBackupOverdue', {})?.expr).toContain('barman_cloud_cloudnative_pg_io_last_available_backup_timestamp');
  expect(named('PostgresBackupOverdue', { platformRelease: '2025.10' })?.expr).toContain(
    'cnpg_collector_last_available_backup_timestamp',
  );
});

test('alerts are of one namespace and one cluster', () => {
  const others = alerts({}).filter(
    ({ expr }) => !expr.includes('namespace="postgres-prod"') || !expr.includes('"postgres-shared-[0-9]+'),
  );
  expect(others).toEqual([]);
});

test('one instance has no replication alerts: they would never be silent', () => {
  expect(alerts({}).filter(({ expr }) => expr.includes('replication'))).toEqual([]);
  expect(named('PostgresStandbyMissing', { clusterBase: { instances: 3 } })?.expr).toMatch(/< 2$/);
});

test('nothing alerts about backups that are deferred', () => {
  expect(
    alerts({ clusterBase: { backup: { deferred: 'later' } } }).filter(({ alert }) => /Backup(O|F)|Archiv|Wal/.test(alert)),
  ).toEqual([]);
});
