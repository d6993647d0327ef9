import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { field } from '../field';
import { OPERATOR_CHART } from '../operator-chart';
import type { RepositoryRule } from '../repository-rule';

/** P-29: Argo CD never prunes the operator's CRDs. */
export const OPERATOR_PRUNE: RepositoryRule = {
  id: 'P-29',
  kinds: ['Application', 'ApplicationSet'],
  phase: Phase.REPOSITORY,
  says: "The operator's Application does not prune: a CRD that is pruned takes every Cluster with it.",
  fix: 'Set spec.syncPolicy.automated.prune to false.',
  source:
    'https://github.com/cloudnative-pg/charts/blob/main/charts/cloudnative-pg/templates/crds/crds.yaml (helm.sh/resource-policy: keep is no Prune=false)',
  foreign: Severity.WARNING,
  check: (repository) =>
    repository.applications
      .filter(
        ({ sources, spec }) =>
          sources.some(({ chart }) => chart === OPERATOR_CHART) && field(spec, 'syncPolicy.automated.prune') === true,
      )
      .map(({ on, at }) => {
        const path = [...at, 'spec', 'syncPolicy', 'automated', 'prune'];
        return { on, path, given: true, allowed: 'false', edits: [{ path, value: false }] };
      }),
};
