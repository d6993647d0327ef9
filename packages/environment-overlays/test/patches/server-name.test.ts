import { serverNameOf, serverNameOperations, serverNamePatch } from '../../src/patches/server-name';

const BARMAN = {
  name: 'barman-cloud.cloudnative-pg.io',
  enabled: true,
  isWALArchiver: true,
  parameters: { barmanObjectName: 'store' },
};

function cluster(spec: any): any {
  return { metadata: { name: 'postgres-shared' }, spec };
}

test('the operation finds the plugin that archives, wherever it is in the list', () => {
  const plugins = [{ name: 'other' }, { ...BARMAN, isWALArchiver: false }, BARMAN];
  expect(serverNameOperations(cluster({ plugins }), 'new')).toEqual([
    { op: 'add', path: '/spec/plugins/2/parameters/serverName', value: 'new' },
  ]);
});

test('without that plugin there is no operation', () => {
  expect(serverNameOperations(cluster({}), 'new')).toEqual([]);
});

test('in-tree backups have it in the Cluster', () => {
  expect(serverNamePatch('new')).toEqual({ spec: { backup: { barmanObjectStore: { serverName: 'new' } } } });
});

test('backups are written under the name of the Cluster, unless it says another', () => {
  expect(serverNameOf(cluster({ plugins: [BARMAN] }))).toBe('postgres-shared');
  expect(serverNameOf(cluster({ plugins: [{ ...BARMAN, parameters: { ...BARMAN.parameters, serverName: 'p' } }] }))).toBe('p');
  expect(serverNameOf(cluster(serverNamePatch('i').spec))).toBe('i');
});
