import { syncOptionsOf } from '@pgplatform/preflight';
import { type ChangeRule, CLUSTER } from '../change-rule';

const DOCUMENTED = 'cloudnative-pg docs/src/labels_annotations.md';
const ARGO = 'argo-cd docs/user-guide/sync-options.md';
const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
/** Annotations of the operator that change nothing by themselves: what they default is compared as such, or only later changes ask. */
const QUIET = [
  'cnpg.io/validation',
  'cnpg.io/skipEmptyWalArchiveCheck',
  'cnpg.io/skipWalArchiving',
  'cnpg.io/forceLegacyBackup',
  'alpha.cnpg.io/failoverQuorum',
  'alpha.cnpg.io/livenessPinger',
];

/** Dots in names of annotations are no steps of a path. */
const rule = (
  id: string,
  names: readonly string[] | undefined,
  says: string,
  source: string,
  judge: ChangeRule['judge'],
): ChangeRule => ({
  id,
  kind: CLUSTER,
  paths: ['metadata.annotations.*'],
  says,
  source,
  judge: (difference, comparison, object) =>
    (names ? names.includes(difference.path[2]) : !isOperators(difference.path[2]))
      ? judge(difference, comparison, object)
      : undefined,
});

export const METADATA_RULES: readonly ChangeRule[] = [
  rule(
    'hibernation',
    ['cnpg.io/hibernation'],
    'Hibernation removes all Pods and keeps the volumes; without it they start again. The phase of the Cluster stays "Cluster in healthy state": only the condition cnpg.io/hibernation tells.',
    'cloudnative-pg docs/src/declarative_hibernation.md',
    ({ to, from }) =>
      to === 'on'
        ? { effect: 'rolling update', inPlace: true, interruption: 'The database is down until the annotation says off.' }
        : from === 'on'
          ? { effect: 'rolling update', inPlace: true, interruption: 'The database comes up again.' }
          : 'none',
  ),
  rule(
    'fencing',
    ['cnpg.io/fencedInstances'],
    'PostgreSQL stops in the instances that are fenced, whose Pods stay, and starts again in those that are not any more.',
    'cloudnative-pg docs/src/fencing.md',
    () => ({ effect: 'restart', inPlace: true, interruption: 'The instances that are fenced are down until they are not.' }),
  ),
  rule(
    'restarted-at',
    ['kubectl.kubernetes.io/restartedAt'],
    'A new time makes the operator recreate every Pod.',
    'cloudnative-pg internal/controller/cluster_upgrade.go',
    ({ to }) => (to === undefined ? 'none' : 'rolling update'),
  ),
  rule(
    'reloaded-at',
    ['cnpg.io/reloadedAt'],
    'A new time makes every instance reload its configuration.',
    DOCUMENTED,
    () => 'reload',
  ),
  rule(
    'pod-spec-annotation',
    ['cnpg.io/reconcilePodSpec'],
    'Changes of the Pods that were put off come through: each Pod may be recreated.',
    DOCUMENTED,
    ({ from, to }) => {
      if (to === 'disabled') {
        return { effect: 'none', why: 'From now on the Pods stay as they are, whatever changes in their specification.' };
      }
      return from === 'disabled' ? 'rolling update' : { effect: 'none', why: 'Only "disabled" has a meaning.' };
    },
  ),
  rule(
    'reconciliation-annotation',
    ['cnpg.io/reconciliationLoop'],
    'The operator takes the Cluster up again: what changed in the meantime comes now, and each Pod may be recreated.',
    'cloudnative-pg internal/controller/cluster_controller.go',
    ({ from, to }) => {
      if (to === 'disabled') {
        return {
          effect: 'none',
          why: 'From now on the operator does nothing for this Cluster: no failover, no new Pod, no change, until the annotation is gone. A running server still reloads its parameters.',
        };
      }
      return from === 'disabled' ? 'rolling update' : { effect: 'none', why: 'Only "disabled" has a meaning.' };
    },
  ),
  rule(
    'coredump-annotation',
    ['cnpg.io/coredumpFilter'],
    'It is read when an instance is made, cloned or recovered; those that are there stay.',
    'cloudnative-pg pkg/management/postgres/initdb.go, join.go, restore.go',
    () => 'none',
  ),
  rule(
    'replace-and-force',
    [SYNC_OPTIONS],
    'Replace=true with Force=true deletes the Cluster and makes it again at every sync, whatever Prune and Delete say: its volumes go with it.',
    ARGO,
    (_, { before, after }) =>
      isReplaced(after.resource.object) && !isReplaced(before.resource.object)
        ? { effect: 'destroys data', reversible: false }
        : undefined,
  ),
  rule(
    'sync-options',
    [SYNC_OPTIONS],
    'Argo CD treats the Cluster in another way when it is to be pruned or deleted; nothing happens to it now.',
    ARGO,
    (_, { before, after }) => (isReplaced(after.resource.object) && !isReplaced(before.resource.object) ? undefined : 'none'),
  ),
  rule(
    'quiet-annotation',
    QUIET,
    'It changes how the operator judges or defaults a Cluster; what follows from that is listed by itself.',
    DOCUMENTED,
    () => 'none',
  ),
  rule(
    'foreign-annotation',
    undefined,
    'The operator does not read the annotation; where it hands it on, it patches what is there.',
    DOCUMENTED,
    () => 'none',
  ),
  {
    id: 'labels',
    kind: CLUSTER,
    paths: ['metadata.labels'],
    says: 'The operator does not read the label; where it hands it on, it patches what is there.',
    source: DOCUMENTED,
    judge: () => 'none',
  },
];

function isReplaced(object: any): boolean {
  const options = syncOptionsOf(object);
  return options.get('Replace') === 'true' && options.get('Force') === 'true';
}

/** Annotations with a meaning for the operator, or for one of the rules above. */
function isOperators(name: string): boolean {
  return (
    /(?:^|\.)cnpg\.io\//.test(name) ||
    name.startsWith('container.apparmor.security.beta.kubernetes.io/') ||
    name === SYNC_OPTIONS ||
    name === 'kubectl.kubernetes.io/restartedAt'
  );
}
