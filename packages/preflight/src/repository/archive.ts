import type { Path } from '../field-path';
import { field, items, text } from './field';
import { OBJECT_STORE } from './kind';
import type { Repository } from './repository';
import type { Resource } from './resource';

/** The barman plugin, as Clusters name it. */
export const BARMAN_PLUGIN = 'barman-cloud.cloudnative-pg.io';

/** Where WAL files and base backups of one server are. */
export interface Archive {
  /** Bucket and folder, without a slash at the end. */
  readonly destinationPath: string;
  /** Endpoint of the object store; empty for the provider's own. */
  readonly endpoint: string;
  readonly serverName: string;
  /** The field that says so. */
  readonly at: Path;
}

/** The plugins of a Cluster that are not switched off, with their places. */
export function enabledPlugins(cluster: Resource) {
  return items(cluster.object, 'spec.plugins').filter(({ item }) => item.enabled !== false);
}

/** The plugin that archives a Cluster's WAL. */
export function walArchiver(cluster: Resource) {
  return enabledPlugins(cluster).find(({ item }) => item.isWALArchiver === true);
}

/** Whether a Cluster archives its WAL, with Barman or with any plugin. */
export function archives(cluster: Resource): boolean {
  return field(cluster.object, 'spec.backup.barmanObjectStore') !== undefined || walArchiver(cluster) !== undefined;
}

/** Where a Cluster writes; nothing when it does not archive with Barman, or its ObjectStore is not here. */
export function ownArchive(repository: Repository, cluster: Resource): Archive | undefined {
  const inTree = field(cluster.object, 'spec.backup.barmanObjectStore');
  if (inTree !== undefined) return inTreeArchive(inTree, cluster.name, ['spec', 'backup', 'barmanObjectStore']);
  const plugin = walArchiver(cluster);
  return plugin?.item.name === BARMAN_PLUGIN ? pluginArchive(repository, cluster, plugin.item, plugin.path) : undefined;
}

/** Where an entry of `externalClusters` is read from. */
export function externalArchive(repository: Repository, cluster: Resource, external: any, at: Path): Archive | undefined {
  const name = text(external, 'name') ?? '';
  if (external.barmanObjectStore !== undefined) {
    return inTreeArchive(external.barmanObjectStore, name, [...at, 'barmanObjectStore']);
  }
  return field(external, 'plugin.name') === BARMAN_PLUGIN
    ? pluginArchive(repository, { ...cluster, name }, external.plugin, [...at, 'plugin'])
    : undefined;
}

/** Whether two archives are the same place. */
export function sameArchive(a: Archive, b: Archive): boolean {
  return a.destinationPath === b.destinationPath && a.endpoint === b.endpoint && a.serverName === b.serverName;
}

function inTreeArchive(store: any, defaultServer: string, at: Path): Archive | undefined {
  const destinationPath = text(store, 'destinationPath');
  if (destinationPath === undefined) return undefined;
  return {
    destinationPath: destinationPath.replace(/(?<!\/)\/+$/, ''),
    endpoint: text(store, 'endpointURL') ?? '',
    serverName: text(store, 'serverName') ?? defaultServer,
    at,
  };
}

function pluginArchive(repository: Repository, { namespace, name }: Resource, plugin: any, at: Path): Archive | undefined {
  const store = repository.find(OBJECT_STORE, namespace, text(plugin, 'parameters.barmanObjectName') ?? '');
  const archive = inTreeArchive(field(store?.object, 'spec.configuration'), name, [...at, 'parameters', 'barmanObjectName']);
  return archive && { ...archive, serverName: text(plugin, 'parameters.serverName') ?? name };
}
