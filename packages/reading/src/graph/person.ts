import { folderOf } from '../tree/tree-path';
import type { Applier, Reach } from './graph';
import type { GraphFiles } from './graph-files';
import { KustomizeReach } from './kustomize-reach';

const WHY = 'a person applies it';

/**
 * Where a repository has no applier at all, a person applies it: each kustomization that no other takes in, and the other manifests as they
 * are. What a kustomization leaves out in its folder may be applied.
 */
export function byHand(files: GraphFiles): {
  readonly applier: Applier;
  readonly reaches: ReadonlyMap<string, readonly Reach[]>;
} {
  const reaches = new Map<string, readonly Reach[]>();
  const kustomize = new KustomizeReach(files);
  for (const folder of kustomize.roots()) {
    for (const [path, role] of kustomize.of(folder, false).files) {
      if (reaches.get(path)?.[0].role !== 'manifest') reaches.set(path, [{ applier: 'Person', role, certain: true }]);
    }
  }
  for (const path of files.manifests) {
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
