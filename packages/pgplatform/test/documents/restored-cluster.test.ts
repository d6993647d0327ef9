import { PlatformRelease } from '@pgplatform/core';
import { Preflight, Severity } from '@pgplatform/preflight';
import { PlatformFacts } from '../../src/documents/platform-facts';
import { RestoredCluster, TARGET_TIME } from '../../src/documents/restored-cluster';
import { platformContext } from './platform-context';

const facts = (options: Parameters<typeof platformContext>[0]) => new PlatformFacts(platformContext(options)).example;

test('what belongs to a Cluster comes with it under its new name', () => {
  const [cluster, ...companions] = new RestoredCluster(facts({ clusterBase: { networkPolicy: {} } })).objects;
  expect(cluster.metadata.name).toBe('postgres-shared-restore-1');
  expect(companions.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'ScheduledBackup postgres-shared-restore-1-daily',
    'NetworkPolicy postgres-shared-restore-1',
    'PodMonitor postgres-shared-restore-1-metrics',
  ]);
  expect(JSON.stringify(companions)).not.toContain('"postgres-shared"');
});

test('roles of products stay with the Cluster where they are part of it', () => {
  const environment = facts({ platformRelease: '2026.06', products: [{ name: 'product-a', databases: [{ name: 'api_db' }] }] });
  expect(new RestoredCluster(environment).objects[0].spec.managed).toEqual({ roles: environment.cluster.spec.managed.roles });
});

test('with in-tree backups it keeps the path and changes the server name', () => {
  const environment = facts({ platformRelease: '2025.10' });
  const [{ spec }] = new RestoredCluster(environment).objects;
  expect(spec.externalClusters[0].barmanObjectStore.destinationPath).toBe('s3://cloudnativepg-backups/postgres-prod');
  expect(spec.externalClusters[0].barmanObjectStore.serverName).toBe('postgres-shared');
  expect(spec.backup.barmanObjectStore.destinationPath).toBe('s3://cloudnativepg-backups/postgres-prod');
  expect(spec.backup.barmanObjectStore.serverName).toBe('postgres-shared-restore-1');
  expect(spec.backup.retentionPolicy).toBe('30d');
});

test('the operator takes it once the time to go back to is written in, and not before', () => {
  for (const platformRelease of ['2025.10', '2026.07']) {
    const environment = facts({ platformRelease, clusterBase: { instances: 3 } });
    const { operatorVersion } = PlatformRelease.of(platformRelease);
    const errors = (time: string) =>
      Preflight.admit(
        JSON.parse(JSON.stringify(new RestoredCluster(environment).objects[0]).replace(TARGET_TIME, time)),
        operatorVersion,
      )
        .filter(({ severity }) => severity === Severity.ERROR)
        .map(({ rule }) => rule);
    expect(errors('2026-11-22T05:30:00Z')).toEqual([]);
    expect(errors(TARGET_TIME)).toEqual(['CL-PITR-2']);
  }
});
