import { Phase } from '../../rule';
import { items } from '../field';
import { CLUSTER } from '../kind';
import { Repository } from '../repository';
import type { RepositoryRule, RepositoryViolation } from '../repository-rule';
import { type Resource, titleOf } from '../resource';

/** P-32: a database keeps its name, its namespace and its place, and its Application keeps its name. */
export const IDENTITY: RepositoryRule = {
  id: 'P-32',
  kinds: ['Cluster', 'Application', 'ApplicationSet'],
  phase: Phase.REPOSITORY,
  says: 'Name, namespace and destination of a Cluster, and the name of its Application, do not change.',
  fix: 'Keep the old identity; to move a database, restore it under a new name and retire the old one later.',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/',
  check: (repository) => {
    if (!repository.input.previous) return [];
    const before = new Repository(repository.input.previous);
    return [...goneClusters(before, repository), ...renamedApplications(before, repository)];
  },
};

function goneClusters(before: Repository, now: Repository): RepositoryViolation[] {
  return before.ofKind(CLUSTER).flatMap((on) => {
    const still = now.named(CLUSTER, on.namespace, on.name);
    if (still.length === 0) {
      return acknowledged(now, on)
        ? []
        : [
            {
              on,
              path: ['metadata', 'name'],
              given: titleOf(on),
              why: `${titleOf(on)} is gone or has another name: what replaces it is empty, and the old data is orphaned or deleted.`,
            },
          ];
    }
    const places = (repository: Repository, resource: Resource) =>
      repository.applicationsOf(resource.build).map(({ destination }) => destination.cluster);
    const old = places(before, on);
    const fresh = still.flatMap((resource) => places(now, resource));
    return old.length > 0 && fresh.length > 0 && !old.some((place) => fresh.includes(place))
      ? [
          {
            on: still[0],
            path: ['metadata', 'name'],
            given: fresh.join(', '),
            allowed: old.join(', '),
            why: `${titleOf(on)} goes to another Kubernetes cluster: it starts empty there, and stays behind where it was.`,
          },
        ]
      : [];
  });
}

function acknowledged({ input }: Repository, { namespace, name }: Resource): boolean {
  return items(input.model, 'acknowledgements').some(
    ({ item }) => item.object === `Cluster/${namespace}/${name}` && (!input.today || item.expires >= input.today),
  );
}

function renamedApplications(before: Repository, now: Repository): RepositoryViolation[] {
  const names = new Set(now.applications.map(({ name }) => name));
  return before.applications.flatMap((old) => {
    if (names.has(old.name)) return [];
    if (!before.appliedBy(old).some(({ kind }) => kind === CLUSTER)) return [];
    const paths = old.sources.map(({ path }) => path);
    const renamed = now.applications.filter(
      ({ sources, destination }) =>
        destination.cluster === old.destination.cluster && sources.some(({ path }) => path !== undefined && paths.includes(path)),
    );
    return renamed.map(({ on, at, name }) => ({
      on,
      path: [...at, 'metadata', 'name'],
      given: name,
      allowed: old.name,
      why: `${name} applies what ${old.name} applied: until the old one is gone, the same objects have two owners.`,
      fix: `Keep the name ${old.name}; or rename in two steps, the old Application let go first without deleting what it applied.`,
    }));
  });
}
