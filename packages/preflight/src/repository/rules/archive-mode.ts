import { Phase } from '../../rule';
import { field } from '../field';
import { CLUSTER } from '../kind';
import type { RepositoryRule } from '../repository-rule';

/** P-31: archive_mode is the operator's. */
export const ARCHIVE_MODE: RepositoryRule = {
  id: 'P-31',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'archive_mode is not set: the operator writes its own value over any other, so it does nothing and drifts for ever.',
  fix: 'Remove it.',
  source: 'cloudnative-pg pkg/postgres/configuration.go',
  check: (repository) =>
    repository.ofKind(CLUSTER).flatMap((on) => {
      const given = field(on.object, 'spec.postgresql.parameters.archive_mode');
      const path = ['spec', 'postgresql', 'parameters', 'archive_mode'];
      return given === undefined ? [] : [{ on, path, given, edits: [{ path }] }];
    }),
};
