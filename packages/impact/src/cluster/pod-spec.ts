import { type ChangeRule, CLUSTER } from '../change-rule';

const RECREATED =
  'resources env envFrom affinity topologySpreadConstraints schedulerName probes livenessProbeTimeout startDelay stopDelay ' +
  'projectedVolumeTemplate securityContext podSecurityContext seccompProfile ephemeralVolumeSource ephemeralVolumesSizeLimit ' +
  'logLevel postgresql.extensions monitoring.tls serviceAccountName';
const LATER = 'priorityClassName imagePullPolicy imagePullSecrets';

const spec = (names: string) => names.split(' ').map((name) => `spec.${name}`);

export const POD_SPEC_RULES: readonly ChangeRule[] = [
  {
    id: 'pod-spec',
    kind: CLUSTER,
    paths: spec(RECREATED),
    says: 'The Pods differ from what the Cluster asks for, so each is recreated: the replicas first, the primary last.',
    source: 'cloudnative-pg internal/controller/cluster_upgrade.go; pkg/specs/podspec_diff.go',
    judge: (_, { after }) =>
      after.cluster.metadata?.annotations?.['cnpg.io/reconcilePodSpec'] === 'disabled'
        ? {
            effect: 'none',
            why: 'The annotation cnpg.io/reconcilePodSpec keeps the Pods as they are until they are recreated for another reason.',
          }
        : 'rolling update',
  },
  {
    id: 'pod-spec-later',
    kind: CLUSTER,
    paths: spec(LATER),
    says: 'The operator does not compare this field of a Pod: it counts from the next time the Pod is made.',
    source: 'cloudnative-pg pkg/specs/podspec_diff.go',
    judge: () => 'none',
  },
];
