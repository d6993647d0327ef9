import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { archives } from '../archive';
import { field } from '../field';
import { CLUSTER, SCHEDULED_BACKUP } from '../kind';
import type { RepositoryRule, RepositoryViolation } from '../repository-rule';

/** P-04: who archives takes base backups. */
export const SCHEDULED_BACKUP_EXISTS: RepositoryRule = {
  id: 'P-04',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'A Cluster that archives WAL has a ScheduledBackup: WAL without a base backup restores nothing, and retention never frees it.',
  fix: 'Add a ScheduledBackup for this Cluster, with immediate: true.',
  source: 'cloudnative-pg docs/src/backup.md',
  foreign: Severity.WARNING,
  check: (repository) =>
    repository
      .ofKind(CLUSTER)
      .filter(archives)
      .flatMap((on): RepositoryViolation[] => {
        const own = repository
          .inNamespace(SCHEDULED_BACKUP, on.namespace)
          .filter(({ object }) => field(object, 'spec.cluster.name') === on.name);
        if (own.length === 0)
          return [{ on, path: ['spec'], allowed: `a ScheduledBackup of ${on.name} in ${on.namespace || 'its namespace'}` }];
        return own.every(({ object }) => field(object, 'spec.suspend') === true)
          ? [
              {
                on: own[0],
                path: ['spec', 'suspend'],
                given: true,
                severity: Severity.WARNING,
                why: 'All schedules of the Cluster are suspended.',
              },
            ]
          : [];
      }),
};
