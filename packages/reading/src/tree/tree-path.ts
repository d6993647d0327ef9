import { posix } from 'node:path';

/** The folder of a file, without a slash at its end. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** Whether a file or folder lies in a folder, or is it. */
export function isUnder(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** Whether a file is in a folder that tools keep to themselves: `.github`. */
export function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.'));
}

/** A path from a folder, from the repository's root; a step out of that stays there. */
export function joined(folder: string, path: string): string {
  return posix.resolve('/', `./${folder}/${path}`).slice(1);
}

/** The same; nothing when it leads out of the repository on its way. */
export function joinedInside(folder: string, path: string): string | undefined {
  const leadsOut = path.startsWith('/') || /^\.\.(?:\/|$)/.test(posix.normalize(`./${folder}/${path}`));
  return leadsOut ? undefined : joined(folder, path);
}

/** Whether a part of a path is one that no tree has: git's own folder, installed packages, and what leads elsewhere. */
export function isLeftOut(part: string): boolean {
  return ['', '.', '..', '.git', 'node_modules'].includes(part.toLowerCase());
}

/** Every folder that some files are in, the root too. */
export function foldersOf(files: Iterable<string>): Set<string> {
  const folders = new Set(['']);
  for (const file of files) {
    for (let folder = folderOf(file); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  return folders;
}
