import { PlatformRelease } from '@pgplatform/core';
import { type Rollout, rolloutMarkdown, rolloutOf } from '../../src';
import { model, report, withOptions } from './models';

const ROWS = PlatformRelease.path('2025.10', '2026.07').map(({ id }) => id);

/** The text of arriving at a row from the one before it. */
function step(row: string): Rollout {
  const before = ['2025.10', ...ROWS][ROWS.indexOf(row)];
  return rolloutOf(model(before), model(row), report());
}

function commands({ before, verify, back, health, what }: Rollout): string[] {
  const lines = [before, verify, back, health, what].flat();
  return lines.flatMap((line) => /(?:^|: )((?:kubectl|echo) .*)/.exec(line)?.[1] ?? []);
}

describe('the text of a step', () => {
  test.each([
    ['2026.02-operator', 'Platform release 2026.02-operator: CloudNativePG 1.28.1'],
    ['2026.02', 'Platform release 2026.02: PodMonitor objects'],
    ['2026.06', 'Platform release 2026.06: CloudNativePG 1.29.1'],
    ['2026.07-operator', 'Platform release 2026.07-operator: CloudNativePG 1.30.0'],
    ['2026.07-roles', 'Platform release 2026.07-roles: DatabaseRole objects'],
    ['2026.07-image', 'Platform release 2026.07-image: PostgreSQL 17.11'],
    ['2026.07-plugin', 'Platform release 2026.07-plugin: Barman Cloud plugin 0.13.0'],
    ['2026.07-object-store', 'Platform release 2026.07-object-store: ObjectStore objects'],
    ['2026.07-backups', 'Platform release 2026.07-backups: backups by the Barman Cloud plugin'],
    ['2026.07-base-backup', 'Platform release 2026.07-base-backup: base backups by the plugin'],
    ['2026.07', 'Platform release 2026.07: images without Barman'],
  ])('to %s has a title, a condition of health, commands and a way back', (row, title) => {
    const rollout = step(row);
    expect(rollout.title).toBe(title);
    expect(rollout.what.length).toBeGreaterThan(1);
    expect(rollout.health.length).toBeGreaterThan(0);
    expect(rollout.verify.length).toBeGreaterThan(0);
    expect(rollout.back.length).toBeGreaterThan(0);
  });

  test('every row of the table has one', () => {
    expect(ROWS.filter((row) => step(row).verify.length === 0)).toEqual([]);
  });

  test('no command deletes anything or spans lines', () => {
    const all = ROWS.flatMap((row) => commands(step(row)));
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter((command) => /\bdelete\b|\n/.test(command))).toEqual([]);
  });

  test('of an operator waits for the Deployment, the Clusters and the archive, by their own names', () => {
    expect(step('2026.06').verify).toEqual(
      expect.arrayContaining([
        'kubectl rollout status deployment/cnpg-cloudnative-pg -n cnpg-system --timeout=10m',
        'kubectl wait --for=condition=Ready clusters.postgresql.cnpg.io/postgres-shared -n postgres-prod --timeout=15m',
        'kubectl wait --for=condition=ContinuousArchiving clusters.postgresql.cnpg.io/postgres-shared -n postgres-prod --timeout=15m',
      ]),
    );
  });

  test('does not wait for an archive where backups are deferred', () => {
    const deferred = (environment: any) => delete environment.destinationPath;
    const { verify } = rolloutOf(model('2026.02', deferred), model('2026.06', deferred), report());
    expect(verify.filter((command) => command.includes('ContinuousArchiving'))).toEqual([]);
  });

  test('of the plugin names cert-manager, its certificates and its Deployment', () => {
    const { before, verify } = step('2026.07-plugin');
    expect(before.join()).toContain('cert-manager runs in the cluster');
    expect(verify).toEqual(
      expect.arrayContaining([
        'kubectl wait --for=condition=Ready certificates.cert-manager.io/barman-cloud-server -n cnpg-system --timeout=5m',
        'kubectl rollout status deployment/plugin-barman-cloud -n cnpg-system --timeout=10m',
      ]),
    );
  });

  test('of the backups says that archiving must work before, takes a base backup, and moves the metrics', () => {
    const { before, what, verify, back } = step('2026.07-backups');
    expect(before.join()).toContain('Do not migrate while archiving fails');
    expect(what.join()).toContain(
      'cnpg_collector_last_available_backup_timestamp becomes barman_cloud_cloudnative_pg_io_last_available_backup_timestamp',
    );
    const backup = verify.find((command) => command.startsWith('echo'));
    expect(JSON.parse(/'(.*)'/.exec(backup ?? '')?.[1] ?? '')).toMatchObject({
      kind: 'Backup',
      metadata: { namespace: 'postgres-stage' },
      spec: { cluster: { name: 'postgres-shared' }, method: 'plugin' },
    });
    expect(verify.join('\n')).toContain(
      "objectstores.barmancloud.cnpg.io postgres-shared-store -n postgres-prod -o jsonpath='{.status.serverRecoveryWindow}",
    );
    expect(back.join()).toContain('The image still has Barman');
  });

  test('that changes nothing here is left out', () => {
    const none = { databases: [] };
    const at = (row: string) => model(row, undefined, none);
    expect(rolloutOf(at('2026.07-operator'), at('2026.07-image'), report()).title).toBe(
      'Platform release 2026.07-image: PostgreSQL 17.11',
    );
  });

  test('several steps in one change say that they are several', () => {
    const all = rolloutOf(model('2025.10'), model('2026.07'), report('rolling update'));
    expect(all.title).toBe('Platform release 2026.07');
    expect(all.before[0]).toBe(
      'These are 11 steps in one change. Each in a change of its own is safer: Argo CD applies them at once.',
    );
    expect(all.what).toContain('What it does to databases: rolling update.');
  });
});

describe('the text of newer packages', () => {
  test('says that the platform release stays', () => {
    const rollout = rolloutOf(model('2026.07', undefined, { packageVersion: '0.1.0' }), model('2026.07'), report());
    expect(rollout.title).toBe('pgplatform 0.2.0');
    expect(rollout.what).toEqual([
      'pgplatform 0.1.0 to 0.2.0. The platform release stays: the operator and PostgreSQL are the same.',
      'No database notices.',
    ]);
  });

  test('that come with a release has both in its title', () => {
    const before = model('2026.02', undefined, { packageVersion: '0.1.0' });
    expect(rolloutOf(before, model('2026.06'), report()).title).toBe(
      'pgplatform 0.2.0; Platform release 2026.06: CloudNativePG 1.29.1',
    );
  });
});

describe('the text of another PostgreSQL', () => {
  const at = (version: string) => (environment: any) => {
    const major = Number.parseInt(version, 10);
    environment.image = {
      reference: `ghcr.io/cloudnative-pg/postgresql:${version}-standard-bookworm`,
      major,
      debian: 'bookworm',
    };
    environment.serverNames = major > 17 ? ['postgres-shared', `postgres-shared-pg${major}`] : ['postgres-shared'];
  };

  test('of the same major version goes back by a revert', () => {
    const rollout = rolloutOf(model('2026.07', at('17.11')), model('2026.07', at('17.12')), report('rolling update'));
    expect(rollout.title).toBe('PostgreSQL 17.12');
    expect(rollout.back.join()).toContain('Minor versions share one format on disk');
  });

  test('of the next major version: base backup before, archive of its own, no way back but a restore', () => {
    const rollout = rolloutOf(model('2026.07', at('17.11')), model('2026.07', at('18.6')), report('offline major upgrade'));
    expect(rollout.title).toBe('PostgreSQL 18.6 (major)');
    expect(rollout.what.join()).toContain('goes from postgres-shared to postgres-shared-pg18');
    expect(rollout.what.join()).toContain('There is no point-in-time recovery across a major upgrade');
    expect(rollout.before.join()).toContain('backups.postgresql.cnpg.io/postgres-shared-before-pg18 -n postgres-prod');
    expect(rollout.back[0]).toContain('there is none but a restore');
    expect(rollout.back.at(-1)).toMatch(/^When the Job fails.*The operator accepts the old image, deletes the Job/);
    expect(rollout.before.join()).not.toContain('not known here');
  });

  test('of the next major version: what is not known of it is to be found out before', () => {
    const rollout = rolloutOf(model('2026.07', at('17.13')), model('2026.07', at('18.9')), report('offline major upgrade'));
    expect(rollout.before.filter((line) => line.includes('not known here whether PostgreSQL 18.9'))).toHaveLength(1);
  });

  test('a base backup that is newly declared is waited for', () => {
    const before = model('2026.07');
    const { title, verify } = rolloutOf(before, withOptions(before, { baseBackups: ['before-pg18'] }), report());
    expect(title).toBe('Base backup before-pg18');
    expect(verify[0]).toBe(
      "kubectl wait --for=jsonpath='{.status.phase}'=completed backups.postgresql.cnpg.io/postgres-shared-before-pg18 -n postgres-stage --timeout=4h",
    );
  });
});

test('as Markdown, the impact stands between what changes and what to do', () => {
  const text = rolloutMarkdown(step('2026.07-plugin'), 'IMPACT');
  expect(text).toMatch(
    /^- The Barman Cloud plugin[\s\S]*\n\nIMPACT\n\n### Before merging[\s\S]*```sh\nkubectl[\s\S]*### The way back\n\n- /,
  );
});
