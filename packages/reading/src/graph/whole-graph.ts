import type { SourceTree } from '../tree/source-tree';
import { isHidden } from '../tree/tree-path';
import { DraftReader } from './drafts';
import type { AppliedFile, Applier, FileState, Graph, Reach } from './graph';
import { GraphBudget } from './graph-budget';
import { fileObject, GraphFiles } from './graph-files';
import { type GraphNode, nodesOf, type Reacher, reachersOf } from './graph-node';
import type { GraphOptions } from './graph-options';
import { hidesApplier } from './hidden-applier';
import { KustomizeReach } from './kustomize-reach';
import { Origins } from './origins';
import { byHand } from './person';
import { RepositoryIdentity } from './repository-identity';
import { SourceReach } from './source-reach';
import { TargetClusters } from './target-clusters';

/** The graph of a tree: reads, follows, and puts together. */
export function wholeGraph(tree: SourceTree, { repositories }: GraphOptions): Graph {
  const files = new GraphFiles(tree);
  const budget = new GraphBudget();
  const identity = new RepositoryIdentity(repositories);
  const kustomize = new KustomizeReach(files, budget);
  const sources = new SourceReach(files, kustomize, identity, budget);
  const parts = kustomize.parts();
  const manifests = files.manifests.filter((path) => !isHidden(path) && !parts.has(path));
  const objects = manifests.flatMap((file) => files.objectsOf(file).map((object) => ({ object, file })));
  const { drafts, sets } = new DraftReader(files, identity, sources, budget).read(objects);
  const nodes = nodesOf(drafts, sources, budget);
  const reachers = reachersOf(nodes);
  const origins = new Origins(nodes, reachers, (file) => files.isTemplate(file), budget);
  const isLive = ({ node }: Reacher) => origins.isLive(node);
  const hidden = manifests.filter(
    (path) =>
      hidesApplier(files, path) && (nodes.length === 0 || !files.isTemplate(path) || (reachers.get(path) ?? []).some(isLive)),
  );
  const person = nodes.length + sets.length + hidden.length === 0 ? byHand(manifests, files, kustomize, budget) : undefined;
  const anywhere = budget.isOver || hidden.length > 0 || nodes.some((node) => node.anywhere && origins.isLive(node));
  const empty = sets.map(({ file }) => file).filter((file) => !drafts.some(({ definedIn }) => definedIn === file));
  const begun = new Set([...empty, ...[...origins.roots].map(({ draft }) => draft.definedIn)]);
  const all = new Set([
    ...objects.map(({ file }) => file),
    ...[...reachers].filter(([, reached]) => reached.some(isLive)).map(([path]) => path),
    ...(person?.reaches.keys() ?? []),
  ]);
  const applied = [...all].sort().map((path): AppliedFile => {
    const live = (reachers.get(path) ?? []).filter(isLive);
    const reached = person?.reaches.get(path) ?? live.map(({ node, role, certain }) => ({ applier: node.id, role, certain }));
    const isPart = parts.has(path) || (reached.length > 0 && reached.every(({ role }) => role !== 'manifest'));
    const state = stateOf(reached, begun.has(path), anywhere);
    return { path, state, appliers: reached, objects: isPart ? [] : files.objectsOf(path).map(fileObject) };
  });
  return {
    appliers: person
      ? applied.length > 0
        ? [person.applier]
        : []
      : appliersOf(nodes, origins, new TargetClusters(nodes, origins, budget)),
    sets,
    files: applied,
    notices: [
      ...budget.notices,
      ...hidden.map((path) => `${path} may define appliers that are not read: in a template, or inside of something else.`),
      ...[...tree.refusals].map(([path, { why }]) => `${path} is not read: ${why}`),
    ],
  };
}

function appliersOf(nodes: readonly GraphNode[], origins: Origins, clusters: TargetClusters): Applier[] {
  return nodes.map((node): Applier => {
    const { draft, id, sources } = node;
    const { origin, makers } = origins.of(node);
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
      goesWithDefinition: goesWithDefinition(node, makers),
      suspended: draft.suspended,
      substitutions: draft.substitutions,
    };
  });
}

/** An element goes when its set deletes it; everything else when one of those that apply it prunes. */
function goesWithDefinition({ draft }: GraphNode, makers: readonly Reacher[]): Applier['prunes'] {
  if (draft.deletedBySet !== undefined) return { known: draft.deletedBySet };
  if (draft.kept) return { known: false };
  const prunes = makers.map((maker) => maker.node.draft.prunes);
  return prunes.find((one) => 'unknown' in one) ?? { known: prunes.some((one) => 'known' in one && one.known) };
}

function stateOf(reached: readonly Reach[], isBegun: boolean, anywhere: boolean): FileState {
  const applying = reached.filter(({ role }) => role !== 'input');
  if (applying.some(({ certain }) => certain)) return 'applied';
  if (isBegun) return 'by hand';
  if (applying.length > 0) return 'perhaps';
  if (reached.length > 0) return 'part';
  return anywhere ? 'perhaps' : 'not applied';
}
