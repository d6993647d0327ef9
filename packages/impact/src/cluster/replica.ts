import { plainText } from '@pgplatform/core';
import { always, type ChangeRule, CLUSTER } from '../change-rule';
import type { Side } from '../comparison';
import { pluginsOf } from '../shape';

const REPLICA = 'cloudnative-pg docs/src/replica_cluster.md';

export const REPLICA_RULES: readonly ChangeRule[] = [
  always(
    'replica-delay',
    'reload',
    ['spec.replica.minApplyDelay'],
    'The operator sets recovery_min_apply_delay, and the configuration is reloaded.',
    REPLICA,
  ),
  {
    id: 'replica-role',
    kind: CLUSTER,
    paths: ['spec.replica'],
    says: 'The cluster is promoted, demoted, or follows another one: its role changes, and who may write with it.',
    source: REPLICA,
    judge: ({ path }) =>
      path[2] === 'minApplyDelay'
        ? undefined
        : {
            effect: 'switchover',
            reversible: false,
            interruption: 'Writes stop on one side until they start on the other.',
          },
  },
  {
    id: 'external-cluster-plugin',
    kind: CLUSTER,
    paths: ['spec.externalClusters'],
    says: 'A plugin that only an external cluster names comes or goes, and with it the sidecar of every Pod.',
    source: 'cloudnative-pg api/v1/cluster_funcs.go GetExternalClustersEnabledPluginNames',
    judge: (_, { before, after }) => (sidecars(before) === sidecars(after) ? undefined : 'rolling update'),
  },
  {
    id: 'external-cluster',
    kind: CLUSTER,
    paths: ['spec.externalClusters'],
    says: 'External clusters are read when a cluster is made, imported or recovered.',
    source: 'cloudnative-pg docs/src/bootstrap.md',
    judge: (_, { before, after }) => {
      if (sidecars(before) !== sidecars(after)) return undefined;
      return before.cluster.spec.replica || after.cluster.spec.replica
        ? {
            effect: 'reload',
            why: 'This cluster follows another one: the way there is in primary_conninfo and restore_command, which are reloaded.',
          }
        : 'none';
    },
  },
];

/** Names of the plugins whose sidecars run, as one text. */
export function sidecars({ cluster: { spec } }: Side): string {
  const { own, external } = pluginsOf(spec);
  return [...new Set([...own, ...external].filter(({ enabled }) => enabled !== false).map(({ name }) => plainText(name)))]
    .sort()
    .join(' ');
}
