import { plainText } from '@pgplatform/core';
import type { ChangeRule, Judgement } from './change-rule';
import { sidecars } from './cluster/replica';
import { OPERATOR_CHART, operatorOf } from './installation';

const UPGRADE = 'cloudnative-pg docs/src/installation_upgrade.md';
const CONFIGURATION = 'cloudnative-pg docs/src/operator_conf.md';
/** Keys of the operator's configuration that no Pod of a database shows (operator_conf.md). */
const QUIET =
  'CLUSTERS_ROLLOUT_DELAY INSTANCES_ROLLOUT_DELAY ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES EXPIRING_CHECK_THRESHOLD CERTIFICATE_DURATION ' +
  'INHERITED_ANNOTATIONS INHERITED_LABELS DRAIN_TAINTS KUBERNETES_CLUSTER_DOMAIN';

/** What runs a database from outside, as pseudo-objects of kind `Operator` and `Plugin`: a version, an image, and settings. */
export const OPERATOR_RULES: readonly ChangeRule[] = [
  {
    id: 'operator-version',
    kind: 'Operator.',
    paths: ['version', 'chart', 'image'],
    says: 'Every instance runs the instance manager of the operator, so a new operator recreates the Pods of every cluster, all at once unless a rollout delay spreads them.',
    source: UPGRADE,
    judge: (_, { after }) => newOperator(operatorOf(after, OPERATOR_CHART)?.settings),
  },
  {
    id: 'operator-disappears',
    kind: 'Operator.',
    paths: [''],
    says: 'Nothing here installs the operator any more: the databases run on, without failover, backups or changes, unless something else installs it.',
    source: UPGRADE,
    judge: ({ to }) => (to === undefined ? 'unknown' : undefined),
  },
  {
    id: 'plugin-disappears',
    kind: 'Plugin.',
    paths: [''],
    says: 'Nothing here installs the plugin any more: where a Cluster uses it, WAL files and backups stop unless something else installs it.',
    source: 'plugin-barman-cloud web/docs/installation.mdx',
    judge: ({ to }, { after }) =>
      to === undefined ? (sidecars(after).includes('barman-cloud') ? 'unknown' : 'none') : undefined,
  },
  {
    id: 'operator-settings',
    kind: 'Operator.',
    paths: ['settings', 'values'],
    says: 'The operator restarts with the new settings; running databases stay.',
    source: CONFIGURATION,
    judge: ({ path }) => (path[0] === 'values' || QUIET.split(' ').includes(path[1]) ? 'none' : undefined),
  },
  {
    id: 'operator-pod-settings',
    kind: 'Operator.',
    paths: ['settings.STANDBY_TCP_USER_TIMEOUT'],
    says: 'It is a variable of every Pod that the operator makes, so the Pods of every cluster are recreated, all at once unless a rollout delay spreads them.',
    source: 'cloudnative-pg pkg/specs/pods.go CreatePodEnvConfig',
    judge: () => 'rolling update',
  },
  {
    id: 'operator-pod-settings-later',
    kind: 'Operator.',
    paths: ['settings.CREATE_ANY_SERVICE'],
    says: 'The Service is made or goes now; that the Pods have its name counts from the next time that a Pod is made.',
    source: 'cloudnative-pg pkg/specs/pods.go buildInstance',
    judge: () => 'deferred',
  },
  {
    id: 'plugin-version',
    kind: 'Plugin.',
    paths: ['chart', 'image', 'values'],
    says: 'The sidecar of the plugin is part of every Pod, so a new plugin recreates the Pods of the clusters that use it, though no Cluster changes: measured, 3 s after the plugin was there.',
    source: 'plugin-barman-cloud internal/cnpgi/operator/lifecycle.go',
    judge: ({ path, from }, { after }) => {
      if (path[0] === 'values' && !isSidecarImage(path)) return undefined;
      if (from === undefined && path[0] === 'chart')
        return { effect: 'none', why: 'The Cluster decides when it uses the plugin.' };
      return sidecars(after).includes('barman-cloud')
        ? 'rolling update'
        : { effect: 'none', why: 'This Cluster does not use the plugin.' };
    },
  },
  {
    id: 'plugin-values',
    kind: 'Plugin.',
    paths: ['values'],
    says: 'The deployment of the plugin changes; the sidecars stay.',
    source: 'plugin-barman-cloud web/docs/installation.mdx',
    judge: ({ path }) => (isSidecarImage(path) ? undefined : 'none'),
  },
];

/** Whether a value of the plugin's chart, also one that is a parameter of its own, names the image of the sidecars. */
function isSidecarImage([, name]: readonly string[]): boolean {
  return name?.split('.')[0] === 'sidecarImage';
}

/** What another operator with these settings does to the databases that it manages. */
export function newOperator(settings: any = {}): Judgement {
  if (plainText(settings.ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES) === 'true') {
    return {
      effect: 'none',
      why: 'In-place updates are on: the instance manager replaces itself, and PostgreSQL and the Pods stay.',
    };
  }
  const delays = ['CLUSTERS_ROLLOUT_DELAY', 'INSTANCES_ROLLOUT_DELAY'].filter((name) => Number(settings[name]) > 0);
  const spread = `Every instance runs the instance manager of the operator, so a new operator recreates the Pods of every cluster, spread by ${delays.map((name) => `${name} ${settings[name]} s`).join(' and ')}.`;
  return { effect: 'rolling update', ...(delays.length > 0 && { why: spread }) };
}
