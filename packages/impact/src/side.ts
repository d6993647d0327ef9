import { BARMAN_PLUGIN, defaulted, imageOf, ownArchive, postgresImage } from '@pgplatform/preflight';
import { retentionDays } from './cluster/retention';
import type { Repository, Resource, Retention, Side } from './comparison';
import { pluginsOf } from './shape';

const OBJECT_STORE = 'ObjectStore.barmancloud.cnpg.io';

/**
 * A database of a repository.
 *
 * @param complete its Cluster with defaults: of the same operator version on both sides, so that new defaults are no change
 */
export function sideOf(repository: Repository, resource: Resource, complete: any): Side {
  const { operatorVersion } = repository.input;
  const image = imageOf(repository, resource) ?? chosenImage(resource.object, operatorVersion);
  return {
    repository,
    resource,
    operatorVersion,
    cluster: image ? { ...complete, spec: withImage(complete.spec, image.reference) } : complete,
    image,
    archive: ownArchive(repository, resource),
    retention: retentionOf(repository, resource),
  };
}

function withImage(spec: any, imageName: string): any {
  return spec.imageName === imageName ? spec : { ...spec, imageName, imageCatalogRef: undefined };
}

/** The image that the operator chooses where a Cluster names none. */
function chosenImage(object: any, operatorVersion: string): Side['image'] {
  const named = object?.spec?.imageName ?? object?.spec?.imageCatalogRef;
  return named === undefined || named === null
    ? postgresImage(defaulted(object, operatorVersion).spec?.imageName ?? '')
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
