/** Names of a kustomization's file (sigs.k8s.io/kustomize api/konfig). */
export const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** How a field of a kustomization is read: gives the value that Kustomize is handed, with each path as `visit` makes it. */
export type Field = (value: unknown, at: string, visit: PathVisitor) => unknown;

/** What a path of a kustomization leads to. */
export type Target = 'file' | 'folder' | 'either' | 'plugins';

/** Takes what is found on the way through a kustomization. */
export interface PathVisitor {
  /** A path; gives what stands in its place. */
  path(text: string, at: string, target: Target): string;
  /** The configuration of plugins that stands in a text itself; nothing when the text is no such thing. */
  plugins(text: string, at: string): string | undefined;
  /** A field that is not known here. */
  unknown(at: string): void;
  /** A field of another type than Kustomize takes. */
  mistyped(at: string, wanted: string): void;
}

type Fields = { readonly [name: string]: Field };

/** Names no file. */
const plain: Field = (value) => value;

const path =
  (target: Target): Field =>
  (value, at, visit) => {
    if (typeof value === 'string') return visit.path(value, at, target);
    if (value !== null) visit.mistyped(at, 'a text');
    return value;
  };

const list =
  (item: Field): Field =>
  (value, at, visit) => {
    if (Array.isArray(value)) return value.map((one, index) => item(one, `${at}[${index}]`, visit));
    if (value !== null) visit.mistyped(at, 'a list');
    return value;
  };

/** A mapping with these fields and no others: another spelling of one (Kustomize takes `Path` for `path`) is another field. */
const record =
  (fields: Fields): Field =>
  (value, at, visit) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      if (value !== null) visit.mistyped(at, 'a mapping');
      return value;
    }
    const entries = Object.entries(value).map(([name, one]) => {
      const field = at === '' ? name : `${at}.${name}`;
      if (Object.hasOwn(fields, name)) return [name, fields[name](one, field, visit)];
      visit.unknown(field);
      return [name, one];
    });
    return Object.fromEntries(entries);
  };

/** A patch: the text itself, or the path of its file. Kustomize tries the path first, so only what can be none is the text. */
const patchOrPath: Field = (value, at, visit) =>
  typeof value === 'string' && /^\s*[[{]|\n/.test(value) && !/^\s*[\w+.-]+:\/\//.test(value)
    ? value
    : path('file')(value, at, visit);

/** The configuration of plugins, as text or as the path of its file. */
const plugins: Field = (value, at, visit) =>
  (typeof value === 'string' ? visit.plugins(value, at) : undefined) ?? path('plugins')(value, at, visit);

/** `path`, or `key=path`. */
const keyAndPath: Field = (value, at, visit) => {
  const end = typeof value === 'string' ? value.indexOf('=') + 1 : 0;
  return end > 0
    ? (value as string).slice(0, end) + path('file')((value as string).slice(end), at, visit)
    : path('file')(value, at, visit);
};

const all = (...names: string[]): Fields => Object.fromEntries(names.map((name) => [name, plain]));

const PATCH: Fields = { path: path('file'), ...all('patch', 'target', 'options') };
const REPLACEMENT: Fields = { path: path('file'), ...all('source', 'targets') };
const GENERATOR: Fields = {
  ...all('name', 'namespace', 'behavior', 'type', 'literals', 'options'),
  files: list(keyAndPath),
  envs: list(path('file')),
  env: path('file'),
};

/** Every field of a kustomization (sigs.k8s.io/kustomize api/types/kustomization.go) that builds without a network. */
export const KUSTOMIZATION: Field = record({
  ...all(
    'apiVersion',
    'kind',
    'metadata',
    'namePrefix',
    'nameSuffix',
    'namespace',
    'commonLabels',
    'labels',
    'commonAnnotations',
  ),
  ...all('images', 'imageTags', 'replicas', 'vars', 'sortOptions', 'generatorOptions', 'inventory', 'buildMetadata'),
  resources: list(path('either')),
  bases: list(path('either')),
  components: list(path('folder')),
  patches: list(record(PATCH)),
  patchesJson6902: list(record(PATCH)),
  patchesStrategicMerge: list(patchOrPath),
  replacements: list(record(REPLACEMENT)),
  configMapGenerator: list(record(GENERATOR)),
  secretGenerator: list(record(GENERATOR)),
  crds: list(path('file')),
  configurations: list(path('file')),
  openapi: record({ path: path('file'), version: plain }),
  generators: list(plugins),
  transformers: list(plugins),
  validators: list(plugins),
});

/** What a plugin is called by; an annotation could make a function of it. */
const PLUGIN = { apiVersion: plain, kind: plain, metadata: record(all('name', 'namespace', 'labels')) };

const plugin = (fields: Fields): Field => record({ ...PLUGIN, ...fields });

/** Every built-in plugin (sigs.k8s.io/kustomize api/internal/builtins) that names files of the repository, or none. */
export const PLUGINS: { readonly [kind: string]: Field } = {
  AnnotationsTransformer: plugin(all('annotations', 'fieldSpecs')),
  ConfigMapGenerator: plugin(GENERATOR),
  HashTransformer: plugin({}),
  ImageTagTransformer: plugin(all('imageTag', 'fieldSpecs')),
  LabelTransformer: plugin(all('labels', 'fieldSpecs')),
  LegacyOrderTransformer: plugin({}),
  NamespaceTransformer: plugin(all('namespace', 'fieldSpecs', 'unsetOnly', 'setRoleBindingSubjects')),
  PatchJson6902Transformer: plugin({ path: path('file'), ...all('target', 'jsonOp') }),
  PatchStrategicMergeTransformer: plugin({ paths: list(patchOrPath), patches: plain }),
  PatchTransformer: plugin(PATCH),
  PrefixSuffixTransformer: plugin(all('prefix', 'suffix', 'fieldSpecs')),
  PrefixTransformer: plugin(all('prefix', 'fieldSpecs')),
  ReplacementTransformer: plugin({ replacements: list(record(REPLACEMENT)) }),
  ReplicaCountTransformer: plugin(all('replica', 'fieldSpecs')),
  SecretGenerator: plugin(GENERATOR),
  SortOrderTransformer: plugin(all('sortOptions')),
  SuffixTransformer: plugin(all('suffix', 'fieldSpecs')),
};
