/**
 * Kinds without a namespace that Kustomize knows of.
 *
 * Source: the OpenAPI document built into Kustomize (`kustomize openapi fetch`).
 */
const CLUSTER_SCOPED = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
]);

/** A kustomization.yaml. Only fields that Kustomize 4.5.4 knows. */
export function kustomization(fields: { namespace: string; labels?: any; resources: string[]; patches?: any[] }): any {
  const { namespace, labels, resources, patches = [] } = fields;
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    namespace,
    ...(labels && { labels: [{ pairs: labels, includeSelectors: false }] }),
    resources,
    ...(patches.length > 0 && { patches }),
  };
}

/**
 * What `namespace` and `labels` of a kustomization do to an object: metadata only. With `includeSelectors: false` neither selectors
 * nor templates are touched.
 */
export function kustomized(manifest: any, namespace: string, labels: { [name: string]: string } = {}): any {
  const { name, labels: own, ...rest } = manifest.metadata;
  const all = { ...own, ...labels };
  const metadata = {
    name,
    ...(!CLUSTER_SCOPED.has(manifest.kind) && { namespace }),
    ...(Object.keys(all).length > 0 && { labels: all }),
    ...rest,
  };
  return { ...manifest, metadata };
}
