import { folderOf } from '../tree/tree-path';
import type { Applier, Reach } from './graph';
import type { GraphBudget } from './graph-budget';
import type { GraphFiles } from './graph-files';
import type { KustomizeReach } from './kustomize-reach';

const WHY = 'a person applies it';

/**
 * Where a repository has no applier at all, a person applies it: each kustomization that no other takes in, and the other manifests as they
 * are. What a kustomization leaves out in its folder may be applied.
 *
 * @param manifests the files that are no parts of kustomizations
 */
export function byHand(
  manifests: readonly string[],
  files: GraphFiles,
  kustomize: KustomizeReach,
  budget: GraphBudget,
): {
  readonly applier: Applier;
  readonly reaches: ReadonlyMap<string, readonly Reach[]>;
} {
  const reaches = new Map<string, readonly Reach[]>();
  for (const folder of kustomize.roots()) {
    const { files: reached } = kustomize.of(folder, false);
    if (!budget.take('reaches', reached.size)) break;
    for (const [path, role] of reached) {
      if (reaches.get(path)?.[0].role !== 'manifest') reaches.set(path, [{ applier: 'Person', role, certain: true }]);
    }
  }
  for (const path of manifests) {
    if (!reaches.has(path) && files.objectsOf(path).length > 0) {
      reaches.set(path, [{ applier: 'Person', role: 'manifest', certain: !files.kustomizations.has(folderOf(path)) }]);
    }
  }
  const unknown = { unknown: WHY };
  return {
    reaches,
    applier: {
      id: 'Person',
      kind: 'Person',
      namespace: null,
      name: unknown,
      definedIn: null,
      set: null,
      origin: 'by hand',
      madeBy: [],
      changedBy: [],
      sources: [],
      targetNamespace: unknown,
      clusters: unknown,
      prunes: { known: false },
      cascades: { known: false },
      goesWithDefinition: { known: false },
      suspended: false,
      substitutions: null,
    },
  };
}
