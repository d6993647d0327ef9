import { ArgoCd, type ClusterDestination, KubernetesName, type ModelDestination, type PlatformModel } from '@pgplatform/core';
import type { PlatformEnvironmentOptions } from './pg-platform-project-options';

/** A Kubernetes cluster that the repository deploys to. */
export interface Destination extends ModelDestination {
  /** As the options say it. */
  readonly destination: ClusterDestination;
}

/** API server URL, or name in Argo CD, of an environment's Kubernetes cluster. */
export function destinationId(environment: PlatformEnvironmentOptions): string {
  return environment.destination?.name ?? environment.destination?.server ?? ArgoCd.IN_CLUSTER;
}

/**
 * The Kubernetes clusters of the environments, each once, under the ending it was given first: names of Applications are identities,
 * and never change because a Kubernetes cluster came or went. The first one of all has no ending.
 *
 * @param environments the environments
 * @param previous the model of the last synthesis
 */
export function destinationsOf(environments: PlatformEnvironmentOptions[], previous?: PlatformModel): Destination[] {
  const known = [...namedBefore(previous)];
  const distinct = new Map(environments.map((environment) => [destinationId(environment), environment.destination ?? {}]));
  return [...distinct].map(([id, destination]) => {
    const old = known.find((one) => one.id === id);
    const named = old ?? (known.length === 0 ? { id } : { id, suffix: freeSuffix(id, known) });
    if (!old) {
      known.push(named);
    }
    return { ...named, destination };
  });
}

/** As the model has them: those that are gone as well, whose Applications may still be there, so that nobody else gets their names. */
export function recordedDestinations(destinations: Destination[], previous?: PlatformModel): ModelDestination[] {
  const before = namedBefore(previous);
  const fresh = destinations.filter(({ id }) => !before.some((one) => one.id === id));
  return [...before, ...fresh.map(({ destination, ...named }) => named)];
}

/** The names of the last synthesis. 0.2.0 and older recorded none: one Kubernetes cluster had no ending, several had one each. */
function namedBefore(previous?: PlatformModel): ModelDestination[] {
  if (previous?.destinations) {
    return previous.destinations;
  }
  const ids = [...new Set(previous?.environments.map(({ destination }) => destination))];
  const named: ModelDestination[] = [];
  for (const id of ids) {
    named.push(ids.length === 1 ? { id } : { id, suffix: freeSuffix(id, named) });
  }
  return named;
}

function freeSuffix(id: string, taken: readonly ModelDestination[]): string {
  const name = id === ArgoCd.IN_CLUSTER ? 'in-cluster' : /^https?:/.test(id) ? new URL(id).hostname : id;
  const short = KubernetesName.fromIdentifier(name).slice(0, 30).replace(/-$/, '');
  let suffix = short;
  for (let n = 2; taken.some((one) => one.suffix === suffix); n++) {
    suffix = `${short}-${n}`;
  }
  return suffix;
}
