import { joined } from '../tree/tree-path';
import { type Destination, type Draft, type DraftSource, written } from './draft';
import type { Fact } from './fact';
import { field, isMap, items, templated, text, texts } from './field';
import type { Builder } from './graph';

/** Source: https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/ */
const FINALIZER = /^resources-finalizer\.argocd\.argoproj\.io(?:\/|$)/;
/** What Argo CD calls the cluster that it is in. */
const OWN = ['https://kubernetes.default.svc', 'in-cluster'];

/** What a set says of the Applications that it makes. */
export type SetPolicy = {
  readonly id: string;
  readonly namespace: string | null;
  /** Why there are values that nobody knows. */
  readonly open?: string;
  /** `preserveResourcesOnDeletion`. */
  readonly preserves: boolean;
  /** Whether the set deletes an Application that it makes no more (`applicationsSync`). */
  readonly deletes: boolean;
};

/** An Argo CD Application; the template's, with `set`, where an ApplicationSet makes it. */
export function applicationDraft(object: any, definedIn: string, set?: SetPolicy): Draft {
  const spec = field(object, 'spec');
  const open = set?.open;
  const many = items(spec, 'sources').filter(isMap);
  const sources = many.length > 0 ? many : [field(spec, 'source')].filter(isMap);
  const roots = new Map(sources.map((source) => [`$${text(source, 'ref') ?? ''}`, source]));
  const namespace = templated(spec, 'destination', 'namespace');
  const finalizers = texts(items(object, 'metadata', 'finalizers'));
  const prune = field(spec, 'syncPolicy', 'automated', 'prune');
  const enabled = field(spec, 'syncPolicy', 'automated', 'enabled');
  return {
    kind: set ? 'ApplicationSetElement' : 'Application',
    definedIn,
    called: templated(object, 'metadata', 'name') ?? '',
    kept: /(?:^|,)\s*Prune=(?:false|confirm)\s*(?:,|$)/.test(
      text(object, 'metadata', 'annotations', 'argocd.argoproj.io/sync-options') ?? '',
    ),
    set: set?.id ?? null,
    open,
    namespace: text(object, 'metadata', 'namespace') ?? set?.namespace ?? null,
    name: written(templated(object, 'metadata', 'name') ?? '', open),
    sources: sources
      .filter(
        (source) =>
          field(source, 'path') !== undefined || field(source, 'chart') !== undefined || field(source, 'ref') === undefined,
      )
      .map((source) => sourceOf(source, roots, open)),
    targetNamespace: namespace === undefined ? { known: null } : written(namespace, open),
    destination: destinationOf(spec, open),
    prunes: decided([prune, enabled], prune === true && enabled !== false, open),
    // A set adds the finalizer to an Application without any (argo-cd applicationset/utils RenderTemplateParams).
    cascades: {
      known: finalizers.some((name) => FINALIZER.test(name)) || (set !== undefined && !set.preserves && finalizers.length === 0),
    },
    deletedBySet: set?.deletes,
    suspended: false,
    substitutions: null,
  };
}

/** Whether something holds, unless one of the values that decide it is a template. */
function decided(values: readonly unknown[], holds: boolean, open: string | undefined): Fact<boolean> {
  const template = values.find((value) => typeof value === 'string' && value.includes('{{'));
  return template === undefined ? { known: holds } : { unknown: open ?? 'it is a template' };
}

function destinationOf(spec: any, open: string | undefined): Fact<Destination> {
  const [name, server] = [templated(spec, 'destination', 'name'), templated(spec, 'destination', 'server')];
  const given = name || server;
  if (!given) return { unknown: open ?? 'the destination names no cluster' };
  const address = written(given, open);
  if ('unknown' in address) return address;
  return OWN.includes(address.known.replace(/\/$/, ''))
    ? { known: { isGlobal: false } }
    : { known: { address: address.known, isGlobal: !name } };
}

function sourceOf(source: any, roots: ReadonlyMap<string, any>, open: string | undefined): DraftSource {
  const chart = templated(source, 'chart') ?? null;
  const shape = templated(source, 'path') || '';
  const path = written(shape, open);
  const isNothing = chart === null && shape === '';
  const own = field(source, 'directory');
  const explicit = (['kustomize', 'helm', 'directory', 'plugin'] as const).filter((name) => isUsed(field(source, name), name));
  const folder = 'known' in path ? path.known : '';
  return {
    engine: 'argo',
    address: templated(source, 'repoURL') ?? null,
    revision: text(source, 'targetRevision') ?? null,
    chart,
    shape,
    path: chart !== null || isNothing ? null : 'known' in path ? { known: joined('', path.known) } : path,
    builder: chart === null ? (explicit[0] as Builder | undefined) : 'helm',
    directory: {
      recurse: field(own, 'recurse') === true,
      include: text(own, 'include') || null,
      exclude: text(own, 'exclude') || null,
    },
    valueFiles: texts(items(source, 'helm', 'valueFiles')).flatMap((file) => valueFile(file, folder, roots, source)),
    components: texts(items(source, 'kustomize', 'components')).map((one) => joined(folder, one)),
    problems: [
      ...(isNothing ? ['It names neither a folder nor a chart: Argo CD refuses that.'] : []),
      ...(explicit.length > 1 ? [`Several kinds of source are set: ${explicit.join(', ')}. Argo CD refuses that.`] : []),
    ],
  };
}

/** Whether a part of a source is set, as Argo CD sees it: an empty one is none (argo-cd util/argo NormalizeApplicationSpec). */
function isUsed(part: any, name: string): boolean {
  if (!isMap(part)) return false;
  if (name === 'plugin') return true;
  return Object.values(part).some(
    (value) =>
      value !== false && value !== '' && value !== null && !(typeof value === 'object' && Object.keys(value).length === 0),
  );
}

/** A values file: from the chart's folder, from the root with a slash, or of another source of the same repository with `$ref`. */
function valueFile(file: string, folder: string, roots: ReadonlyMap<string, any>, source: any): string[] {
  if (/^\w+:\/\//.test(file) || file.includes('{{')) return [];
  if (!file.startsWith('$')) return [file.startsWith('/') ? joined('', file) : joined(folder, file)];
  const [ref, ...rest] = file.split('/');
  const other = roots.get(ref);
  return other !== undefined && text(other, 'repoURL') === text(source, 'repoURL') ? [joined('', rest.join('/'))] : [];
}
