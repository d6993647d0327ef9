import { Preflight } from '../../src/preflight';
import { annotated, cluster, clusterSpec, object, parameters } from '../admission/manifest';

const specOf = (given: any, version = '1.30.0') => Preflight.default(given, version).spec;

test('the image is the one the operator would run', () => {
  const images = ['1.27.0', '1.27.1', '1.28.0', '1.29.2', '1.30.0', '1.31.0'].map(
    (version) => specOf(cluster(), version).imageName,
  );
  expect(images.map((image) => image.split(':')[1])).toEqual([
    '17.5',
    '18.0-system-trixie',
    '18.1-system-trixie',
    '18.4-system-trixie',
    '18.4-system-trixie',
    '18.4-system-trixie',
  ]);
  expect(specOf(clusterSpec({ imageCatalogRef: { kind: 'ImageCatalog', name: 'i', major: 17 } }))).not.toHaveProperty(
    'imageName',
  );
});

test('a cluster that says nothing is initialised with database and owner app in the C locale', () => {
  expect(specOf(cluster()).bootstrap).toEqual({
    initdb: { database: 'app', owner: 'app', encoding: 'UTF8', localeCollate: 'C', localeCType: 'C' },
  });
});

test('the owner follows the database', () => {
  expect(specOf(clusterSpec({ bootstrap: { recovery: { database: 'd' } } })).bootstrap.recovery.owner).toBe('d');
  expect(specOf(clusterSpec({ bootstrap: { pg_basebackup: { source: 'e' } } })).bootstrap.pg_basebackup.owner).toBe('app');
});

test('a monolith import gets no database', () => {
  const { initdb } = specOf(clusterSpec({ bootstrap: { initdb: { import: { type: 'monolith' } } } })).bootstrap;
  expect([initdb.database, initdb.owner]).toEqual(['', '']);
});

test('parameters of the author win over those of the operator', () => {
  const { parameters: given } = specOf(parameters({ wal_level: 'replica', ssl: 'off' })).postgresql;
  expect(given).toMatchObject({ wal_level: 'replica', ssl: 'off', archive_timeout: '5min', max_worker_processes: '32' });
});

test('archive_mode is the operator’s, whatever the author says', () => {
  const modeOf = (given: any) => specOf(given).postgresql.parameters.archive_mode;
  expect(modeOf(parameters({ archive_mode: 'off' }))).toBe('on');
  expect(modeOf(annotated('cnpg.io/skipWalArchiving', 'enabled'))).toBe('off');
  expect(modeOf(clusterSpec({ replica: { enabled: true, source: 'e' } }))).toBe('always');
});

test('where the image does not tell the version, parameters stay as they are', () => {
  expect(specOf(parameters({ a: 'b' }, { imageName: 'x:bookworm' })).postgresql.parameters).toEqual({ a: 'b' });
});

test('slots, probes, monitoring, affinity and durability are filled in', () => {
  const spec = specOf(clusterSpec({ instances: 3, postgresql: { synchronous: { method: 'any', number: 1 } }, backup: {} }));
  expect(spec.replicationSlots).toEqual({
    highAvailability: { enabled: true, slotPrefix: '_cnpg_' },
    synchronizeReplicas: { enabled: true },
    updateInterval: 30,
  });
  expect(spec.probes.liveness.isolationCheck).toEqual({ enabled: true, requestTimeout: 1000, connectionTimeout: 1000 });
  expect(spec.monitoring.customQueriesConfigMap).toEqual([{ name: 'cnpg-default-monitoring', key: 'queries' }]);
  expect(spec.affinity.podAntiAffinityType).toBe('preferred');
  expect(spec.postgresql.synchronous.dataDurability).toBe('required');
  expect(spec.backup.target).toBe('prefer-standby');
});

test('the default queries come first and once, and not where they are switched off', () => {
  const queriesOf = (monitoring: any) => specOf(clusterSpec({ monitoring })).monitoring.customQueriesConfigMap;
  const own = { name: 'own', key: 'k' };
  const ours = { name: 'cnpg-default-monitoring', key: 'queries' };
  expect(queriesOf({ customQueriesConfigMap: [own] })).toEqual([ours, own]);
  expect(queriesOf({ customQueriesConfigMap: [own, ours] })).toEqual([own, ours]);
  expect(queriesOf({ disableDefaultQueries: true })).toBeUndefined();
});

test('tablespaces belong to the application’s owner', () => {
  const { tablespaces } = specOf(clusterSpec({ tablespaces: [{ name: 'a' }, { name: 'b', owner: { name: 'x' } }] }));
  expect(tablespaces.map(({ owner }: any) => owner.name)).toEqual(['app', 'x']);
});

test('from 1.28 on the annotation for the failover quorum becomes a field', () => {
  const given = annotated('alpha.cnpg.io/failoverQuorum', 'true', { postgresql: { synchronous: { method: 'any', number: 1 } } });
  expect(specOf(given, '1.28.0').postgresql.synchronous.failoverQuorum).toBe(true);
  expect(specOf(given, '1.27.4').postgresql.synchronous).not.toHaveProperty('failoverQuorum');
});

test('the annotation for the liveness pinger becomes a field', () => {
  const given = annotated('alpha.cnpg.io/livenessPinger', '{"enabled":false}');
  expect(specOf(given).probes.liveness.isolationCheck).toEqual({ enabled: false, requestTimeout: 1000, connectionTimeout: 1000 });
});

test('defaults of the schema reach into lists', () => {
  expect(specOf(clusterSpec({ managed: { roles: [{ name: 'r' }] } })).managed.roles).toEqual([
    { name: 'r', connectionLimit: -1, ensure: 'present', inherit: true },
  ]);
  expect(specOf(object('Database', { name: 'd', owner: 'o', cluster: { name: 'c' } })).databaseReclaimPolicy).toBe('retain');
});
