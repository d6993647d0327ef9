import { joined } from '../tree/tree-path';
import { type Destination, type Draft, type DraftSource, PLAIN, written } from './draft';
import type { Fact } from './fact';
import { field, isMap, items, templated, text, texts } from './field';
import type { Substitutions } from './graph';

/** What Flux objects refer to. */
export type FluxWorld = {
  /** Address of a GitRepository of this tree. */
  readonly repository: (namespace: string | null, name: string) => string | undefined;
  /** Keys of a ConfigMap of this tree, and the file it is in; also of one that a configMapGenerator makes. */
  readonly configMap: (
    namespace: string | null,
    name: string,
  ) => { readonly keys: readonly string[]; readonly file: string } | undefined;
};

/** A Flux Kustomization (https://fluxcd.io/flux/components/kustomize/kustomizations/). */
export function kustomizationDraft(object: any, definedIn: string, world: FluxWorld): Draft {
  const spec = field(object, 'spec');
  const shape = templated(spec, 'path') ?? './';
  const policy = text(spec, 'deletionPolicy') ?? 'MirrorPrune';
  const prunes = field(spec, 'prune') === true;
  const path = folderFact(shape);
  const folder = 'known' in path ? path.known : '';
  const namespace = text(object, 'metadata', 'namespace') ?? null;
  const target = text(spec, 'targetNamespace');
  return {
    ...named(object, 'FluxKustomization', definedIn),
    sources: [
      {
        ...origin(field(spec, 'sourceRef'), namespace, world),
        engine: 'flux',
        revision: null,
        chart: null,
        shape,
        path,
        directory: { ...PLAIN, recurse: true },
        valueFiles: [],
        components: texts(items(spec, 'components')).map((one) => joined(folder, one)),
        problems: [],
      },
    ],
    targetNamespace: target === undefined ? { known: null } : written(target, undefined),
    destination: destinationOf(spec, namespace),
    prunes: { known: prunes },
    cascades: { known: policy === 'MirrorPrune' ? prunes : policy !== 'Orphan' },
    suspended: field(spec, 'suspend') === true,
    substitutions: substitutionsOf(field(spec, 'postBuild'), namespace, world),
  };
}

/** A Flux HelmRelease (https://fluxcd.io/flux/components/helm/helmreleases/). */
export function releaseDraft(object: any, definedIn: string, world: FluxWorld): Draft {
  const spec = field(object, 'spec');
  const own = field(spec, 'chart', 'spec');
  const ref = field(own, 'sourceRef');
  const namespace = text(object, 'metadata', 'namespace') ?? null;
  const chart = text(own, 'chart') ?? null;
  const isFolder = chart !== null && /^(?:GitRepository|Bucket)$/.test(text(ref, 'kind') ?? '');
  const repository = text(ref, 'name') ?? text(spec, 'chartRef', 'name') ?? null;
  const target = text(spec, 'targetNamespace') ?? namespace;
  const source: Pick<DraftSource, 'address' | 'path' | 'shape' | 'chart' | 'unknown'> = isFolder
    ? { ...origin(ref, namespace, world), path: folderFact(chart), shape: chart, chart: null }
    : { ...chartOrigin(spec), address: repository, path: null, shape: '', chart: chart ?? repository };
  return {
    ...named(object, 'HelmRelease', definedIn),
    sources: [
      {
        ...source,
        engine: 'helm',
        revision: text(own, 'version') ?? null,
        builder: 'helm',
        directory: PLAIN,
        valueFiles: texts(items(own, 'valuesFiles')).map((file) => joined('', file)),
        components: [],
        problems: [],
      },
    ],
    targetNamespace: target === null ? { known: null } : written(target, undefined),
    destination: destinationOf(spec, namespace),
    prunes: { known: true },
    cascades: { known: true },
    suspended: field(spec, 'suspend') === true,
    substitutions: null,
  };
}

function named(object: any, kind: 'FluxKustomization' | 'HelmRelease', definedIn: string) {
  return {
    kind,
    definedIn,
    set: null,
    called: templated(object, 'metadata', 'name') ?? '',
    kept: text(object, 'metadata', 'annotations', 'kustomize.toolkit.fluxcd.io/prune') === 'disabled',
    namespace: text(object, 'metadata', 'namespace') ?? null,
    name: written(templated(object, 'metadata', 'name') ?? '', undefined),
  };
}

function folderFact(shape: string): Fact<string> {
  const path = written(shape, undefined);
  return 'known' in path ? { known: joined('', path.known) } : path;
}

/** The repository behind a sourceRef: its address where its object is in the tree, else what it is called. */
function origin(ref: any, namespace: string | null, { repository }: FluxWorld): Pick<DraftSource, 'address' | 'unknown'> {
  const [kind, name] = [text(ref, 'kind') ?? '', text(ref, 'name') ?? ''];
  const within = text(ref, 'namespace') ?? namespace;
  const called = `${kind}/${within ?? ''}/${name}`;
  if (kind === 'GitRepository') return { address: repository(within, name) ?? called };
  return { address: called, unknown: kind === '' ? 'it names no source' : `a repository does not tell what is in its ${kind}` };
}

/** Why it is not known what chart a chartRef leads to. */
function chartOrigin(spec: any): Pick<DraftSource, 'unknown'> {
  const kind = text(spec, 'chartRef', 'kind') ?? 'OCIRepository';
  return kind === 'OCIRepository' ? {} : { unknown: `a repository does not tell what is in its ${kind}` };
}

function destinationOf(spec: any, namespace: string | null): Fact<Destination> {
  const config = field(spec, 'kubeConfig');
  if (!isMap(config)) return { known: { isGlobal: false } };
  const name = text(config, 'secretRef', 'name') ?? text(config, 'configMapRef', 'name');
  return name === undefined
    ? { unknown: 'kubeConfig names no Secret or ConfigMap' }
    : { known: { address: `kubeConfig ${namespace ?? ''}/${name}`, isGlobal: false } };
}

/** Names of variables, never their values. */
function substitutionsOf(postBuild: any, namespace: string | null, { configMap }: FluxWorld): Substitutions | null {
  if (!isMap(postBuild)) return null;
  const unknown: string[] = [];
  const variables = new Map<string, string>();
  for (const from of items(postBuild, 'substituteFrom').filter(isMap)) {
    const [kind, name] = [text(from, 'kind') ?? '', text(from, 'name') ?? ''];
    const found = kind === 'ConfigMap' ? configMap(namespace, name) : undefined;
    if (!found) unknown.push(`${kind}/${namespace ?? ''}/${name}`);
    else for (const key of found.keys) variables.set(key, found.file);
  }
  const own = field(postBuild, 'substitute');
  for (const name of isMap(own) ? Object.keys(own) : []) variables.set(name, 'substitute');
  return { variables: [...variables].map(([name, from]) => ({ name, from })), unknown };
}
