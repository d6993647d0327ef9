import { baseCluster } from '../src/base-objects';
import { clusterPatchProblems } from '../src/cluster-patch-rules';
import { baseRef } from './base-ref';

function found(clusterPatch: any, base = baseRef(), managedRoles: any[] = []): string[] {
  const environment = { name: 'prod', clusterPatch };
  return clusterPatchProblems({ base, baseCluster: baseCluster(base), environment, managedRoles, files: [], path: 'prod' }).map(
    ({ code, path }) => `${code} ${path}`,
  );
}

test('no patch, and any part of a Cluster, is fine', () => {
  expect([...found(undefined), ...found({ spec: { logLevel: null }, metadata: { annotations: { a: 'b' } } })]).toEqual([]);
});

test.each([[[]], ['spec'], [null], [{ spec: null }], [{ metadata: null }]])('%j is no part of a Cluster', (patch) => {
  expect(found(patch)).toEqual(['CLUSTER_PATCH_TYPE prod.clusterPatch']);
});

test('lists, objects and plain values do not replace each other, because Kustomize refuses it', () => {
  const patch = { metadata: { labels: [] }, spec: { storage: '10Gi', bootstrap: [], enablePDB: {}, affinity: 'new' } };
  expect(found(patch)).toEqual([
    'CLUSTER_PATCH_TYPE prod.clusterPatch.metadata.labels',
    'CLUSTER_PATCH_TYPE prod.clusterPatch.spec.storage',
    'CLUSTER_PATCH_TYPE prod.clusterPatch.spec.bootstrap',
    'CLUSTER_PATCH_TYPE prod.clusterPatch.spec.enablePDB',
  ]);
  expect(found({ spec: [] })).toEqual(['CLUSTER_PATCH_TYPE prod.clusterPatch.spec']);
});

test('what keeps Argo CD from deleting the Cluster stays', () => {
  const at = 'CLUSTER_PATCH_GUARD prod.clusterPatch.metadata.annotations.argocd.argoproj.io/sync-options';
  expect(found({ metadata: { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=true' } } })).toEqual([at]);
  expect(found({ metadata: { annotations: null } })).toEqual([at]);
  expect(found({ metadata: { annotations: { 'cnpg.io/podPatch': '[]' } } })).toEqual([]);
});

test('what an option decides is left to the option', () => {
  const spec = {
    instances: 3,
    imageName: 'x',
    storage: null,
    walStorage: { size: '5Gi', storageClass: 'fast' },
    resources: { limits: { cpu: '4', memory: '4Gi' }, requests: { cpu: '1', 'hugepages-2Mi': '2Mi' } },
    postgresql: { parameters: { work_mem: '1GB', log_lock_waits: null } },
    plugins: [],
    managed: { roles: [] },
  };
  const options = (base = baseRef(), roles: any[] = []) => found({ spec }, base, roles).map((text) => text.split('.spec.')[1]);
  expect(options()).toEqual([
    'instances',
    'imageName',
    'storage.size',
    'walStorage.size',
    'resources.limits.cpu',
    'resources.requests.cpu',
    'resources.limits.memory',
    'postgresql.parameters.work_mem',
    'plugins',
  ]);
  expect(options(baseRef('2025.10'), [{ name: 'product_a' }])).not.toContain('plugins');
  expect(options(baseRef('2025.10'), [{ name: 'product_a' }])).toContain('managed.roles');
});

test('a patch may take away what no option takes away', () => {
  expect(found({ spec: { resources: { limits: { cpu: null } }, postgresql: { parameters: { log_lock_waits: null } } } })).toEqual(
    [],
  );
});

test('a patch cannot rename, move or retype the Cluster', () => {
  expect(found({ apiVersion: 'v2', kind: 'Pod', metadata: { name: 'other', namespace: 'x' } })).toEqual([
    'CLUSTER_PATCH_IDENTITY prod.clusterPatch.apiVersion',
    'CLUSTER_PATCH_IDENTITY prod.clusterPatch.kind',
    'CLUSTER_PATCH_IDENTITY prod.clusterPatch.metadata.name',
    'CLUSTER_PATCH_IDENTITY prod.clusterPatch.metadata.namespace',
  ]);
  expect(found({ kind: null, metadata: { name: null } })).toHaveLength(2);
});

test('what Kustomize would take for an instruction is refused, at any depth', () => {
  expect(found({ spec: { $patch: 'replace', env: [{ $patch: 'delete' }] } })).toEqual([
    'CLUSTER_PATCH_DIRECTIVE prod.clusterPatch.spec.$patch',
    'CLUSTER_PATCH_DIRECTIVE prod.clusterPatch.spec.env[0].$patch',
  ]);
});

test('with the plugin nothing of in-tree backups is patched, because nobody reads it', () => {
  const patch = { spec: { backup: { retentionPolicy: '90d', barmanObjectStore: { wal: { maxParallel: 8 } } } } };
  expect(found(patch)).toEqual([
    'IN_TREE_PATCH prod.clusterPatch.spec.backup.barmanObjectStore',
    'IN_TREE_PATCH prod.clusterPatch.spec.backup.retentionPolicy',
  ]);
  expect(found(patch, baseRef('2025.10'))).toEqual([]);
});
