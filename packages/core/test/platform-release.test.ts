import { BackupMethod, PlatformRelease } from '../src';

// Charts: Chart.yaml of cloudnative-pg/charts at each tag. Kubernetes and ends of life: cloudnative-pg, supported_releases.md.
test.each([
  ['2025.10', '0.26.0', '1.27.0', undefined, '1.31-1.33', '2026-03-09', [17]],
  ['2026.02', '0.27.1', '1.28.1', undefined, '1.32-1.35', '2026-06-30', [17]],
  ['2026.06', '0.28.3', '1.29.1', undefined, '1.33-1.35', '2026-09-29', [17]],
  ['2026.07', '0.29.0', '1.30.0', '0.7.0', '1.34-1.36', '2026-12-31', [17, 18]],
])('%s is chart %s with operator %s', (id, chart, operator, pluginChart, kubernetes, endOfLife, majors) => {
  const release = PlatformRelease.of(id);
  expect([
    release.operatorChart,
    release.operatorVersion,
    release.pluginChart,
    release.kubernetes,
    release.endOfLife,
    release.postgresMajors,
  ]).toEqual([chart, operator, pluginChart, kubernetes, endOfLife, majors]);
});

test('the releases are in order, and the last is the newest', () => {
  const all = PlatformRelease.all();
  expect(all.map(({ id }) => id)).toEqual(['2025.10', '2026.02', '2026.06', '2026.07']);
  expect(all.map(({ isWayPoint }) => isWayPoint)).toEqual([false, false, false, false]);
  expect(PlatformRelease.latest().id).toBe('2026.07');
});

const PATH = [
  ['2026.02-operator', '2026.02', 'operator'],
  ['2026.02', '2026.02', 'monitoring'],
  ['2026.06', '2026.06', 'operator'],
  ['2026.07-operator', '2026.07', 'operator'],
  ['2026.07-roles', '2026.07', 'roles'],
  ['2026.07-image', '2026.07', 'image'],
  ['2026.07-plugin', '2026.07', 'plugin'],
  ['2026.07-object-store', '2026.07', 'object-store'],
  ['2026.07-backups', '2026.07', 'backups'],
  ['2026.07-base-backup', '2026.07', 'base-backup'],
  ['2026.07', '2026.07', 'flavour'],
];

test('from the first release to the last lead eleven steps, each to a row that knows its release and the next', () => {
  const path = PlatformRelease.path('2025.10', '2026.07');
  expect(path.map(({ id, release, step }) => [id, release, step])).toEqual(PATH);
  expect(path.map(({ next }) => next)).toEqual([...PATH.slice(1).map(([id]) => id), undefined]);
  expect(path.filter(({ isWayPoint }) => isWayPoint).map(({ id }) => id)).toEqual(
    PATH.map(([id]) => id).filter((id) => id.includes('-')),
  );
});

test('a path begins after where one is, ends where one wants to be, and is empty in between', () => {
  expect(PlatformRelease.path('2026.06', '2026.07-image').map(({ id }) => id)).toEqual([
    '2026.07-operator',
    '2026.07-roles',
    '2026.07-image',
  ]);
  expect(PlatformRelease.path('2026.07-plugin', '2026.07-plugin')).toEqual([]);
});

test('there is no path back, and none from or to what does not exist', () => {
  expect(() => PlatformRelease.path('2026.07', '2026.07-plugin')).toThrow(/RELEASE_DOWNGRADE[\s\S]*Keep 2026\.07\./);
  expect(() => PlatformRelease.path('2026.02', '2026.7')).toThrow(/RELEASE_UNKNOWN/);
  expect(() => PlatformRelease.path('2024.01', '2026.07')).toThrow(/RELEASE_UNKNOWN/);
});

test('rows are compared by their place in the table: a release comes after its way points', () => {
  const compare = (a: string, b: string) => Math.sign(PlatformRelease.of(a).compareTo(PlatformRelease.of(b)));
  expect(compare('2026.07', '2026.07-operator')).toBe(1);
  expect(compare('2026.07-image', '2026.07-plugin')).toBe(-1);
  expect(compare('2026.06', '2026.07-operator')).toBe(-1);
  expect(compare('2026.02', '2026.02')).toBe(0);
});

test('one step changes one thing: charts, object store, backups, base backup and image never move together', () => {
  const traits = [
    'operatorChart',
    'hasClusterPodMonitor',
    'hasDatabaseRole',
    'postgresMajors',
    'pluginChart',
    'hasObjectStore',
    'backupMethod',
    'flavour',
  ] as const;
  const rows = [PlatformRelease.of('2025.10'), ...PlatformRelease.path('2025.10', '2026.07')];
  const changed = rows.slice(1).map((row, i) => traits.filter((trait) => String(row[trait]) !== String(rows[i][trait])));
  expect(changed).toEqual([
    ['operatorChart'],
    ['hasClusterPodMonitor'],
    ['operatorChart'],
    ['operatorChart'],
    ['hasDatabaseRole'],
    ['postgresMajors'],
    ['pluginChart'],
    ['hasObjectStore'],
    ['backupMethod'],
    [],
    ['flavour'],
  ]);
  expect(rows.filter(({ takesBaseBackup }) => takesBaseBackup).map(({ id }) => id)).toEqual(['2026.07-base-backup']);
});

test('only releases with the fix of CVE-2026-55769 are at the floor', () => {
  expect(PlatformRelease.all().map(({ isBelowFloor }) => isBelowFloor)).toEqual([true, true, true, false]);
  expect(PlatformRelease.of(PlatformRelease.SECURITY_FLOOR).operatorVersion).toBe('1.30.0');
  expect(PlatformRelease.of('2026.02-operator').isBelowFloor).toBe(true);
  expect(PlatformRelease.of('2026.07-operator').isBelowFloor).toBe(false);
});

test('backups, roles and monitoring follow the operator', () => {
  const traits = (id: string) => {
    const release = PlatformRelease.of(id);
    return [release.backupMethod, release.hasDatabaseRole, release.hasClusterPodMonitor, release.hasFailoverQuorum];
  };
  expect(traits('2025.10')).toEqual([BackupMethod.IN_TREE, false, true, false]);
  expect(traits('2026.02')).toEqual([BackupMethod.IN_TREE, false, false, true]);
  expect(traits('2026.07')).toEqual([BackupMethod.PLUGIN, true, false, true]);
  expect(PlatformRelease.of('2026.07').pluginVersion).toBe('0.13.0');
});

test('the default image is 17.2 with its digest in the reference, and 17.11 for new repositories', () => {
  expect(PlatformRelease.of('2025.10').image().toString()).toBe(
    'ghcr.io/cloudnative-pg/postgresql:17.2-35-bookworm@sha256:8ca536299fc1c57b79d5ac3c90607ddbeb5cbf64857d32c2197214c46a728ee4',
  );
  expect(PlatformRelease.of('2026.07').image().toString()).toBe('ghcr.io/cloudnative-pg/postgresql:17.11-standard-trixie');
});

test('images are chosen by major, Debian codename and flavour', () => {
  const release = PlatformRelease.of('2026.07');
  expect(release.image({ major: 18 }).tag).toBe('18.6-standard-trixie');
  expect(release.image({ debian: 'bookworm', flavour: 'system' }).tag).toBe('17.11-system-bookworm');
  expect(PlatformRelease.of('2026.07-image').image({ debian: 'bookworm' }).tag).toBe('17.11-system-bookworm');
  for (const image of release.images) {
    expect(release.image({ major: image.major, debian: image.debian, flavour: image.flavour })).toEqual(image);
  }
});

test('a version is a major, or is put into the image of its major', () => {
  const release = PlatformRelease.of('2026.07');
  expect(release.image({ version: '18' }).tag).toBe('18.6-standard-trixie');
  expect(release.image({ version: '17.12', debian: 'bookworm' }).tag).toBe('17.12-standard-bookworm');
  expect(PlatformRelease.of('2025.10').image({ version: '17.2' }).digest).toMatch(/^sha256:/);
  expect(PlatformRelease.of('2025.10').image({ version: '17.10' }).toString()).toBe(
    'ghcr.io/cloudnative-pg/postgresql:17.10-system-bookworm',
  );
  expect(() => PlatformRelease.of('2025.10').image({ version: '18.1' })).toThrow(/IMAGE_NOT_IN_RELEASE[\s\S]*Given: 18\.1/);
});

test('releases with in-tree backups have only images with Barman in them', () => {
  for (const release of PlatformRelease.all().filter(({ backupMethod }) => backupMethod === BackupMethod.IN_TREE)) {
    expect(release.images.map(({ flavour }) => flavour)).toEqual(release.images.map(() => 'system'));
  }
});

test('an image that the release does not have is refused with those it has', () => {
  expect(() => PlatformRelease.of('2025.10').image({ major: 18 })).toThrow(/IMAGE_NOT_IN_RELEASE[\s\S]*17 bookworm system/);
  expect(() => PlatformRelease.of('2026.07').image({ debian: 'bullseye' })).toThrow(/Given: bullseye/);
});

test('the end of life is the last day of support', () => {
  const release = PlatformRelease.of('2025.10');
  expect(release.isPastEndOfLife('2026-03-09T23:59:59Z')).toBe(false);
  expect(release.isPastEndOfLife('2026-03-10T00:00:00Z')).toBe(true);
});

test('an unknown release is refused with the nearest one', () => {
  expect(() => PlatformRelease.of('2026.70')).toThrow(/RELEASE_UNKNOWN {2}platformRelease[\s\S]*Did you mean 2026\.07\?/);
  expect(() => PlatformRelease.of('newest')).toThrow(/Use 2026\.07, or upgrade pgplatform/);
});
