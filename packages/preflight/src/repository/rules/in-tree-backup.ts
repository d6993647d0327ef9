import { Phase } from '../../rule';
import { field, items } from '../field';
import { CLUSTER } from '../kind';
import type { RepositoryRule } from '../repository-rule';

/** P-17: no in-tree Barman where the operator has none. */
export const IN_TREE_BACKUP: RepositoryRule = {
  id: 'P-17',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'The operator has no in-tree Barman any more: barmanObjectStore does nothing.',
  fix: 'Move to plugin-barman-cloud and an ObjectStore before the operator goes to 1.31.',
  source: 'https://github.com/cloudnative-pg/cloudnative-pg/issues/11083',
  since: ['1.31.0'],
  check: (repository) =>
    repository.ofKind(CLUSTER).flatMap((on) => [
      ...(field(on.object, 'spec.backup.barmanObjectStore') === undefined
        ? []
        : [{ on, path: ['spec', 'backup', 'barmanObjectStore'] }]),
      ...items(on.object, 'spec.externalClusters')
        .filter(({ item }) => item.barmanObjectStore !== undefined)
        .map(({ path }) => ({ on, path: [...path, 'barmanObjectStore'] })),
    ]),
};
