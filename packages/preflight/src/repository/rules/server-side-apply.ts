import { Judge, Phase } from '../../rule';
import { Severity } from '../../severity';
import { OPERATOR_CHART } from '../operator-chart';
import type { RepositoryRule } from '../repository-rule';
import { namedOptions } from '../sync-option';

/** P-35: the operator's CRDs are applied by the server. */
export const SERVER_SIDE_APPLY: RepositoryRule = {
  id: 'P-35',
  kinds: ['Application', 'ApplicationSet'],
  phase: Phase.REPOSITORY,
  judge: Judge.API_SERVER,
  says: "The operator's Application uses ServerSideApply=true: its CRDs do not fit into the annotation of a client-side apply.",
  fix: 'Add ServerSideApply=true to syncOptions.',
  source: 'https://github.com/cloudnative-pg/charts/issues/325',
  foreign: Severity.WARNING,
  check: (repository) =>
    repository.applications
      .filter(
        ({ sources, syncOptions }) =>
          sources.some(({ chart }) => chart === OPERATOR_CHART) && namedOptions(syncOptions).get('ServerSideApply') !== 'true',
      )
      .map(({ on, at, syncOptions }) => {
        const path = [...at, 'spec', 'syncPolicy', 'syncOptions'];
        return {
          on,
          path,
          allowed: 'ServerSideApply=true',
          ...(syncOptions.length > 0 && { edits: [{ path, value: [...syncOptions, 'ServerSideApply=true'] }] }),
        };
      }),
};
