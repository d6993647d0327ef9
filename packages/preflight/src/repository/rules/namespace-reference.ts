import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { CLUSTER, DATABASE, NAMESPACE, OBJECT_STORE } from '../kind';
import { OPERATOR_CHART, PLUGIN_CHART } from '../operator-chart';
import type { RepositoryRule } from '../repository-rule';
import { namedOptions } from '../sync-option';

/** P-34: the namespace that an Application applies to will be there. */
export const NAMESPACE_REFERENCE: RepositoryRule = {
  id: 'P-34',
  kinds: ['Application', 'ApplicationSet'],
  phase: Phase.REPOSITORY,
  says: 'The destination namespace is made by CreateNamespace=true or by a Namespace in the repository.',
  fix: 'Add CreateNamespace=true to syncOptions.',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#create-namespace',
  check: (repository) => {
    // A second Application into a namespace that another one makes need not make it too.
    const made = new Set([
      ...repository.ofKind(NAMESPACE).map(({ name }) => name),
      ...repository.applications
        .filter(({ syncOptions }) => namedOptions(syncOptions).get('CreateNamespace') === 'true')
        .map(({ destination }) => destination.namespace),
    ]);
    return repository.applications
      .filter(({ destination: { namespace } }) => namespace !== '' && !namespace.includes('{{') && !made.has(namespace))
      .filter(
        (application) =>
          application.sources.some(({ chart }) => chart === OPERATOR_CHART || chart === PLUGIN_CHART) ||
          repository.appliedBy(application).some(({ kind }) => [CLUSTER, OBJECT_STORE, DATABASE].includes(kind)),
      )
      .map(({ on, at, destination, syncOptions }) => {
        const path = [...at, 'spec', 'syncPolicy', 'syncOptions'];
        return {
          on,
          path,
          given: destination.namespace,
          allowed: 'CreateNamespace=true',
          severity: repository.owns(NAMESPACE) ? Severity.ERROR : Severity.INFO,
          ...(syncOptions.length > 0 && { edits: [{ path, value: ['CreateNamespace=true', ...syncOptions] }] }),
        };
      });
  },
};
