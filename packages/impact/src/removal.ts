import { isGuarded } from '@pgplatform/preflight';
import type { Repository } from './comparison';
import type { Database } from './database';
import type { Change } from './impact-report';

/** What becomes of a database that nothing applies any more: whatever guards it, those who look for it here find it gone. */
export function removal(
  { resource, destination }: Database,
  { before, after }: { before: Repository; after: Repository },
): Change {
  const { kind, namespace, name, object } = resource;
  const renamed = movedTo(resource, after, before);
  const guarded = isGuarded(object);
  const fate = guarded
    ? 'Prune=false and Delete=false keep Argo CD from deleting it: it goes on unmanaged until somebody removes the guards or the object'
    : 'it is pruned, and its volumes go with it, because they belong to the Cluster';
  return {
    object: `${kind.split('.')[0]}/${namespace}/${name}`,
    path: '',
    from: `${namespace}/${name}${destination ? ` in ${destination}` : ''}`,
    to: renamed ?? null,
    effect: 'destroys data',
    why: renamed
      ? `A Cluster under another name or in another place is a new, empty one; of the old one ${fate.startsWith('it is') ? 'nothing stays: ' : 'an orphan stays: '}${fate}.`
      : `The Cluster is no longer among what is applied: ${fate}.`,
    interruption: guarded && !renamed ? 'none while the guards hold' : 'Clients lose the database.',
    reversible: guarded,
    source: 'cloudnative-pg pkg/reconciler/persistentvolumeclaim/build.go; argo-cd docs/user-guide/sync-options.md',
    rule: renamed ? 'cluster-moves' : 'cluster-disappears',
  };
}

/** The new Cluster that a removed one probably became: of the same name elsewhere, or the only new one in its namespace. */
function movedTo({ kind, namespace, name }: Database['resource'], after: Repository, before: Repository): string | undefined {
  const fresh = after.ofKind(kind).filter((one) => !before.find(kind, one.namespace, one.name));
  const inNamespace = fresh.filter((one) => one.namespace === namespace);
  const found = fresh.find((one) => one.name === name) ?? (inNamespace.length === 1 ? inNamespace[0] : undefined);
  return found && `${found.namespace}/${found.name}`;
}
