import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { archives } from '../archive';
import { CLUSTER } from '../kind';
import type { RepositoryRule } from '../repository-rule';

/** P-43: a Cluster without backups is told apart from one that was forgotten. */
export const BACKUPS_DEFERRED: RepositoryRule = {
  id: 'P-43',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'The Cluster archives nothing: when its volume is lost, so is its data.',
  fix: 'Set up backups: an ObjectStore, the plugin as isWALArchiver, and a ScheduledBackup.',
  source: 'cloudnative-pg docs/src/backup.md',
  severity: Severity.WARNING,
  foreign: Severity.INFO,
  check: (repository) =>
    repository
      .ofKind(CLUSTER)
      .filter((cluster) => !archives(cluster))
      .map((on) => ({ on, path: ['spec'] })),
};
