import { plainText } from '@pgplatform/core';
import type { Path } from './field-path';
import { fields, isSet, items } from './shape';

/** A value in a Cluster that makes the operator replace its Pods again and again. */
export interface EndlessRestart {
  readonly path: Path;
  readonly why: string;
  /** What to write there. @default - the field is to go */
  readonly value?: string | number;
}

const AFFINITY = ['nodeSelector', 'tolerations', 'nodeAffinity', 'additionalPodAffinity', 'additionalPodAntiAffinity'];
const SPEC = ['topologySpreadConstraints', 'podSecurityContext', 'securityContext', 'ephemeralVolumeSource'];
const PROJECTED = ['spec', 'projectedVolumeTemplate'];
/** Parts of a Pod that the operator compares with what it noted of them as JSON. */
const NOTED = [...AFFINITY.map((name) => ['spec', 'affinity', name]), ...SPEC.map((name) => ['spec', name])];
/** Empty lists that are written as they are, and lists that the operator adds to. */
const HARMLESS = [
  'spec.projectedVolumeTemplate.sources',
  'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms',
  'spec.affinity.additionalPodAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution',
  'spec.affinity.additionalPodAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution',
];
/** Fields of these parts that are maps of free names; other empty maps are written as they are. */
const MAPS = ['nodeSelector', 'matchLabels', 'limits', 'requests', 'userAnnotations'];

const REPLACED = 'and takes that for a change: it replaces the Pod as soon as it is ready, and the next one too.';
const STORED = `The API server fills it in when the Pod is stored; the operator compares without, ${REPLACED}`;
const DROPPED = `The operator notes it as JSON, which drops it, ${REPLACED}`;

/**
 * What looks changed to the operator for ever (cloudnative-pg internal/controller/cluster_upgrade.go checkProjectedVolumeIsOutdated,
 * pkg/specs/podspec_diff.go ComparePodSpecs).
 */
export function endlessRestarts(cluster: any): EndlessRestart[] {
  const isHeld = fields(fields(cluster?.metadata).annotations)['cnpg.io/reconcilePodSpec'] === 'disabled';
  const dropped = [...(isHeld ? [] : NOTED), PROJECTED].flatMap((path) => [...emptyIn(at(cluster, path), path)]);
  return [...dropped.map((path) => ({ path, why: DROPPED })), ...filledIn(at(cluster, PROJECTED))];
}

function at(node: any, path: readonly string[]): unknown {
  return path.reduce((value, key) => fields(value)[key], node);
}

/** Paths of empty lists and maps that JSON of Go drops. */
function* emptyIn(value: any, path: Path): Iterable<Path> {
  if (typeof value !== 'object' || value === null) return;
  const keys = Object.keys(value);
  const isMap = !Array.isArray(value);
  if (keys.length === 0 && (!isMap || MAPS.includes(plainText(path[path.length - 1])))) {
    if (!HARMLESS.includes(path.join('.'))) yield path;
  }
  for (const key of keys) yield* emptyIn(value[key], [...path, isMap ? key : Number(key)]);
}

/** What the API server fills in below the sources of the projected volume, of which the operator fills in `defaultMode` alone. */
function filledIn(template: unknown): EndlessRestart[] {
  return items(fields(template).sources).flatMap((source, index) => {
    const { downwardAPI, serviceAccountToken, podCertificate } = fields(source);
    const filled = (path: Path, value: string | number) => [
      { path: [...PROJECTED, 'sources', index, ...path], why: STORED, value },
    ];
    const missing = (given: unknown, name: string) => isSet(given) && !isSet(fields(given)[name]);
    return [
      ...items(fields(downwardAPI).items).flatMap((item, place) => {
        const { fieldRef } = fields(item);
        const path = ['downwardAPI', 'items', place, 'fieldRef', 'apiVersion'];
        return isSet(fieldRef) && !fields(fieldRef).apiVersion ? filled(path, 'v1') : [];
      }),
      ...(missing(serviceAccountToken, 'expirationSeconds') ? filled(['serviceAccountToken', 'expirationSeconds'], 3600) : []),
      ...(missing(podCertificate, 'maxExpirationSeconds') ? filled(['podCertificate', 'maxExpirationSeconds'], 86400) : []),
    ];
  });
}
