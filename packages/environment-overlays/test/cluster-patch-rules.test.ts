import { baseCluster } from '../src/base-objects';
import { clusterPatchProblems } from '../src/cluster-patch-rules';
import { baseRef } from './base-ref';

function found(patch: any): string[] {
  return clusterPatchProblems(patch, 'patch', baseCluster(baseRef())).map(({ code, path }) => `${code} ${path}`);
}

test('no patch, and any part of a Cluster, is fine', () => {
  expect([...found(undefined), ...found({ spec: { logLevel: null }, metadata: { annotations: { a: 'b' } } })]).toEqual([]);
});

test.each([[[]], ['spec'], [null], [{ spec: null }], [{ metadata: null }]])('%j is no part of a Cluster', (patch) => {
  expect(found(patch)).toEqual(['CLUSTER_PATCH patch']);
});

test('lists, objects and plain values do not replace each other, because Kustomize refuses it', () => {
  const patch = { metadata: { labels: [] }, spec: { storage: '10Gi', plugins: {}, imageName: ['x'], affinity: 'new' } };
  expect(found(patch)).toEqual([
    'CLUSTER_PATCH_TYPE patch.metadata.labels',
    'CLUSTER_PATCH_TYPE patch.spec.storage',
    'CLUSTER_PATCH_TYPE patch.spec.plugins',
    'CLUSTER_PATCH_TYPE patch.spec.imageName',
  ]);
  expect(found({ spec: [] })).toEqual(['CLUSTER_PATCH_TYPE patch.spec']);
});

test('a patch cannot rename, move or retype the Cluster', () => {
  expect(found({ apiVersion: 'v2', kind: 'Pod', metadata: { name: 'other', namespace: 'x' } })).toEqual([
    'CLUSTER_PATCH_IDENTITY patch.apiVersion',
    'CLUSTER_PATCH_IDENTITY patch.kind',
    'CLUSTER_PATCH_IDENTITY patch.metadata.name',
    'CLUSTER_PATCH_IDENTITY patch.metadata.namespace',
  ]);
  expect(found({ kind: null, metadata: { name: null } })).toHaveLength(2);
});

test('what Kustomize would take for an instruction is refused, at any depth', () => {
  expect(found({ spec: { $patch: 'replace', plugins: [{ $patch: 'delete' }] } })).toEqual([
    'CLUSTER_PATCH_DIRECTIVE patch.spec.$patch',
    'CLUSTER_PATCH_DIRECTIVE patch.spec.plugins[0].$patch',
  ]);
});
