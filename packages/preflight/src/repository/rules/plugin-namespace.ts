import { Phase } from '../../rule';
import { OPERATOR_CHART, PLUGIN_CHART } from '../operator-chart';
import type { RepositoryRule } from '../repository-rule';

/** P-41: the plugin runs beside the operator. */
export const PLUGIN_NAMESPACE: RepositoryRule = {
  id: 'P-41',
  kinds: ['Application', 'ApplicationSet'],
  phase: Phase.REPOSITORY,
  says: "The Barman plugin is installed in the operator's namespace: the operator looks for plugins nowhere else.",
  fix: 'Use the same destination namespace for both.',
  source: 'plugin-barman-cloud web/docs/installation.mdx',
  check: (repository) => {
    const of = (chart: string) =>
      repository.applications.filter(({ sources }) => sources.some((source) => source.chart === chart));
    const operators = of(OPERATOR_CHART);
    return of(PLUGIN_CHART).flatMap(({ on, at, destination }) => {
      const beside = operators.filter((operator) => operator.destination.cluster === destination.cluster);
      const namespaces = beside.map((operator) => operator.destination.namespace);
      return beside.length > 0 && !namespaces.includes(destination.namespace)
        ? [
            {
              on,
              path: [...at, 'spec', 'destination', 'namespace'],
              given: destination.namespace,
              allowed: namespaces.join(', '),
            },
          ]
        : [];
    });
  },
};
