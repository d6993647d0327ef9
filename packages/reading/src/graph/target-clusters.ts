import { folderOf } from '../tree/tree-path';
import type { Fact } from './fact';
import type { ClusterName } from './graph';
import type { GraphBudget } from './graph-budget';
import type { GraphNode } from './graph-node';
import type { Origins } from './origins';

const OWN = 'in-cluster';
const UNKNOWN = 'who makes it applies to a cluster that is not known';

/**
 * The clusters that appliers apply to. Each control plane calls its own cluster `in-cluster`: where a repository has several (two appliers of
 * one name whose trees begin at different places), they are told apart by the folder in which they begin.
 */
export class TargetClusters {
  private readonly homes = new Map<GraphNode, Map<string, ClusterName | undefined>>();

  constructor(nodes: readonly GraphNode[], origins: Origins, budget: GraphBudget) {
    const several = hasSeveral(nodes, origins, budget);
    const open: { readonly node: GraphNode; readonly home: ClusterName | undefined }[] = [];
    const begin = (node: GraphNode) =>
      open.push({ node, home: { address: OWN, of: several ? folderOf(node.draft.definedIn) || '.' : '' } });
    for (const node of nodes) if (origins.roots.has(node) || !origins.isLive(node)) begin(node);
    for (let next = open.pop(); next; next = open.pop()) {
      const { node, home } = next;
      const known = this.homes.get(node) ?? new Map<string, ClusterName | undefined>();
      const key = JSON.stringify(home ?? null);
      if (known.has(key) || !budget.take('reaches')) continue;
      this.homes.set(node, known.set(key, home));
      const cluster = targetOf(node, home);
      for (const made of origins.madeBy(node)) open.push({ node: made, home: cluster });
    }
  }

  of(node: GraphNode): Fact<readonly ClusterName[]> {
    const { destination } = node.draft;
    if ('unknown' in destination) return destination;
    const targets = [...(this.homes.get(node)?.values() ?? [])].map((home) => targetOf(node, home));
    const known = targets.filter((target) => target !== undefined);
    if (known.length === 0 || known.length < targets.length) return { unknown: UNKNOWN };
    return { known: [...new Map(known.map((one) => [JSON.stringify(one), one])).values()] };
  }
}

function targetOf({ draft: { destination } }: GraphNode, home: ClusterName | undefined): ClusterName | undefined {
  if ('unknown' in destination) return undefined;
  const { address, isGlobal } = destination.known;
  if (address === undefined) return home;
  if (isGlobal) return { address, of: '' };
  return home && { address, of: home.address === OWN ? home.of : home.address };
}

/** Whether two appliers of one name begin at different places: one control plane cannot have both. */
function hasSeveral(nodes: readonly GraphNode[], origins: Origins, budget: GraphBudget): boolean {
  const rootsOf = new Map<GraphNode, Set<GraphNode>>();
  for (const root of origins.roots) {
    const open = [root];
    for (let node = open.pop(); node; node = open.pop()) {
      const known = rootsOf.get(node) ?? new Set<GraphNode>();
      if (known.has(root) || !budget.take('reaches')) continue;
      rootsOf.set(node, known.add(root));
      open.push(...origins.madeBy(node));
    }
  }
  const byName = new Map<string, GraphNode>();
  for (const node of nodes) {
    const { kind, namespace, name, definedIn } = node.draft;
    if (!origins.isLive(node) || 'unknown' in name) continue;
    const key = JSON.stringify([kind.replace('SetElement', ''), namespace, name.known]);
    const other = byName.get(key);
    byName.set(key, node);
    if (!other || other.draft.definedIn === definedIn) continue;
    const roots = rootsOf.get(other);
    if (![...(rootsOf.get(node) ?? [])].some((root) => roots?.has(root))) return true;
  }
  return false;
}
