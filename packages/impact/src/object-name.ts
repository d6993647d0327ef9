import type { Resource } from './comparison';

const CLUSTER_SCOPED = [
  'ClusterImageCatalog.postgresql.cnpg.io',
  'StorageClass.storage.k8s.io',
  'Namespace.',
  'PersistentVolume.',
  'CustomResourceDefinition.apiextensions.k8s.io',
];

/** The name that acknowledgements use: `Cluster/postgres-prod/postgres-shared`, `Namespace//postgres-prod`. */
export function objectName({ kind, namespace, name }: Pick<Resource, 'kind' | 'namespace' | 'name'>): string {
  return `${kind.split('.')[0]}/${CLUSTER_SCOPED.includes(kind) ? '' : namespace}/${name}`;
}

/** Whether an object is in no namespace. */
export function isClusterScoped({ kind }: any): boolean {
  return typeof kind === 'string' && (/^Cluster.+/.test(kind) || CLUSTER_SCOPED.some((one) => one.startsWith(`${kind}.`)));
}
