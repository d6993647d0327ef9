import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * The absolute path of a file of a folder, or nothing when it leads out of it by its name.
 *
 * @param platform the paths of a system @default - those of this one
 */
export function insidePath(root: string, file: string, platform: path.PlatformPath = path): string | undefined {
  const absolute = platform.resolve(root, file);
  const relative = platform.relative(root, absolute);
  const isOutside =
    relative === '' || relative === '..' || relative.startsWith(`..${platform.sep}`) || platform.isAbsolute(relative);
  return platform.isAbsolute(file) || isOutside ? undefined : absolute;
}

/** Whether a link is on the way to a file of a folder: what is written there may be written elsewhere. */
export function isLinked(root: string, absolute: string): boolean {
  let at = root;
  for (const name of path.relative(root, absolute).split(path.sep)) {
    at = path.join(at, name);
    const stats = fs.lstatSync(at, { throwIfNoEntry: false });
    if (!stats?.isDirectory()) return stats?.isSymbolicLink() === true;
  }
  return false;
}
