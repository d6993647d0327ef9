import { BARMAN_PLUGIN, imageOf, ownArchive, Preflight, postgresImage } from '@pgplatform/preflight';
import { retentionDays } from './cluster/retention';
import type { Repository, Resource, Retention, Side } from './comparison';
import { isMap, pluginsOf } from './shape';

const OBJECT_STORE = 'ObjectStore.barmancloud.cnpg.io';

/**
 * A database of a repository.
 *
 * @param defaulted its Cluster with defaults: of the same operator version on both sides, so that new defaults are no change
 */
export function sideOf(repository: Repository, resource: Resource, defaulted: any): Side {
  const { operatorVersion } = repository.input;
  const image = imageOf(repository, resource) ?? chosenImage(resource.object, operatorVersion);
  const { status, ...cluster } = defaulted;
  const spec = { ...(isMap(cluster.spec) && cluster.spec) } as { [name: string]: any };
  if (image) {
    spec.imageName = image.reference;
    delete spec.imageCatalogRef;
  }
  return {
    repository,
    resource,
    operatorVersion,
    cluster: { ...cluster, spec },
    image,
    archive: ownArchive(repository, resource),
    retention: retentionOf(repository, resource),
  };
}

/** The image that the operator chooses where a Cluster names none. */
function chosenImage(object: any, operatorVersion: string): Side['image'] {
  const named = object?.spec?.imageName ?? object?.spec?.imageCatalogRef;
  return named === undefined || named === null
    ? postgresImage(Preflight.default(object, operatorVersion).spec?.imageName ?? '')
    : undefined;
}

/** How long the archive that is in use is kept. */
function retentionOf(repository: Repository, { object, namespace }: Resource): Retention | undefined {
  const { backup } = object?.spec ?? {};
  const plugin = pluginsOf(object?.spec).own.find(({ name, enabled }) => name === BARMAN_PLUGIN && enabled !== false);
  const store = plugin && repository.find(OBJECT_STORE, namespace, plugin.parameters?.barmanObjectName);
  const policy = backup?.barmanObjectStore ? backup.retentionPolicy : store?.object.spec?.retentionPolicy;
  const days = retentionDays(policy);
  return days === undefined ? undefined : { days, policy };
}
