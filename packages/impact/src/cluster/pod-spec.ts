import { SchemaPreflight } from '@pgplatform/preflight';
import { type ChangeRule, CLUSTER, type Judgement } from '../change-rule';
import type { Comparison, Side } from '../comparison';
import type { Difference } from '../difference';
import { changesPod } from '../pod-template';

const TEMPLATE =
  'resources env envFrom affinity topologySpreadConstraints schedulerName probes livenessProbeTimeout startDelay stopDelay ' +
  'securityContext podSecurityContext seccompProfile ephemeralVolumeSource ephemeralVolumesSizeLimit logLevel monitoring.tls ' +
  'serviceAccountName';
const LATER = 'priorityClassName imagePullPolicy imagePullSecrets';
/** Annotations that are part of the template. */
const ANNOTATIONS = ['cnpg.io/podPatch', 'alpha.cnpg.io/enableInstancePprof'];
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SOURCE = 'cloudnative-pg internal/controller/cluster_upgrade.go; pkg/specs/pods.go, podspec_diff.go';

const spec = (names: string) => names.split(' ').map((name) => `spec.${name}`);
const annotation = ({ path }: Difference) => (path[1] === 'annotations' ? path[2] : undefined);

export const POD_SPEC_RULES: readonly ChangeRule[] = [
  {
    id: 'pod-spec',
    kind: CLUSTER,
    paths: [...spec(TEMPLATE), 'metadata.annotations.*'],
    says: 'The Pods differ from what the Cluster asks for, so each is recreated: the replicas first, the primary last.',
    source: SOURCE,
    judge: (difference, comparison) =>
      isTemplate(difference) && changesPod(difference, comparison) ? unlessHeld(comparison) : undefined,
  },
  {
    id: 'pod-spec-same',
    kind: CLUSTER,
    paths: [...spec(TEMPLATE), 'metadata.annotations.*'],
    says: 'The Pod that the Cluster asks for is in force as it is: what the operator compares of it stays the same, and what the instance manager reads, it reads without a restart.',
    source: SOURCE,
    judge: (difference, comparison) =>
      isTemplate(difference) && !changesPod(difference, comparison) && isKnown(difference, comparison.after) ? 'none' : undefined,
  },
  {
    id: 'projected-volume',
    kind: CLUSTER,
    paths: ['spec.projectedVolumeTemplate'],
    says: 'The volume is part of every Pod, so each is recreated, whatever the annotation cnpg.io/reconcilePodSpec says.',
    source: 'cloudnative-pg internal/controller/cluster_upgrade.go checkProjectedVolumeIsOutdated',
    judge: () => 'rolling update',
  },
  {
    id: 'pod-spec-later',
    kind: CLUSTER,
    paths: [...spec(LATER), 'metadata.annotations.*'],
    says: 'The operator does not compare this field of a Pod: it counts from the next time that a Pod is made.',
    source: 'cloudnative-pg pkg/specs/podspec_diff.go',
    judge: (difference) => {
      const name = annotation(difference);
      return name === undefined || name.startsWith(APP_ARMOR) ? 'deferred' : undefined;
    },
  },
];

/** What the annotation cnpg.io/reconcilePodSpec makes of a change of the Pods. */
export function unlessHeld({ after }: Comparison): Judgement {
  return after.cluster.metadata?.annotations?.['cnpg.io/reconcilePodSpec'] === 'disabled'
    ? {
        effect: 'deferred',
        why: 'The annotation cnpg.io/reconcilePodSpec keeps the Pods as they are until they are recreated for another reason.',
      }
    : { effect: 'rolling update' };
}

function isTemplate(difference: Difference): boolean {
  const name = annotation(difference);
  return name === undefined || ANNOTATIONS.includes(name);
}

/** Whether the operator knows everything in a field: what it does not know is no default of it. */
function isKnown({ path }: Difference, { resource, operatorVersion }: Side): boolean {
  if (path[0] === 'metadata') return true;
  const below = path.map((key) => `/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
  return !SchemaPreflight.check(resource.object, operatorVersion).some(
    ({ rule, pointer }) => rule === 'SCHEMA-UNKNOWN-FIELD' && `${pointer}/`.startsWith(`${below}/`),
  );
}
