import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { field } from '../field';
import { APPLICATION_SET, CLUSTER, kindOf } from '../kind';
import type { RepositoryRule } from '../repository-rule';
import { addition } from '../sync-option';

/** P-28: an ApplicationSet lets go without taking the databases along. */
export const APPLICATION_SET_POLICY: RepositoryRule = {
  id: 'P-28',
  kinds: ['ApplicationSet'],
  phase: Phase.REPOSITORY,
  says: 'An ApplicationSet of databases preserves resources on deletion and never deletes its Applications.',
  fix: 'Set spec.syncPolicy: { preserveResourcesOnDeletion: true, applicationsSync: create-update }.',
  source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Controlling-Resource-Modification/',
  foreign: Severity.WARNING,
  check: (repository) => {
    const sets = repository.applications
      .filter(({ on }) => kindOf(on.object) === APPLICATION_SET)
      .filter((application) => repository.appliedBy(application).some(({ kind }) => kind === CLUSTER))
      .map(({ on }) => on);
    return [...new Set(sets)].flatMap((on) => {
      const preserve = field(on.object, 'spec.syncPolicy.preserveResourcesOnDeletion');
      const sync = field(on.object, 'spec.syncPolicy.applicationsSync');
      const way = (name: string) => ['spec', 'syncPolicy', name];
      return [
        ...(preserve === true
          ? []
          : [
              {
                on,
                path: way('preserveResourcesOnDeletion'),
                given: preserve,
                allowed: 'true',
                edits: [addition(on.object, way('preserveResourcesOnDeletion'), true)],
              },
            ]),
        ...(sync === 'create-update' || sync === 'create-only'
          ? []
          : [
              {
                on,
                path: way('applicationsSync'),
                given: sync,
                allowed: 'create-update, create-only',
                severity: Severity.WARNING,
              },
            ]),
      ];
    });
  },
};
