import type { PlatformModel } from '@pgplatform/core';
import { TODAY } from '@pgplatform/test-kit';
import { type PlatformPlan, planPlatform } from '../src/platform';

function plan(options: any, previous?: PlatformModel): PlatformPlan {
  const input = { name: 'payments-db', team: 'payments', acceptInsecureRelease: true, ...options };
  return planPlatform({ options: input, previous, today: TODAY });
}

/** The model of a synthesis without problems, as the next one reads it. */
function model(options: any, previous?: PlatformModel): PlatformModel {
  const { model, problems } = plan(options, previous);
  expect(problems).toEqual([]);
  return JSON.parse(JSON.stringify(model));
}

function problems(options: any, previous: PlatformModel): string[] {
  return plan(options, previous).problems.map(({ code, path }) => `${code} ${path}`);
}

const prod = (more: any = {}) => ({ environments: [{ name: 'prod', ...more }] });
const first = ({ environments: [{ image, serverNames }] }: PlatformModel) => [image.reference.split(':')[1], serverNames];

describe('the platform release', () => {
  test('stays where it is when the options name none', () => {
    const old = model({ ...prod(), platformRelease: '2026.02' });
    expect(model(prod(), old).platformRelease).toBe('2026.02');
    expect(model(prod(), model({ ...prod(), platformRelease: '2026.07-plugin' }, old)).platformRelease).toBe('2026.07-plugin');
    expect(model(prod()).platformRelease).toBe('2026.07');
  });

  test('of a new repository is no way point', () => {
    expect(plan({ platformRelease: '2026.07-plugin' }).problems).toEqual([
      {
        code: 'WAYPOINT_FOR_NEW',
        path: 'platformRelease',
        message: '2026.07-plugin is a step of an upgrade to 2026.07; a new repository has nothing to upgrade.',
        given: '2026.07-plugin',
        allowed: '2026.07',
        fix: 'Use 2026.07.',
      },
    ]);
  });

  test.each([
    ['2026.07', '2026.07-base-backup'],
    ['2026.07-plugin', '2026.07-image'],
    ['2026.07-operator', '2026.06'],
  ])('does not go back from %s to %s', (from, to) => {
    const old = model({ ...prod(), platformRelease: from }, model({ ...prod(), platformRelease: '2025.10' }));
    expect(problems({ ...prod(), platformRelease: to }, old)).toContain('RELEASE_DOWNGRADE platformRelease');
  });

  test('moves a row without a word, and says with more of them which command goes step by step', () => {
    const old = model({ ...prod(), platformRelease: '2026.06' });
    expect(plan({ ...prod(), platformRelease: '2026.07-operator' }, old).notices).toEqual([]);
    const [notice, ...others] = plan({ ...prod(), platformRelease: '2026.07' }, old).notices;
    expect(others).toEqual([]);
    expect(notice).toMatch(/^From platform release 2026\.06 to 2026\.07 are 8 steps: 2026\.07-operator, .*, 2026\.07\./);
    expect(notice).toMatch(/To go step by step: npx pgplatform upgrade --to 2026\.07$/);
  });

  test('that is past its end or below the floor names the command that moves on', () => {
    const { notices } = plan({ ...prod(), platformRelease: '2025.10' });
    expect(notices).toHaveLength(2);
    expect(notices.every((notice) => notice.endsWith('Move on: npx pgplatform upgrade --to 2026.07'))).toBe(true);
  });
});

describe('the Debian release', () => {
  test('of every environment is its own, whatever the others have', () => {
    const image = 'ghcr.io/cloudnative-pg/postgresql:17.10-standard-trixie';
    const environments = [{ name: 'stage' }, { name: 'prod', image }, { name: 'qa' }];
    const old = model({ environments: environments.slice(0, 2), clusterBase: { postgres: { debian: 'bookworm' } } });
    const tags = (next: PlatformModel) => next.environments.map(({ image }) => image.reference.split(':')[1]);
    expect(tags(model({ environments }, old))).toEqual([
      '17.11-standard-bookworm',
      '17.10-standard-trixie',
      '17.11-standard-bookworm',
    ]);
    const without = [{ name: 'stage' }, { name: 'prod' }, { name: 'qa' }];
    expect(tags(model({ environments: without }, old))).toEqual([
      '17.11-standard-bookworm',
      '17.11-standard-trixie',
      '17.11-standard-bookworm',
    ]);
  });

  test('does not change in a major upgrade, named or not', () => {
    const old = model(prod());
    const options = { ...prod(), clusterBase: { postgres: { version: '18', debian: 'bookworm' } } };
    expect(problems(options, old)).toEqual(['IMAGE_CODENAME_CHANGED environments.prod.image']);
  });
});

test('an image and a version of one environment contradict each other, also where its Debian release is its own', () => {
  const image = 'ghcr.io/cloudnative-pg/postgresql:17.10-standard-bookworm';
  const old = model({ environments: [{ name: 'stage' }, { name: 'prod', image }] });
  const environments = [{ name: 'stage' }, { name: 'prod', image, postgresVersion: '18' }];
  expect(problems({ environments }, old)).toEqual(['IMAGE_TWICE environments.prod.postgresVersion']);
});

describe('PostgreSQL', () => {
  const old = model(prod());

  test('of another minor version is another image, and the same archive', () => {
    expect(first(model({ ...prod(), clusterBase: { postgres: { version: '17.12' } } }, old))).toEqual([
      '17.12-standard-trixie',
      ['postgres-shared'],
    ]);
    expect(first(model(prod({ postgresVersion: '17.12' }), old))).toEqual(['17.12-standard-trixie', ['postgres-shared']]);
  });

  test.each<[string, any]>([
    ['clusterBase.postgres.version', { ...prod(), clusterBase: { postgres: { version: '18' } } }],
    ['clusterBase.postgres.major', { ...prod(), clusterBase: { postgres: { major: 18 } } }],
    ['postgresMajor', { ...prod(), postgresMajor: 18 }],
    ['postgresVersion of the environment', prod({ postgresVersion: '18' })],
    ['an image', prod({ image: 'ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie' })],
  ])('of another major by %s has a new archive, and keeps it', (_title, options) => {
    const upgraded = model(options, old);
    expect(first(upgraded)).toEqual(['18.6-standard-trixie', ['postgres-shared', 'postgres-shared-pg18']]);
    expect(plan(options, old).notices.join()).toMatch(
      /PostgreSQL 17 to 18 in prod: .*anew as postgres-shared-pg18, so there is no point-in-time recovery across/,
    );
    const again = model(options, upgraded);
    expect(again).toEqual(upgraded);
    const rendered = plan(options, upgraded).files.find(({ path }) => path === 'rendered/prod.yaml')?.text;
    expect(rendered).toContain('serverName: postgres-shared-pg18');
  });

  test('of another major keeps the archive of its own name when backups were deferred meanwhile', () => {
    const deferred = { clusterBase: { backup: { deferred: 'no bucket' }, postgres: { version: '18' } } };
    const later = model({ ...prod(), ...deferred }, old);
    const back = model({ ...prod(), clusterBase: { postgres: { version: '18' } } }, later);
    expect(back.environments[0].serverNames).toEqual(['postgres-shared', 'postgres-shared-pg18']);
  });

  test('in one environment leaves the others alone', () => {
    const both = model({ environments: [{ name: 'stage' }, { name: 'prod' }] });
    const next = model({ environments: [{ name: 'stage', postgresVersion: '18' }, { name: 'prod' }] }, both);
    expect(next.environments.map(({ image, serverNames }) => [image.major, serverNames.at(-1)])).toEqual([
      [18, 'postgres-shared-pg18'],
      [17, 'postgres-shared'],
    ]);
  });

  test('skips no major that the release has, and goes to none that it has not', () => {
    const image = (version: string) => prod({ image: `registry.example.com/postgresql:${version}-standard-trixie` });
    expect(problems(image('18.6'), model(image('16.9')))).toEqual(['MAJOR_SKIPPED environments.prod.image']);
    const inTree = (version: string) => ({
      ...prod({ image: `registry.example.com/postgresql:${version}-system-bookworm` }),
      platformRelease: '2026.06',
    });
    expect(problems(inTree('18.3'), model(inTree('17.9')))).toEqual(['MAJOR_SKIPPED environments.prod.image']);
  });

  test.each<[string, string, string[]]>([
    ['17.12-standard-trixie', '18.6-standard-trixie', ['POSTGRES_OLDER_MINOR']],
    ['17.12-standard-trixie', '18.7-standard-trixie', []],
    ['17.11-standard-bookworm', '18.6-standard-trixie', ['IMAGE_CODENAME_CHANGED']],
    ['17.12-standard-bookworm', '18.6-standard-trixie', ['IMAGE_CODENAME_CHANGED', 'POSTGRES_OLDER_MINOR']],
    ['18.6-standard-trixie', '17.11-standard-trixie', ['POSTGRES_DOWNGRADE']],
  ])('from %s to %s is %j', (from, to, codes) => {
    const image = (tag: string) => prod({ image: `ghcr.io/cloudnative-pg/postgresql:${tag}` });
    expect(problems(image(to), model(image(from)))).toEqual(codes.map((code) => `${code} environments.prod.image`));
  });

  test('of a release that is older than the one that runs is refused', () => {
    const newer = model(prod({ postgresVersion: '17.12' }));
    expect(problems(prod({ postgresVersion: '18' }), newer)).toEqual(['POSTGRES_OLDER_MINOR environments.prod.image']);
    expect(problems(prod({ postgresVersion: '18.7' }), newer)).toEqual([]);
  });

  test('of another major says what the names of the images do not tell', () => {
    const image = (version: string) => prod({ image: `registry.example.com/postgresql:${version}-standard` });
    expect(plan(image('18.6'), model(image('17.11'))).notices.join()).toContain('one Debian release');
  });
});

describe('the archive', () => {
  const options = prod({ serverName: 'second' });
  const old = model(prod());

  test('goes on under the name that was chosen once, also when the option goes', () => {
    const named = model(options, old);
    expect(named.environments[0].serverNames).toEqual(['postgres-shared', 'second']);
    expect(model(prod(), named).environments[0].serverNames).toEqual(['postgres-shared', 'second']);
  });

  test.each<[string, any, PlatformModel]>([
    ['of an earlier time', prod({ serverName: 'postgres-shared' }), model(options, old)],
    ['of the old major version', prod({ serverName: 'postgres-shared', postgresVersion: '18' }), old],
    [
      'of the old major version, after the upgrade',
      prod({ serverName: 'postgres-shared', postgresVersion: '18' }),
      model(prod({ postgresVersion: '18' }), old),
    ],
  ])('%s is not written again', (_title, next, previous) => {
    expect(problems(next, previous)).toEqual(['SERVER_NAME_REUSED environments.prod.serverName']);
  });

  test('in another place may have any name', () => {
    expect(problems(prod({ serverName: 'postgres-shared', backupPath: 'prod-18', postgresVersion: '18' }), old)).toEqual([]);
  });

  test('a base backup is not taken by another method under its old label', () => {
    const labelled = prod({ baseBackups: ['before'] });
    const before = model(
      { ...labelled, platformRelease: '2026.07-object-store' },
      model({ ...labelled, platformRelease: '2026.06' }),
    );
    const next = { platformRelease: '2026.07-backups' };
    expect(problems({ ...labelled, ...next }, before)).toEqual(['BASE_BACKUP_KEPT environments.prod.baseBackups']);
    expect(problems({ ...prod(), ...next }, before)).toEqual([]);
  });

  test('a patch of the Cluster that only in-tree backups read stops the step that leaves them', () => {
    const clusterPatch = { spec: { backup: { barmanObjectStore: { wal: { maxParallel: 8 } } } } };
    const patched = { ...prod({ clusterPatch }), clusterBase: { clusterPatch } };
    const before = model(
      { ...patched, platformRelease: '2026.07-object-store' },
      model({ ...patched, platformRelease: '2026.06' }),
    );
    expect(problems({ ...patched, platformRelease: '2026.07-backups' }, before)).toEqual([
      'IN_TREE_PATCH clusterBase.clusterPatch.spec.backup.barmanObjectStore',
      'IN_TREE_PATCH environments.prod.clusterPatch.spec.backup.barmanObjectStore',
    ]);
    const moved = {
      ...prod({ storePatch: { wal: { maxParallel: 8 } } }),
      clusterBase: { backup: { storePatch: { wal: { maxParallel: 8 } } } },
    };
    const rendered = (options: any) =>
      plan(
        { ...options, platformRelease: '2026.07-plugin' },
        before && model({ ...patched, platformRelease: '2026.06' }),
      ).files.find(({ path }) => path === 'rendered/prod.yaml')?.text;
    const body = (text?: string) => text?.replace(/^#.*\n/gm, '');
    expect(body(rendered(moved))).toBe(body(rendered(patched)));
  });
});
