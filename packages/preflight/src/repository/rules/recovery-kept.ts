import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { field } from '../field';
import { CLUSTER } from '../kind';
import type { RepositoryRule } from '../repository-rule';
import { isGuarded } from '../sync-option';

/** P-37: a Cluster that is created again would go back to the old backup. */
export const RECOVERY_KEPT: RepositoryRule = {
  id: 'P-37',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'bootstrap.recovery stays in git: if the Cluster is ever created again, it silently goes back to that old backup.',
  fix: 'Keep Prune=false,Delete=false on the Cluster, and never delete it by hand.',
  source: 'https://github.com/KBVE/kbve/issues/13082',
  severity: Severity.WARNING,
  foreign: Severity.INFO,
  check: (repository) =>
    repository
      .ofKind(CLUSTER)
      .filter(({ object }) => field(object, 'spec.bootstrap.recovery') !== undefined && !isGuarded(object))
      .map((on) => ({ on, path: ['spec', 'bootstrap', 'recovery'] })),
};
