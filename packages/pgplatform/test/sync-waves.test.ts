import { PlatformRelease } from '@pgplatform/core';
import { readYaml } from '@pgplatform/test-kit';
import { planPlatform } from '../src/platform';

const WAVE = 'argocd.argoproj.io/sync-wave';

/** A platform with everything that can be switched on. */
function objects(platformRelease: string): any[] {
  const { files, problems } = planPlatform({
    today: '2026-11-22',
    options: {
      name: 'payments-db',
      team: 'payments',
      platformRelease,
      acceptInsecureRelease: true,
      argoCd: { project: 'databases' },
      storageClass: 'longhorn',
      operatorValues: { prerequisites: { sealedSecrets: 'install', certManager: 'install' } },
      clusterBase: { networkPolicy: {}, deletionProtection: {}, longhornStorageClass: true, backup: { bucket: 'acme-backups' } },
      environments: [
        { name: 'stage', secretSource: 'external', externalStore: { name: 'vault' } },
        { name: 'prod', instances: 3, baseBackups: ['before-move'] },
      ],
      products: [{ name: 'ledger', databases: [{ name: 'ledger_db' }] }],
    } as any,
  });
  // A way point is refused to a new repository, and nothing else is.
  expect(problems.filter(({ code }) => code !== 'WAYPOINT_FOR_NEW')).toEqual([]);
  return files.filter(({ path }) => path.endsWith('.yaml')).flatMap(({ text }) => readYaml(text));
}

describe.each(
  PlatformRelease.all()
    .filter(({ isWayPoint }) => !isWayPoint)
    .map(({ id }) => id),
)('%s', (release) => {
  const all = objects(release);

  test('is one wave in every Application, so that no sync waits for the health of anything', () => {
    const waves = all.filter(({ metadata }) => metadata?.annotations?.[WAVE] !== undefined);
    expect(waves.map(({ kind }) => kind)).toEqual(['AppProject', 'AppProject']); // has no health
    expect(all.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Cluster', 'NetworkPolicy', 'ScheduledBackup', 'Backup', 'Database', 'StorageClass']),
    );
    expect(JSON.stringify(all)).not.toContain('PruneLast');
  });

  test('retries with the newest commit, whatever is deployed', () => {
    const policies = all.flatMap(({ kind, spec }) =>
      kind === 'Application' ? [spec.syncPolicy] : kind === 'ApplicationSet' ? [spec.template.spec.syncPolicy] : [],
    );
    expect(policies.length).toBeGreaterThan(5);
    for (const { retry } of policies) {
      expect(retry.refresh).toBe(true);
    }
  });
});
