import { plainText } from '@pgplatform/core';
import { parseQuantity, patchedInstancePod } from '@pgplatform/preflight';
import type { Comparison } from './comparison';
import { type Difference, equal } from './difference';
import { isMap, mapsIn } from './shape';

/** Whether a field changes the Pod that the operator asks for, in what it compares with the Pod that runs. */
export function changesPod(difference: Difference, { before, after }: Comparison): boolean {
  const [was, is] = [comparedPod(before.cluster, after.operatorVersion), comparedPod(after.cluster, after.operatorVersion)];
  if (equal(was, is)) return false;
  const { path, from, to } = difference;
  const alone = (cluster: any, value: unknown, pod: unknown) =>
    !equal(pod, comparedPod(withValue(cluster, path, value), after.operatorVersion));
  return alone(before.cluster, to, was) || alone(after.cluster, from, is);
}

/**
 * What the operator compares of a Pod (cloudnative-pg pkg/specs/podspec_diff.go): neither arguments nor pull policies, priority or
 * metadata, nor the container that brings the instance manager. Notations of quantities and the order of named things do not count.
 */
function comparedPod(cluster: any, operatorVersion: string): any {
  try {
    const { spec } = patchedInstancePod(cluster, operatorVersion);
    const { containers, initContainers, volumes } = spec;
    return {
      containers: named(containers, comparedContainer),
      initContainers: named(
        mapsIn(initContainers).filter(({ name }) => name !== 'bootstrap-controller'),
        comparedContainer,
      ),
      volumes: named(volumes, comparedVolume),
      ...picked(
        spec,
        'securityContext affinity tolerations nodeSelector topologySpreadConstraints serviceAccountName schedulerName hostname terminationGracePeriodSeconds',
      ),
    };
  } catch (error) {
    if (error instanceof SyntaxError) return { unpatched: cluster.metadata?.annotations };
    throw error;
  }
}

function comparedContainer({ volumeMounts, resources, ...container }: any): any {
  return {
    ...picked(container, 'image env envFrom readinessProbe livenessProbe startupProbe command ports securityContext'),
    resources: comparedResources(resources),
    volumeMounts: named(volumeMounts, (mount) => mount),
  };
}

/** Resources of a container, in which notations of quantities do not count. */
export function comparedResources(resources: any): any {
  return { requests: quantities(resources?.requests), limits: quantities(resources?.limits), claims: resources?.claims };
}

function comparedVolume({ emptyDir, ...volume }: any): any {
  return emptyDir ? { ...volume, emptyDir: { ...emptyDir, ...quantities({ sizeLimit: emptyDir.sizeLimit }) } } : volume;
}

/** Items by their names; of two with one name the later one counts, as in the operator's own comparison. */
function named(list: unknown, compared: (item: any) => unknown): any {
  return Object.fromEntries(mapsIn(list).map((item) => [item.name, compared(item)]));
}

function picked(map: any, names: string): any {
  return Object.fromEntries(names.split(' ').flatMap((name) => (map[name] === undefined ? [] : [[name, map[name]]])));
}

function quantities(map: unknown): any {
  if (!isMap(map)) return {};
  return Object.fromEntries(
    Object.entries(map).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, plainText(parseQuantity(value) ?? value)]],
    ),
  );
}

/** An object with another value at a path; without the field when there is none. */
function withValue(object: any, [key, ...below]: readonly string[], value: unknown): any {
  const map = isMap(object) ? object : {};
  const next = below.length > 0 ? withValue(map[key], below, value) : value;
  if (next !== undefined) return { ...map, [key]: next };
  const { [key]: gone, ...rest } = map;
  return rest;
}
