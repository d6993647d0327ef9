import { Phase } from '../../rule';
import { CLUSTER, DATABASE, DATABASE_ROLE, OBJECT_STORE, SCHEDULED_BACKUP, SEALED_SECRET } from '../kind';
import type { RepositoryRule, RepositoryViolation } from '../repository-rule';
import { namedOptions, syncOptionsOf } from '../sync-option';

const KINDS = [CLUSTER, OBJECT_STORE, SCHEDULED_BACKUP, SEALED_SECRET, DATABASE, DATABASE_ROLE];
const OPTIONS = ['Replace', 'Force'];

/** P-24: nothing is deleted in order to be created again. */
export const REPLACE_OR_FORCE: RepositoryRule = {
  id: 'P-24',
  kinds: [
    'Application',
    'ApplicationSet',
    'Cluster',
    'ObjectStore',
    'ScheduledBackup',
    'SealedSecret',
    'Database',
    'DatabaseRole',
  ],
  phase: Phase.REPOSITORY,
  says: 'Replace=true and Force=true reach no database: together they delete and create, and ignore Prune=false and Delete=false.',
  fix: 'Remove the sync option.',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#replace-resource-instead-of-applying-changes',
  check: (repository) => [
    ...repository.applications.flatMap((application): RepositoryViolation[] => {
      const set = application.syncOptions.filter((option) => OPTIONS.some((name) => namedOptions([option]).get(name) === 'true'));
      if (set.length === 0 || !repository.appliedBy(application).some(({ kind }) => KINDS.includes(kind))) return [];
      return set.map((given) => {
        const path = [...application.at, 'spec', 'syncPolicy', 'syncOptions'];
        return {
          on: application.on,
          path,
          given,
          edits: [{ path, value: application.syncOptions.filter((option) => !set.includes(option)) }],
        };
      });
    }),
    ...repository.ofKind(...KINDS).flatMap((on) =>
      [...syncOptionsOf(on.object)]
        .filter(([name, value]) => OPTIONS.includes(name) && value === 'true')
        .map(([name, value]) => ({
          on,
          path: ['metadata', 'annotations', 'argocd.argoproj.io/sync-options'],
          given: `${name}=${value}`,
        })),
    ),
  ],
};
