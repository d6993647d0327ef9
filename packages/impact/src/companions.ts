import { plainText } from '@pgplatform/core';
import { secretsOf } from '@pgplatform/preflight';
import type { Repository, Resource, Side } from './comparison';
import { mapsIn, pluginsOf, volumesOf } from './shape';

const REFERRING = [
  'ScheduledBackup.postgresql.cnpg.io',
  'Backup.postgresql.cnpg.io',
  'Pooler.postgresql.cnpg.io',
  'Database.postgresql.cnpg.io',
  'DatabaseRole.postgresql.cnpg.io',
  'Publication.postgresql.cnpg.io',
  'Subscription.postgresql.cnpg.io',
];
const OBJECT_STORE = 'ObjectStore.barmancloud.cnpg.io';
const SECRETS = ['SealedSecret.bitnami.com', 'Secret.', 'ExternalSecret.external-secrets.io'];
export const CONFIG_MAP = 'ConfigMap.';
const CATALOGS = ['ImageCatalog.postgresql.cnpg.io', 'ClusterImageCatalog.postgresql.cnpg.io'];

/** The ConfigMaps that a Cluster reads, those of its environment first. */
export function configMapsOf({ spec }: any): { name: string; isEnvironment: boolean }[] {
  const environment = [
    ...mapsIn(spec?.env).map(({ valueFrom }) => valueFrom?.configMapKeyRef?.name),
    ...mapsIn(spec?.envFrom).map(({ configMapRef }) => configMapRef?.name),
  ];
  const queries = mapsIn(spec?.monitoring?.customQueriesConfigMap).map(({ name }) => name);
  const named = (names: unknown[], isEnvironment: boolean) =>
    names.flatMap((name) => (typeof name === 'string' ? [{ name, isEnvironment }] : []));
  return [...named(environment, true), ...named(queries, false)];
}

/** The objects that a database depends on, or that depend on it. */
export function companionsOf({ repository, resource, cluster }: Side): Resource[] {
  const { namespace, name } = resource;
  const inNamespace = (kind: string, wanted: (one: Resource) => boolean) =>
    repository.inNamespace(kind, namespace).filter(wanted);
  const referring = referringTo(repository).get(`${namespace}\n${name}`) ?? [];
  const { own, external } = pluginsOf(cluster.spec);
  const stores = [...own, ...external].flatMap(({ parameters }) => parameters?.barmanObjectName ?? []);
  const archives = inNamespace(OBJECT_STORE, (store) => stores.includes(store.name));
  const candidates = SECRETS.flatMap((kind) => repository.inNamespace(kind, namespace));
  // Whoever reads Secrets is asked only when there are any.
  const readers = candidates.length > 0 ? [resource, ...archives, ...referring] : [];
  const secrets = new Set(readers.flatMap((one) => secretsOf(one).map((secret) => secret.name)));
  const configMaps = new Set(configMapsOf(cluster).map((one) => one.name));
  const { kind: catalogKind = 'ImageCatalog', name: catalog } = resource.object.spec?.imageCatalogRef ?? {};
  const classes = volumesOf(cluster.spec).map((volume) => volume?.storageClass ?? volume?.pvcTemplate?.storageClassName);
  return [
    ...referring,
    ...archives,
    ...candidates.filter((secret) => secrets.has(secret.name)),
    ...inNamespace(CONFIG_MAP, (map) => configMaps.has(map.name)),
    ...CATALOGS.flatMap((kind) => anywhere(repository, kind)).filter(
      (one) =>
        one.name === catalog &&
        one.kind.startsWith(`${plainText(catalogKind)}.`) &&
        (catalogKind !== 'ImageCatalog' || one.namespace === namespace),
    ),
    ...anywhere(repository, 'Namespace.').filter((one) => one.name === namespace),
    ...anywhere(repository, 'StorageClass.storage.k8s.io').filter((one) => classes.includes(one.name)),
    ...inNamespace('NetworkPolicy.networking.k8s.io', ({ object }) => selects(object, name)),
  ];
}

/** The objects of each repository that name a Cluster, by its namespace and name. */
const REFERENCES = new WeakMap<Repository, Map<string, Resource[]>>();

function referringTo(repository: Repository): ReadonlyMap<string, Resource[]> {
  let found = REFERENCES.get(repository);
  if (!found) {
    found = new Map();
    for (const resource of repository.ofKind(...REFERRING)) {
      const name = resource.object.spec?.cluster?.name;
      if (typeof name !== 'string') continue;
      const key = `${resource.namespace}\n${name}`;
      const others = found.get(key);
      if (others) others.push(resource);
      else found.set(key, [resource]);
    }
    REFERENCES.set(repository, found);
  }
  return found;
}

function anywhere(repository: Repository, kind: string): readonly Resource[] {
  return repository.ofKind(kind);
}

/** Whether a NetworkPolicy is about the Pods of a Cluster, or about all Pods of its namespace. */
function selects({ spec }: any, cluster: string): boolean {
  const labels = spec?.podSelector?.matchLabels ?? {};
  return labels['cnpg.io/cluster'] === cluster || (Object.keys(labels).length === 0 && !spec?.podSelector?.matchExpressions);
}
