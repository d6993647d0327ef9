import { type AppliedFile, type Applier, type Graph, type GraphOptions, readGraph, type SourceTree } from '../../src';

export const HERE = 'https://git.example.com/team/repository.git';

type Files = { readonly [path: string]: string | object };

/** A tree in memory; an object is a file of one JSON document, a list one of several. */
export function treeOf(files: Files): SourceTree {
  const contents = new Map(Object.entries(files).map(([path, content]) => [path, Buffer.from(fileText(content))]));
  return { paths: [...contents.keys()].sort(), refusals: new Map(), read: (path) => contents.get(path), origin: '' };
}

export function fileText(content: string | object): string {
  if (typeof content === 'string') return content;
  return (Array.isArray(content) ? content : [content]).map((one) => JSON.stringify(one)).join('\n---\n');
}

export function graphOf(files: Files, options?: GraphOptions): Graph {
  return readGraph(treeOf(files), options);
}

export const map = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { a: 'b' } });

type Any = { readonly [name: string]: unknown };

/** An Argo CD Application of a folder of this repository. */
export function application(name: string, path: string, more: { source?: Any; spec?: Any; metadata?: Any } = {}) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd', ...more.metadata },
    spec: {
      project: 'default',
      source: { repoURL: HERE, path, ...more.source },
      destination: { server: 'https://kubernetes.default.svc', namespace: name },
      ...more.spec,
    },
  };
}

/** An ApplicationSet; its template's path is `path`, its name `name`. */
export function applicationSet(
  generators: readonly object[],
  path: string,
  more: { name?: string; spec?: Any; template?: Any } = {},
) {
  const { metadata, spec } = application(more.name ?? 'x', path);
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'set', namespace: 'argocd' },
    spec: { goTemplate: true, generators, template: { metadata, spec, ...more.template }, ...more.spec },
  };
}

/** A Flux Kustomization of a folder of this repository. */
export function flux(name: string, path: string, spec: Any = {}) {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'flux-system' },
    spec: { path, prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' }, ...spec },
  };
}

/** The only applier that is called so. */
export function applierOf({ appliers }: Graph, name: string): Applier {
  const found = appliers.filter((applier) => 'known' in applier.name && applier.name.known === name);
  if (found.length !== 1) throw new Error(`${found.length} appliers are called ${name}`);
  return found[0];
}

export function fileOf({ files }: Graph, path: string): AppliedFile {
  const found = files.find((file) => file.path === path);
  if (!found) throw new Error(`${path} is not in the graph`);
  return found;
}

/** Names of the appliers that reach a file, those that may with a question mark. */
export function reachersOf(graph: Graph, path: string): string[] {
  const names = new Map(graph.appliers.map(({ id, name }) => [id, 'known' in name ? name.known : '?']));
  return (graph.files.find((file) => file.path === path)?.appliers ?? []).map(
    ({ applier, certain }) => `${names.get(applier)}${certain ? '' : '?'}`,
  );
}

/** Paths by state. */
export function statesOf({ files }: Graph): { [path: string]: string } {
  return Object.fromEntries(files.map(({ path, state }) => [path, state]));
}
