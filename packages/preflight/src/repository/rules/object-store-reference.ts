import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { BARMAN_PLUGIN } from '../archive';
import { field, items } from '../field';
import { CLUSTER, OBJECT_STORE } from '../kind';
import type { RepositoryRule } from '../repository-rule';

/** P-05: an ObjectStore that a Cluster names is there. */
export const OBJECT_STORE_REFERENCE: RepositoryRule = {
  id: 'P-05',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'Every ObjectStore that a plugin entry names exists in the namespace of the Cluster.',
  fix: 'Correct barmanObjectName, or add the ObjectStore.',
  source: 'plugin-barman-cloud web/docs/usage.md',
  check: (repository) =>
    repository.ofKind(CLUSTER).flatMap((on) =>
      [
        ...items(on.object, 'spec.plugins'),
        ...items(on.object, 'spec.externalClusters').map(({ item, path }) => ({ item: item.plugin, path: [...path, 'plugin'] })),
      ]
        .filter(({ item }) => field(item, 'name') === BARMAN_PLUGIN && item.enabled !== false)
        .map(({ item, path }) => ({
          name: field(item, 'parameters.barmanObjectName'),
          path: [...path, 'parameters', 'barmanObjectName'],
        }))
        .filter(({ name }) => !repository.find(OBJECT_STORE, on.namespace, name))
        .map(({ name, path }) => ({
          on,
          path,
          given: name,
          allowed: here(repository.ofKind(OBJECT_STORE), on.namespace),
          severity: name === undefined || repository.owns(OBJECT_STORE) ? Severity.ERROR : Severity.INFO,
        })),
    ),
};

function here(stores: readonly { readonly name: string; readonly namespace: string }[], namespace: string): string {
  const names = stores.filter((store) => store.namespace === namespace).map(({ name }) => name);
  return names.length > 0 ? [...new Set(names)].join(', ') : `an ObjectStore in ${namespace || 'the same namespace'}`;
}
