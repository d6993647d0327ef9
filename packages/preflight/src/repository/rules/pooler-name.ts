import { Phase } from '../../rule';
import { CLUSTER, POOLER } from '../kind';
import type { RepositoryRule } from '../repository-rule';

/** What the operator appends to the name of a Cluster. */
const SERVICES = ['', '-rw', '-ro', '-r'];

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
      const isTaken = SERVICES.some(
        (suffix) =>
          on.name.endsWith(suffix) && repository.find(CLUSTER, on.namespace, on.name.slice(0, on.name.length - suffix.length)),
      );
      return isTaken ? [{ on, path: ['metadata', 'name'], given: on.name }] : [];
    }),
};
