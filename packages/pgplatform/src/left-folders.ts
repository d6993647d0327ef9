import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { generatedList } from './generated-list';

/** A folder that was generated and no longer is, and that stays because something else lies in it. */
export interface LeftFolder {
  readonly path: string;
  /** What was generated there. */
  readonly generated: readonly string[];
  /** What somebody put there: a sealed file, a file of `extraResources`. */
  readonly others: readonly string[];
}

/**
 * The folders that Kustomize built, that are generated no more, and that are not empty without what was generated.
 *
 * Such a folder is generated whole or left whole. Without its kustomization it would still build, as a plain directory of what is left in
 * it, and Argo CD would prune everything else that it applied from it: the NetworkPolicy and the PodMonitor of a database that goes on.
 *
 * @param outdir the repository
 * @param generated paths of what is generated now
 */
export function leftFolders(outdir: string, generated: readonly string[]): LeftFolder[] {
  const listed = generatedList(outdir) ?? [];
  const gone = listed.filter((path) => !generated.includes(path) && existsSync(join(outdir, path)));
  return gone
    .filter((path) => path.endsWith('/kustomization.yaml'))
    .map(dirname)
    .filter((folder) => !generated.some((path) => path.startsWith(`${folder}/`)))
    .map((folder) => ({
      path: folder,
      generated: gone.filter((path) => path.startsWith(`${folder}/`)),
      others: filesIn(outdir, folder).filter((path) => !listed.includes(path)),
    }))
    .filter(({ others }) => others.length > 0);
}

/** Paths of all files in a folder of the repository, at any depth; none when it is not there. */
export function filesIn(root: string, folder: string): string[] {
  return existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
        .sort()
    : [];
}
