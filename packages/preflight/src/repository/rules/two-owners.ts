import { Phase } from '../../rule';
import type { Application } from '../application';
import type { RepositoryRule } from '../repository-rule';
import { titleOf } from '../resource';

/** P-26: one object, one Application. */
export const TWO_OWNERS: RepositoryRule = {
  id: 'P-26',
  kinds: ['Application', 'ApplicationSet'],
  phase: Phase.REPOSITORY,
  says: 'No two Applications apply the same object to the same cluster: each prunes and reverts what the other does.',
  fix: 'Leave the object to one of them.',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#fail-the-sync-if-a-shared-resource-is-found',
  check: (repository) => {
    const owners = new Map<string, Application>();
    return repository.applications.flatMap((application) =>
      repository.appliedBy(application).flatMap((resource) => {
        const { kind, name } = resource;
        const namespace = resource.namespace || application.destination.namespace;
        const key = JSON.stringify([application.destination.cluster, kind, namespace, name]);
        const first = owners.get(key);
        if (!first) owners.set(key, application);
        return first && first !== application
          ? [
              {
                on: application.on,
                path: [...application.at, 'metadata', 'name'],
                given: application.name,
                why: `${application.name} and ${first.name} both apply ${titleOf(resource)}.`,
              },
            ]
          : [];
      }),
    );
  },
};
