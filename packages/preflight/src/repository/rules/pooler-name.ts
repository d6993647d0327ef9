import { Phase } from '../../rule';
import { CLUSTER, POOLER } from '../kind';
import type { RepositoryRule } from '../repository-rule';

/** P-42: a Pooler does not take the name of a Cluster. */
export const POOLER_NAME: RepositoryRule = {
  id: 'P-42',
  kinds: ['Pooler'],
  phase: Phase.REPOSITORY,
  says: 'A Pooler does not have the name of a Cluster, or of one of its services, in the same namespace: both make a Service of that name.',
  fix: 'Name the Pooler differently, for example with -pooler at the end.',
  source: 'cloudnative-pg docs/src/connection_pooling.md',
  check: (repository) =>
    repository.ofKind(POOLER).flatMap((on) => {
      const taken = repository
        .inNamespace(CLUSTER, on.namespace)
        .flatMap(({ name }) => [name, `${name}-rw`, `${name}-ro`, `${name}-r`]);
      return taken.includes(on.name) ? [{ on, path: ['metadata', 'name'], given: on.name }] : [];
    }),
};
