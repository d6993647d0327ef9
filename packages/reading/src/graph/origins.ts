import { folderOf } from '../tree/tree-path';
import type { GraphBudget } from './graph-budget';
import type { GraphNode, NodeOrigin, Reacher } from './graph-node';

/**
 * How each applier came to be. One whose file others apply is made by them; one whose file nobody applies was applied by hand, unless it
 * lies in a folder that another one applies and that leaves it out: such a one is not applied, and neither is what only it would make.
 */
export class Origins {
  private readonly makers = new Map<GraphNode, readonly Reacher[]>();
  private readonly made = new Map<GraphNode, GraphNode[]>();
  private readonly live = new Set<GraphNode>();
  private readonly dead = new Set<GraphNode>();
  /** Those of which it is not known who makes them: there is no more room. */
  private readonly unfollowed = new Set<GraphNode>();
  /** Where everything live begins. */
  readonly roots = new Set<GraphNode>();

  /**
   * @param reachers who reaches a file
   * @param isTemplate whether a file is a part of a chart, which nobody applies by hand
   */
  constructor(
    nodes: readonly GraphNode[],
    reachers: ReadonlyMap<string, readonly Reacher[]>,
    isTemplate: (file: string) => boolean,
    private readonly budget: GraphBudget,
  ) {
    for (const node of nodes) {
      const makers = (reachers.get(node.draft.definedIn) ?? []).filter(({ role }) => role !== 'input');
      if (!budget.take('reaches', makers.length)) {
        this.unfollowed.add(node);
        continue;
      }
      this.makers.set(node, makers);
      for (const { node: maker, role, certain } of makers) {
        if (!certain || role !== 'manifest' || maker === node) continue;
        const known = this.made.get(maker);
        if (known) known.push(node);
        else this.made.set(maker, [node]);
      }
    }
    const begin = nodes.filter((node) => !this.isMade(node));
    const left = this.leftOut(begin.filter(({ draft }) => !isTemplate(draft.definedIn)));
    for (const node of begin) {
      if (!left.has(node) && !isTemplate(node.draft.definedIn)) this.begin(node);
    }
    const open = begin.filter((node) => !this.live.has(node));
    this.spread(open, this.dead, (node) => !this.live.has(node));
    // What is left makes itself in a circle: somebody began it somewhere.
    for (const node of nodes) if (!this.live.has(node) && !this.dead.has(node)) this.begin(node);
  }

  of(node: GraphNode): NodeOrigin {
    const all = this.makers.get(node) ?? [];
    if (!this.live.has(node)) return { origin: 'not applied', makers: all };
    const makers = all.filter((one) => this.live.has(one.node));
    const certain = makers.filter((one) => one.certain && one.role === 'manifest');
    if (certain.some((one) => one.node !== node)) return { origin: 'applied', makers };
    if (certain.length > 0) return { origin: 'itself', makers };
    return { origin: makers.length > 0 || this.unfollowed.has(node) ? 'perhaps applied' : 'by hand', makers };
  }

  isLive(node: GraphNode): boolean {
    return this.live.has(node);
  }

  /** What an applier certainly makes. */
  madeBy(node: GraphNode): readonly GraphNode[] {
    return this.made.get(node) ?? [];
  }

  private isMade(node: GraphNode): boolean {
    return (this.makers.get(node) ?? []).some((one) => one.certain && one.role === 'manifest' && one.node !== node);
  }

  private begin(node: GraphNode): void {
    this.roots.add(node);
    this.spread([node], this.live, () => true);
  }

  private spread(from: readonly GraphNode[], into: Set<GraphNode>, takes: (node: GraphNode) => boolean): void {
    const open = from.filter((node) => !into.has(node));
    for (let node = open.pop(); node; node = open.pop()) {
      if (into.has(node) || !takes(node)) continue;
      into.add(node);
      open.push(...this.madeBy(node));
    }
  }

  /** Of the appliers that nobody makes, those that another tree leaves out; two that leave each other out both stay. */
  private leftOut(begin: readonly GraphNode[]): ReadonlySet<GraphNode> {
    const byFolder = new Map<string, Set<GraphNode>>();
    const covered = new Map<GraphNode, Map<string, boolean>>();
    for (const root of begin) {
      const tree = new Set<GraphNode>();
      this.spread([root], tree, () => this.budget.take('reaches'));
      const own = new Map<string, boolean>();
      for (const { folder, deep } of [...tree].flatMap(({ covers }) => covers)) {
        own.set(folder, deep || own.get(folder) === true);
        byFolder.set(folder, (byFolder.get(folder) ?? new Set()).add(root));
      }
      covered.set(root, own);
    }
    const covers = (root: GraphNode, { draft: { definedIn: file } }: GraphNode) => {
      const own = covered.get(root);
      if (root.draft.definedIn === file || own === undefined) return false;
      return own.has(folderOf(file)) || foldersAbove(file).some((folder) => own.get(folder) === true);
    };
    const coverers = new Map<GraphNode, readonly GraphNode[]>();
    for (const root of begin) {
      const candidates = new Set(foldersAbove(root.draft.definedIn).flatMap((folder) => [...(byFolder.get(folder) ?? [])]));
      candidates.delete(root);
      if (!this.budget.take('reaches', candidates.size)) return new Set();
      coverers.set(
        root,
        [...candidates].filter((one) => covers(one, root) && !covers(root, one)),
      );
    }
    return stillLeftOut(begin, coverers);
  }
}

/** Trees that leave out trees that leave out trees are followed so far; what is not decided then stays. */
const MOST_ROUNDS = 100;

/** What is left out by one that is not left out itself. */
function stillLeftOut(all: readonly GraphNode[], coverers: ReadonlyMap<GraphNode, readonly GraphNode[]>): ReadonlySet<GraphNode> {
  const out = new Set<GraphNode>();
  const stays = new Set<GraphNode>();
  for (let before = -1, round = 0; before !== out.size + stays.size && round < MOST_ROUNDS; round++) {
    before = out.size + stays.size;
    for (const node of all) {
      if (out.has(node) || stays.has(node)) continue;
      const by = coverers.get(node) ?? [];
      if (by.some((one) => stays.has(one))) out.add(node);
      else if (by.every((one) => out.has(one))) stays.add(node);
    }
  }
  return out;
}

function foldersAbove(file: string): string[] {
  const folders = [''];
  for (let at = file.indexOf('/'); at >= 0; at = file.indexOf('/', at + 1)) folders.push(file.slice(0, at));
  return folders;
}
