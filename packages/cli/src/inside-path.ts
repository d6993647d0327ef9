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

/** Whether a link on the way to a file leads out of the folder: what is written there would be written elsewhere. */
export function leadsOutside(root: string, absolute: string): boolean {
  const home = fs.realpathSync(root);
  let at = root;
  for (const name of path.relative(root, absolute).split(path.sep)) {
    at = path.join(at, name);
    if (isLink(at)) {
      const real = realPath(at);
      if (real === undefined || insidePath(home, path.relative(home, real)) === undefined) {
        return true;
      }
    }
  }
  return false;
}

function isLink(file: string): boolean {
  try {
    return fs.lstatSync(file).isSymbolicLink();
  } catch {
    return false; // not there
  }
}

/** Nothing for a link to what is not there: a file would be made there. */
function realPath(file: string): string | undefined {
  try {
    return fs.realpathSync(file);
  } catch {
    return undefined;
  }
}
