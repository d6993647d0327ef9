import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { CLUSTER, OBJECT_STORE } from '../kind';
import { OPERATOR_CHART } from '../operator-chart';
import type { RepositoryRule } from '../repository-rule';

/** P-27: deleting an Application deletes no database. */
export const RESOURCES_FINALIZER: RepositoryRule = {
  id: 'P-27',
  kinds: ['Application', 'ApplicationSet'],
  phase: Phase.REPOSITORY,
  says: 'An Application with databases, or with the operator and its CRDs, has no resources-finalizer: deleting it would delete them all.',
  fix: 'Remove the finalizer.',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/',
  foreign: Severity.WARNING,
  check: (repository) =>
    repository.applications.flatMap((application) => {
      const finalizers = Array.isArray(application.metadata.finalizers) ? application.metadata.finalizers : [];
      const given = finalizers.find(
        (name: unknown) => typeof name === 'string' && name.startsWith('resources-finalizer.argocd.argoproj.io'),
      );
      const matters =
        application.sources.some(({ chart }) => chart === OPERATOR_CHART) ||
        repository.appliedBy(application).some(({ kind }) => kind === CLUSTER || kind === OBJECT_STORE);
      const path = [...application.at, 'metadata', 'finalizers'];
      const rest = finalizers.filter((name: unknown) => name !== given);
      return given && matters
        ? [{ on: application.on, path, given, edits: [{ path, ...(rest.length > 0 && { value: rest }) }] }]
        : [];
    }),
};
