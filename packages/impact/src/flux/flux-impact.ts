import type { Repository, Resource } from '../comparison';
import { equal } from '../difference';
import { worstOf } from '../effect';
import type { ApplicationImpact } from '../impact-report';
import type { ManifestBuild } from '../manifest-set';
import { objectName } from '../object-name';
import { ruledChange } from '../ruled-change';
import { isFluxGuarded } from './flux-guard';
import { type FluxKustomization, fluxKustomizations } from './flux-kustomization';

type Repositories = { readonly before: Repository; readonly after: Repository };

const SOURCE = 'https://fluxcd.io/flux/components/kustomize/kustomizations/';
const CLUSTER = 'Cluster.postgresql.cnpg.io';
const FIELDS = ['path', 'prunes', 'orphans', 'suspended', 'destination'] as const;

/** Every mechanism by which a Flux Kustomization does something to databases. */
export const FLUX_RULES = [
  { id: 'flux-appears', says: 'Flux applies what it finds there.' },
  { id: 'flux-disappears', says: 'The Kustomization is no longer applied.' },
  { id: 'flux-changes', says: 'What the Kustomization applies is compared object by object.' },
  { id: 'flux-prunes', says: 'The object is no longer among what the Kustomization applies, and Flux prunes.' },
] as const;

const change = ruledChange(FLUX_RULES, SOURCE);

/** What happens to the Flux Kustomizations that apply databases. */
export function fluxImpacts(repositories: Repositories): ApplicationImpact[] {
  const { before, after } = repositories;
  const [were, are] = [fluxKustomizations(before.input), fluxKustomizations(after.input)];
  return [...new Set([...were.keys(), ...are.keys()])].flatMap((key): ApplicationImpact[] => {
    const [from, to] = [were.get(key), are.get(key)];
    const flux = (to ?? from) as FluxKustomization;
    const had = from ? appliedBy(from, before) : [];
    if (![...had, ...(to ? appliedBy(to, after) : [])].some(({ kind }) => kind.endsWith('cnpg.io'))) return [];
    const fields = from && to ? FIELDS.filter((name) => !equal(from[name], to[name])) : [];
    const kept = !(to ? to.prunes : from?.prunes && !from.orphans);
    const deletes = kept ? [] : had.filter((one) => !isFluxGuarded(one.object) && !isThere(one, after));
    const holding = deletes.filter((one) => one.kind === CLUSTER || (one.kind === 'Namespace.' && holdsCluster(one, before)));
    const changes = [
      ...holding.map((one) =>
        change('flux-prunes', objectName(one), { effect: 'destroys data', interruption: 'The data is gone.', reversible: false }),
      ),
      ...(from && !to
        ? [
            change('flux-disappears', flux.object, {
              why: kept
                ? 'The Kustomization goes and leaves what it applied: nothing manages it any more.'
                : 'The Kustomization goes, and Flux deletes everything it applied that is not annotated to be kept.',
            }),
          ]
        : []),
      ...(!from && to ? [change('flux-appears', flux.object)] : []),
      ...fields.map((name) => change('flux-changes', flux.object, { path: name, from: from?.[name], to: to?.[name] })),
    ];
    if (changes.length === 0) return [];
    const [, namespace, name] = flux.object.split('/');
    return [
      {
        namespace,
        name,
        action: from && to ? 'changes' : from ? 'disappears' : 'appears',
        effect: worstOf(changes.map(({ effect }) => effect)),
        deletes: deletes.map(objectName),
        changes,
      },
    ];
  });
}

/** The Flux Kustomization that applies an object. */
export function fluxOf({ build }: Resource): FluxKustomization | undefined {
  return (build as ManifestBuild).flux;
}

function appliedBy(flux: FluxKustomization, { resources }: Repository): Resource[] {
  return resources.filter((resource) => equal(fluxOf(resource), flux));
}

function isThere({ kind, namespace, name }: Resource, after: Repository): boolean {
  return after
    .ofKind(kind)
    .some(
      (one) => one.namespace === namespace && one.name === name && (fluxOf(one) || after.applicationsOf(one.build).length > 0),
    );
}

function holdsCluster({ name }: Resource, repository: Repository): boolean {
  return repository.inNamespace(CLUSTER, name).length > 0;
}
