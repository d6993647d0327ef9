import type { Draft } from './draft';
import type { Origin, Role, Source } from './graph';
import type { GraphBudget } from './graph-budget';
import type { SourceReach } from './source-reach';

/** An applier with all that it reaches. */
export type GraphNode = {
  readonly id: string;
  readonly draft: Draft;
  readonly sources: readonly Source[];
  readonly reaches: ReadonlyMap<string, { readonly role: Role; readonly certain: boolean }>;
  readonly covers: readonly { readonly folder: string; readonly deep: boolean }[];
  readonly changedBy: ReadonlyMap<string, readonly string[]>;
  /** It may reach anything. */
  readonly anywhere: boolean;
};

/** Who reaches a file. */
export type Reacher = { readonly node: GraphNode; readonly role: Role; readonly certain: boolean };

/** How an applier came to be, and by whom. */
export type NodeOrigin = { readonly origin: Origin; readonly makers: readonly Reacher[] };

/** The appliers of some drafts, each with an id of its own. */
export function nodesOf(drafts: readonly Draft[], sources: SourceReach, budget: GraphBudget): GraphNode[] {
  const ids = new Map<string, number>();
  return drafts.map((draft) => {
    const called = `${draft.kind}/${draft.namespace ?? ''}/${draft.called}@${draft.definedIn}`;
    const count = (ids.get(called) ?? 0) + 1;
    ids.set(called, count);
    return nodeOf(count === 1 ? called : `${called}#${count}`, draft, sources, budget);
  });
}

function nodeOf(id: string, draft: Draft, sources: SourceReach, budget: GraphBudget): GraphNode {
  const found = draft.sources.map((source) => sources.of(source));
  const reaches = new Map<string, { readonly role: Role; readonly certain: boolean }>();
  const changedBy = new Map<string, readonly string[]>();
  for (const { reached, certain } of found) {
    const isSure = certain && draft.open === undefined;
    for (const one of reached) {
      if (!budget.take('reaches', one.files.size)) break;
      for (const [path, role] of one.files) {
        const known = reaches.get(path);
        if (!known || (known.role === 'input' && role !== 'input')) reaches.set(path, { role, certain: isSure });
      }
      for (const [path, changers] of one.changedBy) changedBy.set(path, changers);
    }
  }
  return {
    id,
    draft,
    sources: found.map(({ source }) => source),
    reaches,
    changedBy,
    covers: draft.open === undefined ? found.flatMap(({ covers }) => covers ?? []) : [],
    anywhere: found.some(({ anywhere }) => anywhere),
  };
}

/** Who reaches each file. */
export function reachersOf(nodes: readonly GraphNode[]): Map<string, Reacher[]> {
  const reachers = new Map<string, Reacher[]>();
  for (const node of nodes) {
    for (const [path, reach] of node.reaches) {
      const known = reachers.get(path);
      if (known) known.push({ node, ...reach });
      else reachers.set(path, [{ node, ...reach }]);
    }
  }
  return reachers;
}
