import { ArgoCd, type ClusterDestination, KubernetesName } from '@pgplatform/core';
import type { PlatformEnvironmentOptions } from './pg-platform-project-options';

/** A Kubernetes cluster that the repository deploys to. */
export interface Destination {
  /** API server URL, or name in Argo CD. */
  readonly id: string;
  /** As the options say it. */
  readonly destination: ClusterDestination;
  /** Ending of the names of what every Kubernetes cluster gets once; nothing when there is only one. */
  readonly suffix?: string;
}

/** API server URL, or name in Argo CD, of an environment's Kubernetes cluster. */
export function destinationId(environment: PlatformEnvironmentOptions): string {
  return environment.destination?.name ?? environment.destination?.server ?? ArgoCd.IN_CLUSTER;
}

/** The Kubernetes clusters of the environments, each once. With several, each is called by its name or its host. */
export function destinationsOf(environments: PlatformEnvironmentOptions[]): Destination[] {
  const distinct = new Map(environments.map((environment) => [destinationId(environment), environment.destination ?? {}]));
  if (distinct.size <= 1) {
    return [...distinct].map(([id, destination]) => ({ id, destination }));
  }
  const taken = new Set<string>();
  return [...distinct].map(([id, destination]) => {
    const name = id === ArgoCd.IN_CLUSTER ? 'in-cluster' : (destination.name ?? new URL(id).hostname);
    const short = KubernetesName.fromIdentifier(name).slice(0, 30).replace(/-$/, '');
    let suffix = short;
    for (let n = 2; taken.has(suffix); n++) {
      suffix = `${short}-${n}`;
    }
    taken.add(suffix);
    return { id, destination, suffix };
  });
}
