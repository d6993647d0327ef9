import { hasSince } from '@pgplatform/facts';
import { Phase } from '../../rule';
import { field } from '../field';
import { CLUSTER, POD_MONITOR } from '../kind';
import type { RepositoryRule } from '../repository-rule';

/** P-15: no PodMonitor has the name of a Cluster, where the operator would delete it. */
export const POD_MONITOR_NAME: RepositoryRule = {
  id: 'P-15',
  kinds: ['PodMonitor'],
  phase: Phase.REPOSITORY,
  says: 'A PodMonitor does not have the name of its Cluster: operators before 1.27.3 and 1.28.1 delete it.',
  fix: 'Name it differently, for example with -metrics at the end.',
  source: 'https://github.com/cloudnative-pg/cloudnative-pg/issues/9340',
  check: (repository) =>
    repository.ofKind(POD_MONITOR).flatMap((on) => {
      const cluster = repository.find(CLUSTER, on.namespace, on.name);
      const ownedByOperator = field(cluster?.object, 'spec.monitoring.enablePodMonitor') === true;
      const fixed = hasSince(repository.input.operatorVersion, ['1.27.3', '1.28.1']);
      return cluster && (!fixed || ownedByOperator)
        ? [
            {
              on,
              path: ['metadata', 'name'],
              given: on.name,
              allowed: `${on.name}-metrics`,
              ...(ownedByOperator && { why: 'enablePodMonitor makes the operator own a PodMonitor of this name.' }),
            },
          ]
        : [];
    }),
};
