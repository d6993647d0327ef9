import { Phase } from '../../rule';
import { enabledPlugins, walArchiver } from '../archive';
import { field, text } from '../field';
import { BACKUP, CLUSTER, SCHEDULED_BACKUP } from '../kind';
import type { Repository } from '../repository';
import type { RepositoryRule, RepositoryViolation } from '../repository-rule';
import type { Resource } from '../resource';

/** P-03: a backup uses a method that its Cluster is set up for. */
export const BACKUP_METHOD: RepositoryRule = {
  id: 'P-03',
  kinds: ['Backup', 'ScheduledBackup'],
  phase: Phase.REPOSITORY,
  says: 'A backup uses a method that its Cluster is set up for; otherwise every run fails, and nothing says so at apply time.',
  fix: 'Name the method, and for plugin the pluginConfiguration, that the Cluster has.',
  source: 'cloudnative-pg internal/webhook/v1/backup_webhook.go; docs/src/backup.md',
  check: (repository) => repository.ofKind(SCHEDULED_BACKUP, BACKUP).flatMap((on) => judged(repository, on)),
};

function judged(repository: Repository, on: Resource): RepositoryViolation[] {
  const method = text(on.object, 'spec.method') ?? 'barmanObjectStore';
  const plugin = text(on.object, 'spec.pluginConfiguration.name');
  const cluster = repository.find(CLUSTER, on.namespace, text(on.object, 'spec.cluster.name') ?? '');
  const path = ['spec', 'method'];
  if (method === 'plugin' && plugin === undefined) {
    return [
      { on, path: ['spec', 'pluginConfiguration', 'name'], allowed: 'the name of a plugin of the Cluster', ...edits(cluster) },
    ];
  }
  if (!cluster) return [];
  if (method === 'plugin' && !enabledPlugins(cluster).some(({ item }) => item.name === plugin)) {
    return [{ on, path: ['spec', 'pluginConfiguration', 'name'], given: plugin, allowed: names(cluster) }];
  }
  if (method !== 'plugin' && field(cluster.object, `spec.backup.${method}`) === undefined) {
    return [
      {
        on,
        path,
        given: method,
        allowed: names(cluster),
        why: `Cluster ${cluster.name} has no spec.backup.${method}.`,
        ...edits(cluster),
      },
    ];
  }
  return [];
}

function names(cluster: Resource): string {
  const plugins = enabledPlugins(cluster).map(({ item }) => `plugin ${item.name}`);
  const inTree = ['barmanObjectStore', 'volumeSnapshot'].filter(
    (method) => field(cluster.object, `spec.backup.${method}`) !== undefined,
  );
  return [...plugins, ...inTree].join(', ') || 'none: the Cluster has no backup method';
}

/** The method of the plugin that archives, when there is one: then there is no doubt what was meant. */
function edits(cluster: Resource | undefined) {
  const archiver = cluster && walArchiver(cluster);
  if (!archiver) return {};
  return {
    edits: [
      { path: ['spec', 'method'], value: 'plugin' },
      { path: ['spec', 'pluginConfiguration'], value: { name: archiver.item.name } },
    ],
  };
}
