import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { field } from '../field';
import { DATABASE } from '../kind';
import type { RepositoryRule, RepositoryViolation } from '../repository-rule';

/** P-36: no manifest drops a database. */
export const DESTRUCTIVE_DATABASE: RepositoryRule = {
  id: 'P-36',
  kinds: ['Database'],
  phase: Phase.REPOSITORY,
  says: 'databaseReclaimPolicy is retain and ensure is present: otherwise the object, or its end, is a DROP DATABASE.',
  fix: 'Use databaseReclaimPolicy: retain and ensure: present.',
  source: 'https://github.com/cloudnative-pg/cloudnative-pg/issues/10870',
  foreign: Severity.WARNING,
  check: (repository) =>
    repository
      .ofKind(DATABASE)
      .flatMap((on): RepositoryViolation[] => [
        ...(field(on.object, 'spec.databaseReclaimPolicy') === 'delete'
          ? [{ on, path: ['spec', 'databaseReclaimPolicy'], given: 'delete', allowed: 'retain' }]
          : []),
        ...(field(on.object, 'spec.ensure') === 'absent'
          ? [{ on, path: ['spec', 'ensure'], given: 'absent', allowed: 'present' }]
          : []),
      ]),
};
