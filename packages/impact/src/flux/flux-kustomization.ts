import { plainText } from '@pgplatform/core';
import type { ManifestBuild, ManifestSet } from '../manifest-set';
import { isClusterScoped } from '../object-name';
import { isMap, mapsIn } from '../shape';
import { substituted } from './substitution';

const GROUP = 'kustomize.toolkit.fluxcd.io';
const KUSTOMIZATION_FILE = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

/** What a Flux Kustomization does with what it applies. */
export interface FluxKustomization {
  /** `Kustomization/flux-system/databases`. */
  readonly object: string;
  /** Folder, from the repository's root. */
  readonly path: string;
  /** What it applied and applies no more is deleted. */
  readonly prunes: boolean;
  /** What it applied stays when it is deleted itself. */
  readonly orphans: boolean;
  /** Nothing is applied until it is resumed. */
  readonly suspended: boolean;
  /** The kubeconfig of the Kubernetes cluster it applies to; empty for its own. */
  readonly destination: string;
}

/**
 * The manifests as Flux applies them: each folder that Flux Kustomizations name once for each of them, with its variables and
 * its namespace (https://fluxcd.io/flux/components/kustomize/kustomizations/).
 */
export function withFlux(set: ManifestSet): ManifestSet {
  const objects = set.builds.flatMap((build) => build.objects.flatMap(({ object }) => itemsOf(object)));
  const found = [
    ...new Map(objects.filter(isFlux).map((object) => [JSON.stringify([object.metadata, object.spec]), object])).values(),
  ];
  if (found.length === 0) return set;
  const kustomized = new Set(
    (set.files ?? [])
      .filter(({ path }) => KUSTOMIZATION_FILE.test(path))
      .map(({ path }) => folder(path.replace(KUSTOMIZATION_FILE, ''))),
  );
  const appliers = new Map<ManifestBuild, any[]>();
  for (const flux of found) {
    const components = (Array.isArray(flux.spec.components) ? flux.spec.components : []).map((one: unknown) =>
      folder(`${flux.spec.path}/${one}`),
    );
    const own = buildsOf(folder(flux.spec.path), set.builds, kustomized);
    for (const build of [...own, ...set.builds.filter(({ path }) => components.includes(folder(path)))]) {
      appliers.set(build, [...(appliers.get(build) ?? []), flux]);
    }
  }
  return {
    ...set,
    builds: set.builds.flatMap((build) => appliers.get(build)?.map((flux) => applied(build, flux, objects)) ?? build),
  };
}

/** The Flux Kustomizations of some manifests, by name. */
export function fluxKustomizations({ builds }: { readonly builds: readonly ManifestBuild[] }): Map<string, FluxKustomization> {
  const objects = builds.flatMap((build) => build.objects.flatMap(({ object }) => itemsOf(object)));
  return new Map(
    objects
      .filter(isFlux)
      .map(fluxOf)
      .map((flux) => [`${flux.object} ${flux.destination}`, flux]),
  );
}

/** The folder itself; where it has no kustomization, Flux takes what is below it, up to the next folders that have one. */
function buildsOf(path: string, builds: readonly ManifestBuild[], kustomized: ReadonlySet<string>): ManifestBuild[] {
  if (kustomized.has(path)) return builds.filter((build) => folder(build.path) === path);
  return builds.filter((build) => {
    const own = folder(build.path);
    if (own !== path && path !== '' && !own.startsWith(`${path}/`)) return false;
    const between = own.slice(path.length).split('/').filter(Boolean).slice(0, -1);
    return !between.some((_, at) => kustomized.has([path, ...between.slice(0, at + 1)].filter(Boolean).join('/')));
  });
}

function applied(build: ManifestBuild, flux: any, objects: readonly any[]): ManifestBuild {
  const { targetNamespace, postBuild } = flux.spec;
  const variables = isMap(postBuild) ? variablesOf(postBuild, flux, objects) : undefined;
  return {
    ...build,
    flux: fluxOf(flux),
    objects: build.objects.map(({ object, file }) => {
      const filled = variables && !isLeftAlone(object) ? substituted(object, variables) : object;
      const moves = typeof targetNamespace === 'string' && isMap(filled) && !isClusterScoped(filled);
      return { file, object: moves ? { ...filled, metadata: { ...filled.metadata, namespace: targetNamespace } } : filled };
    }),
  };
}

function variablesOf({ substitute, substituteFrom }: any, flux: any, objects: readonly any[]): Map<string, string> {
  const maps = mapsIn(substituteFrom).flatMap(({ kind, name }) =>
    kind === 'ConfigMap'
      ? objects.filter(
          (one) =>
            one.kind === 'ConfigMap' &&
            one.metadata?.name === name &&
            (one.metadata.namespace ?? flux.metadata?.namespace) === flux.metadata?.namespace,
        )
      : [],
  );
  const all = [...maps.map(({ data }) => data), substitute].filter(isMap).flatMap((map) => Object.entries(map));
  return new Map(all.map(([name, value]) => [name, plainText(value)]));
}

function fluxOf({ metadata, spec }: any): FluxKustomization {
  const { secretRef, configMapRef } = spec.kubeConfig ?? {};
  return {
    object: `Kustomization/${plainText(metadata?.namespace ?? '')}/${plainText(metadata?.name ?? '')}`,
    path: folder(spec.path),
    prunes: spec.prune === true,
    orphans:
      spec.deletionPolicy === 'Orphan' ||
      (spec.prune !== true && !['Delete', 'WaitForTermination'].includes(spec.deletionPolicy)),
    suspended: spec.suspend === true,
    destination: plainText(secretRef?.name ?? configMapRef?.name ?? ''),
  };
}

/** Objects that say so keep their variables. */
function isLeftAlone(object: any): boolean {
  return object?.metadata?.annotations?.[`${GROUP}/substitute`] === 'disabled';
}

function isFlux(object: any): boolean {
  return (
    object.kind === 'Kustomization' &&
    plainText(object.apiVersion).startsWith(`${GROUP}/`) &&
    typeof object.spec?.path === 'string'
  );
}

function itemsOf(object: any): any[] {
  return isMap(object) ? (Array.isArray(object.items) ? object.items.filter(isMap) : [object]) : [];
}

/** `./apps/` is `apps`, and so is `apps/db/..`. */
function folder(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
