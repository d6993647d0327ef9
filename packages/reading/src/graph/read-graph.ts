import type { SourceTree } from '../tree/source-tree';
import { folderOf, isHidden } from '../tree/tree-path';
import { applicationDraft } from './application';
import { applicationsOf } from './application-set';
import { ConfigMaps } from './config-maps';
import type { Draft } from './draft';
import { field, isMap, items, text } from './field';
import { kustomizationDraft, releaseDraft } from './flux-applier';
import type { AppliedFile, Applier, ApplierSet, FileState, Graph, Reach } from './graph';
import { GraphBudget } from './graph-budget';
import { fileObject, GraphFiles } from './graph-files';
import type { GraphNode, Reacher } from './graph-node';
import { Origins } from './origins';
import { byHand } from './person';
import { RepositoryIdentity } from './repository-identity';
import { SourceReach } from './source-reach';
import { TargetClusters } from './target-clusters';

export type GraphOptions = {
  /** Addresses of this repository. @default - the one that has folders which are here */
  readonly repositories?: readonly string[];
};

/** An object, and where it is. */
type Found = { readonly object: any; readonly file: string };

/**
 * Who applies what in a repository: what its files say alone, without a cluster, a network or a program. It knows no rule and no verdict.
 *
 * Files are reached, not rendered objects: of a Kustomize build every file that it reads, and as objects the documents of those files as they
 * stand there, before patches and names of the kustomization.
 */
export function readGraph(tree: SourceTree, { repositories }: GraphOptions = {}): Graph {
  const files = new GraphFiles(tree);
  const budget = new GraphBudget();
  const identity = new RepositoryIdentity(repositories);
  const sources = new SourceReach(files, identity, budget);
  const objects = files.manifests
    .filter((path) => !isHidden(path))
    .flatMap((file) => files.objectsOf(file).map((object): Found => ({ object, file })));
  const plain = plainDrafts(files, objects, budget);
  for (const { sources: all } of plain) {
    for (const source of all)
      if (source.chart === null && source.unknown === undefined) identity.note(source.address ?? '', sources.isHere(source));
  }
  const sets = objects.filter(({ object }) => isKind(object, 'argoproj.io/', 'ApplicationSet'));
  for (const { object } of sets) noteSet(object, identity, sources);
  const expanded = sets.map((set) => expandedSet(set, files, identity, budget));
  const nodes = nodesOf([...plain, ...expanded.flatMap(({ drafts }) => drafts)], sources, budget);
  return assembled(
    files,
    nodes,
    expanded.map(({ set }) => set),
    budget,
  );
}

function isKind(object: any, group: string, kind: string): boolean {
  return text(object, 'kind') === kind && (text(object, 'apiVersion') ?? '').startsWith(group);
}

function plainDrafts(files: GraphFiles, objects: readonly Found[], budget: GraphBudget): Draft[] {
  let maps: ConfigMaps | undefined;
  const urls = new Map<string, string>();
  for (const { object } of objects) {
    const url = text(object, 'spec', 'url');
    if (url !== undefined && isKind(object, 'source.toolkit.fluxcd.io/', 'GitRepository')) {
      urls.set(JSON.stringify([text(object, 'metadata', 'namespace') ?? null, text(object, 'metadata', 'name')]), url);
    }
  }
  const world = {
    repository: (namespace: string | null, name: string) =>
      urls.get(JSON.stringify([namespace, name])) ?? urls.get(JSON.stringify([null, name])),
    configMap: (namespace: string | null, name: string) => {
      maps ??= new ConfigMaps(files, objects);
      return maps.find(namespace, name);
    },
  };
  return objects.flatMap(({ object, file }): Draft[] => {
    const make = isKind(object, 'argoproj.io/', 'Application')
      ? () => applicationDraft(object, file)
      : isKind(object, 'kustomize.toolkit.fluxcd.io/', 'Kustomization')
        ? () => kustomizationDraft(object, file, world)
        : isKind(object, 'helm.toolkit.fluxcd.io/', 'HelmRelease')
          ? () => releaseDraft(object, file, world)
          : undefined;
    return make && isMap(field(object, 'spec')) && budget.take('appliers') ? [make()] : [];
  });
}

/** Takes the addresses that a set names, before it is known which repository is this one. */
function noteSet(set: any, identity: RepositoryIdentity, sources: SourceReach): void {
  const { sources: all } = applicationDraft(field(set, 'spec', 'template') ?? {}, '');
  for (const source of all)
    if (source.chart === null && !source.address?.includes('{{')) identity.note(source.address ?? '', sources.isHere(source));
  const open = [...items(set, 'spec', 'generators')];
  for (let next = open.pop(), steps = 0; next !== undefined && steps < 1000; next = open.pop(), steps++) {
    for (const name of ['matrix', 'merge']) open.push(...items(next, name, 'generators'));
    const address = text(next, 'git', 'repoURL');
    const paths = [...items(next, 'git', 'directories'), ...items(next, 'git', 'files')].map((one) => text(one, 'path') ?? '');
    if (address === undefined || address.includes('{{')) continue;
    // A pattern is a shape too: `apps/*` could be any folder of `apps`.
    const known = paths.map((path) => literalFolder(path)).filter((path) => path !== '');
    identity.note(
      address,
      known.length === 0 ? undefined : known.some((path) => sources.isHere({ path: { known: path }, shape: path })),
    );
  }
}

/** The folder up to the first name of a pattern that is none. */
function literalFolder(pattern: string): string {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
  const end = parts.findIndex((part) => /[*?[{]/.test(part));
  return parts.slice(0, end < 0 ? (/\.\w+$/.test(parts.at(-1) ?? '') ? -1 : undefined) : end).join('/');
}

function expandedSet(
  { object, file }: Found,
  files: GraphFiles,
  identity: RepositoryIdentity,
  budget: GraphBudget,
): { readonly set: ApplierSet; readonly drafts: readonly Draft[] } {
  const namespace = text(object, 'metadata', 'namespace') ?? null;
  const id = `ApplicationSet/${namespace ?? ''}/${text(object, 'metadata', 'name') ?? ''}@${file}`;
  const policy = text(object, 'spec', 'syncPolicy', 'applicationsSync') ?? 'sync';
  const world = {
    files,
    repository: (address: string) => identity.of(address),
    room: (count: number) => budget.take('appliers', count),
  };
  const made = applicationsOf(object, world, (count) => budget.take('letters', count));
  if ('fails' in made) return { set: { id, file, elements: { unknown: `It makes none: ${made.fails}.` } }, drafts: [] };
  const preserves = field(object, 'spec', 'syncPolicy', 'preserveResourcesOnDeletion') === true;
  const drafts = made.applications.map(({ object: application, open }) =>
    applicationDraft(application, file, { id, namespace, open, preserves, deletes: !/^create-(?:only|update)$/.test(policy) }),
  );
  const unknown = drafts.find(({ open }) => open !== undefined)?.open;
  return { set: { id, file, elements: unknown === undefined ? { known: drafts.length } : { unknown } }, drafts };
}

function nodesOf(drafts: readonly Draft[], sources: SourceReach, budget: GraphBudget): GraphNode[] {
  const ids = new Map<string, number>();
  return drafts.map((draft) => {
    const called = `${draft.kind}/${draft.namespace ?? ''}/${draft.called}@${draft.definedIn}`;
    const count = (ids.get(called) ?? 0) + 1;
    ids.set(called, count);
    const found = draft.sources.map((source) => sources.of(source));
    const reaches = new Map<string, { role: Reach['role']; certain: boolean }>();
    const changedBy = new Map<string, readonly string[]>();
    for (const { reached, certain } of found) {
      for (const one of reached) {
        if (!budget.take('reaches', one.files.size)) break;
        for (const [path, role] of one.files) {
          const known = reaches.get(path);
          const isSure = certain && draft.open === undefined;
          if (!known || (known.role === 'input' && role !== 'input')) reaches.set(path, { role, certain: isSure });
        }
        for (const [path, changers] of one.changedBy) changedBy.set(path, changers);
      }
    }
    return {
      id: count === 1 ? called : `${called}#${count}`,
      draft,
      sources: found.map(({ source }) => source),
      reaches,
      changedBy,
      covers: draft.open === undefined ? found.flatMap(({ covers }) => covers ?? []) : [],
      anywhere: found.some(({ anywhere }) => anywhere),
    };
  });
}

function assembled(files: GraphFiles, nodes: readonly GraphNode[], sets: readonly ApplierSet[], budget: GraphBudget): Graph {
  const reachers = new Map<string, Reacher[]>();
  for (const node of nodes) {
    for (const [path, reach] of node.reaches) {
      const known = reachers.get(path);
      if (known) known.push({ node, ...reach });
      else reachers.set(path, [{ node, ...reach }]);
    }
  }
  const origins = new Origins(nodes, reachers, (file) => isChartFile(files, file), budget);
  const clusters = new TargetClusters(nodes, origins, budget);
  const appliers = nodes.map((node): Applier => {
    const { draft, id, sources } = node;
    const { origin, makers } = origins.of(node);
    const prunes = makers.map((maker) => maker.node.draft.prunes);
    return {
      id,
      kind: draft.kind,
      namespace: draft.namespace,
      name: draft.name,
      definedIn: draft.definedIn,
      set: draft.set,
      origin,
      madeBy: makers.map((maker) => maker.node.id),
      changedBy: [...new Set(makers.flatMap((maker) => maker.node.changedBy.get(draft.definedIn) ?? []))],
      sources,
      targetNamespace: draft.targetNamespace,
      clusters: clusters.of(node),
      prunes: draft.prunes,
      cascades: draft.cascades,
      goesWithDefinition:
        draft.deletedBySet !== undefined
          ? { known: draft.deletedBySet }
          : draft.kept
            ? { known: false }
            : (prunes.find((one) => 'unknown' in one) ?? { known: prunes.some((one) => 'known' in one && one.known) }),
      suspended: draft.suspended,
      substitutions: draft.substitutions,
    };
  });
  const begun = new Set([...origins.roots].map(({ draft }) => draft.definedIn));
  const anywhere = budget.isOver || nodes.some((node) => node.anywhere && origins.isLive(node));
  const person = nodes.length === 0 && sets.length === 0 ? byHand(files) : undefined;
  const isRead = (reached: readonly Reacher[]) => reached.some(({ node }) => origins.isLive(node));
  const all = new Set([
    ...files.manifests.filter((path) => !isHidden(path) && files.objectsOf(path).length > 0),
    ...[...reachers].filter(([, reached]) => isRead(reached)).map(([path]) => path),
    ...(person?.reaches.keys() ?? []),
  ]);
  const applied = [...all].sort().map((path): AppliedFile => {
    const reached =
      person?.reaches.get(path) ??
      (reachers.get(path) ?? [])
        .filter(({ node }) => origins.isLive(node))
        .map(({ node, role, certain }) => ({ applier: node.id, role, certain }));
    const state = stateOf(reached, begun.has(path), anywhere);
    const isPart = reached.length > 0 && reached.every(({ role }) => role !== 'manifest');
    return { path, state, appliers: reached, objects: isPart ? [] : files.objectsOf(path).map(fileObject) };
  });
  return {
    appliers: person && applied.length > 0 ? [person.applier] : appliers,
    sets,
    files: applied,
    notices: [...budget.notices, ...unread(files)],
  };
}

function stateOf(reached: readonly Reach[], isBegun: boolean, anywhere: boolean): FileState {
  const applying = reached.filter(({ role }) => role !== 'input');
  if (applying.some(({ certain }) => certain)) return 'applied';
  if (isBegun) return 'by hand';
  if (applying.length > 0) return 'perhaps';
  if (reached.length > 0) return 'part';
  return anywhere ? 'perhaps' : 'not applied';
}

/** Whether a file is a template of a chart. */
function isChartFile({ charts }: GraphFiles, file: string): boolean {
  for (let folder = folderOf(file); folder !== ''; folder = folderOf(folder)) {
    if (folder.split('/').pop() === 'templates' && charts.has(folderOf(folder))) return true;
  }
  return false;
}

function unread({ tree }: GraphFiles): string[] {
  return [...tree.refusals].map(([path, { why }]) => `${path} is not read: ${why}`);
}
