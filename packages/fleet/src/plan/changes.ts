import type { TreeFile } from '../github';
import { Obstacle } from './obstacle';
import type { RemoteFiles } from './remote-files';
import { PROJENRC } from './remote-model';
import type { Generated, GeneratedFile } from './target';

/** What projen lists as its own. */
const LIST = '.projen/files.json';

/** Paths of the files that projen manages, as a repository says: what it no longer writes, it removes. */
export async function managedPaths(remote: RemoteFiles): Promise<string[]> {
  const text = await remote.text(LIST);
  try {
    const { files } = JSON.parse(text ?? '{"files":[]}');
    return files.filter((path: unknown) => typeof path === 'string');
  } catch {
    throw new Obstacle('blocked', `${LIST} is damaged: run npx projen`);
  }
}

/** Generated files that a repository does not have like that. Throws an Obstacle where one of them cannot be written. */
export function differing(remote: RemoteFiles, files: readonly GeneratedFile[]): GeneratedFile[] {
  return files.filter(({ path, content, mode }) => {
    if (remote.is(path, content, mode)) return false;
    const wrong = remote.inTheWayOf(path);
    if (wrong) throw new Obstacle('blocked', `${wrong} where the generated ${path} belongs: remove it`);
    return true;
  });
}

/** Every file that a change writes or removes; its own `.projenrc.ts` too, where a codemod touched it. */
export async function changesOf(remote: RemoteFiles, after: Generated, managed: readonly string[]): Promise<TreeFile[]> {
  const kept = new Set([...after.files.map(({ path }) => path), PROJENRC]);
  const gone = managed.filter((path) => !kept.has(path) && remote.has(path));
  const edited = { path: PROJENRC, content: after.projenrc, mode: remote.modeOf(PROJENRC) };
  return [
    ...differing(remote, [...after.files, edited]),
    ...gone.map((path): TreeFile => ({ path, mode: '100644', content: undefined })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}
