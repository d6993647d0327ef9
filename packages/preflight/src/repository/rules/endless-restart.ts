import type { Path } from '../../field-path';
import type { Violation } from '../../finding';
import { Judge, Phase } from '../../rule';
import { isSet } from '../../shape';
import { field, isMap, items } from '../field';
import { CLUSTER } from '../kind';
import type { RepositoryRule } from '../repository-rule';

const AFFINITY = ['nodeSelector', 'tolerations', 'nodeAffinity', 'additionalPodAffinity', 'additionalPodAntiAffinity'];
const SPEC = ['topologySpreadConstraints', 'podSecurityContext', 'securityContext', 'ephemeralVolumeSource'];
const PROJECTED = 'spec.projectedVolumeTemplate';

/** Parts of a Pod that the operator compares with what it noted of them as JSON. */
const COMPARED = [...AFFINITY.map((name) => `spec.affinity.${name}`), ...SPEC.map((name) => `spec.${name}`)];

/** Empty lists that are written as they are, and lists that the operator adds to. */
const HARMLESS = [
  `${PROJECTED}.sources`,
  'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms',
  'spec.affinity.additionalPodAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution',
  'spec.affinity.additionalPodAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution',
];

/** Fields of these parts that are maps of free names; other empty maps are written as they are. */
const MAPS = ['nodeSelector', 'matchLabels', 'limits', 'requests', 'userAnnotations'];

const REPLACED = 'and takes that for a change: it replaces the Pod as soon as it is ready, and the next one too.';
const STORED = `The API server fills it in when the Pod is stored; the operator compares without, ${REPLACED}`;
const DROPPED = `The operator notes it as JSON, which drops it, ${REPLACED}`;

/** P-51: nothing in a Cluster looks changed to the operator for ever. */
export const ENDLESS_RESTART: RepositoryRule = {
  id: 'P-51',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  judge: Judge.PGPLATFORM,
  says: 'What the operator compares of a Pod is the same after it was stored: otherwise it replaces the Pod without end.',
  fix: 'Remove the empty list or map.',
  source:
    'cloudnative-pg internal/controller/cluster_upgrade.go checkProjectedVolumeIsOutdated, pkg/specs/podspec_diff.go ComparePodSpecs',
  check: (repository) =>
    repository.ofKind(CLUSTER).flatMap((on) => {
      const compared = field(on.object, 'metadata.annotations')?.['cnpg.io/reconcilePodSpec'] === 'disabled' ? [] : COMPARED;
      const dropped = [...compared, PROJECTED].flatMap((way) => [...emptyIn(field(on.object, way), way.split('.'))]);
      return [
        ...dropped.map((path) => ({ on, path, why: DROPPED, edits: [{ path }] })),
        ...undefaulted(on.object).map((violation) => ({ on, ...violation })),
      ];
    }),
};

/** Paths of empty lists and maps that JSON of Go drops. */
function* emptyIn(value: any, path: Path): Iterable<Path> {
  const isEmptyMap = isMap(value) && Object.keys(value).length === 0 && MAPS.includes(String(path[path.length - 1]));
  if (isEmptyMap || (Array.isArray(value) && value.length === 0)) {
    if (!HARMLESS.includes(path.join('.'))) yield path;
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) yield* emptyIn(value[key], [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

/** What the API server fills in below the sources of the projected volume; the operator compares these alone with the stored Pod. */
function undefaulted(cluster: any): Violation[] {
  return items(cluster, `${PROJECTED}.sources`).flatMap(({ item, path }) => {
    const token = item.serviceAccountToken;
    const references = items(item, 'downwardAPI.items').filter(
      (one) => isMap(one.item.fieldRef) && !one.item.fieldRef.apiVersion,
    );
    return [
      ...(isMap(token) && !isSet(token.expirationSeconds)
        ? [missing([...path, 'serviceAccountToken', 'expirationSeconds'], 3600)]
        : []),
      ...references.map((one) => missing([...path, ...one.path, 'fieldRef', 'apiVersion'], 'v1')),
    ];
  });
}

function missing(path: Path, value: unknown): Violation {
  const fix = `Write ${path[path.length - 1]}: ${value}, which is what the API server fills in.`;
  return { path, allowed: String(value), why: STORED, fix, edits: [{ path, value }] };
}
