import { isGuarded } from '@pgplatform/preflight';
import { goesOnApplying } from './application-fate';
import type { Application, Repository, Resource } from './comparison';
import type { Database } from './database';
import { isFluxGuarded } from './flux/flux-guard';
import { fluxOf } from './flux/flux-impact';
import type { Change } from './impact-report';

/** What becomes of a database that nothing applies any more: whatever guards it, those who look for it here find it gone. */
export function removal(
  { resource, destination }: Database,
  { before, after }: { before: Repository; after: Repository },
): Change {
  const { kind, namespace, name } = resource;
  if (destination === '' && after.find(kind, namespace, name)) return copyGoes(resource);
  const renamed = movedTo(resource, after, before);
  const guard = guardOf(resource, before, after);
  const staying = before.applicationsOf(resource.build).find((one) => goesOnApplying(one, resource, { before, after }));
  const fate = staying
    ? `the Application ${staying.name} stays, and goes on applying it from its folder until somebody deletes one of them`
    : guard
      ? `${guard}: it goes on unmanaged until somebody removes the guard or the object`
      : 'it is pruned, and its volumes go with it, because they belong to the Cluster';
  const isKept = guard !== undefined || staying !== undefined;
  return {
    object: `${kind.split('.')[0]}/${namespace}/${name}`,
    path: '',
    from: `${namespace}/${name}${destination ? ` in ${destination}` : ''}`,
    to: renamed ?? null,
    effect: 'destroys data',
    why: renamed
      ? `A Cluster under another name or in another place is a new, empty one; of the old one ${guard ? 'an orphan stays: ' : 'nothing stays: '}${fate}.`
      : `The Cluster is no longer among what the repository deploys: ${fate}.`,
    interruption: isKept && !renamed ? 'none while the guards hold' : 'Clients lose the database.',
    reversible: isKept,
    source: fluxOf(resource)
      ? 'cloudnative-pg pkg/reconciler/persistentvolumeclaim/build.go; https://fluxcd.io/flux/components/kustomize/kustomizations/#prune'
      : 'cloudnative-pg pkg/reconciler/persistentvolumeclaim/build.go; argo-cd docs/user-guide/sync-options.md',
    rule: renamed ? 'cluster-moves' : 'cluster-disappears',
  };
}

/** One of several Clusters of that name and namespace, and nothing says in which Kubernetes clusters they are. */
function copyGoes({ kind, namespace, name, build }: Resource): Change {
  return {
    object: `${kind.split('.')[0]}/${namespace}/${name}`,
    path: '',
    from: `${namespace}/${name} of ${build.path}`,
    to: null,
    effect: 'unknown',
    why: 'A Cluster of that name and namespace is still here, in another folder: whether this one ran in another Kubernetes cluster is not known here. If it did, its data goes.',
    interruption: 'unknown',
    reversible: false,
    source: 'cloudnative-pg pkg/reconciler/persistentvolumeclaim/build.go',
    rule: 'cluster-copy-disappears',
  };
}

/** What keeps the database when it is no longer among what is applied. */
function guardOf(resource: Resource, before: Repository, after: Repository): string | undefined {
  const flux = fluxOf(resource);
  if (!flux) {
    if (isGuarded(resource.object)) return 'Prune=false and Delete=false keep Argo CD from deleting it';
    const appliers = before.applicationsOf(resource.build);
    const stays = ({ name, spec }: Application) =>
      spec.syncPolicy?.automated?.prune !== true && after.applications.some((one) => one.name === name);
    return appliers.length > 0 && appliers.every(stays) ? 'The Application that applies it does not prune' : undefined;
  }
  if (isFluxGuarded(resource.object)) return 'The annotation kustomize.toolkit.fluxcd.io/prune keeps Flux from deleting it';
  return flux.prunes ? undefined : `The Kustomization ${flux.object.split('/')[2]} does not prune`;
}

/** The new Cluster that a removed one probably became: of the same name elsewhere, or the only new one in its namespace. */
function movedTo({ kind, namespace, name }: Resource, after: Repository, before: Repository): string | undefined {
  const fresh = after.ofKind(kind).filter((one) => !before.find(kind, one.namespace, one.name));
  const inNamespace = fresh.filter((one) => one.namespace === namespace);
  const found = fresh.find((one) => one.name === name) ?? (inNamespace.length === 1 ? inNamespace[0] : undefined);
  return found && `${found.namespace}/${found.name}`;
}
