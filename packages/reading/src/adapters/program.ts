import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * A program of the PATH; nothing when there is none. Where relative folders of the PATH lead depends on where one stands, and a
 * program inside the repository that is judged is part of what is judged: neither is ever taken.
 *
 * @param judged the repository
 * @param takes whether a file is the program, by its path without links. @default - each is
 */
export function programOnPath(
  name: string,
  env: NodeJS.ProcessEnv,
  judged: string,
  takes: (file: string) => boolean = () => true,
): string | undefined {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const inside = `${realPath(judged) ?? path.resolve(judged)}${path.sep}`;
  return pathOf(env)
    .filter(path.isAbsolute)
    .map((folder) => path.join(folder, file))
    .find((program) => {
      const real = isExecutable(program) ? realPath(program) : undefined;
      return (
        real !== undefined &&
        !real.startsWith(inside) &&
        !`${realPath(path.dirname(program))}${path.sep}`.startsWith(inside) &&
        takes(real)
      );
    });
}

/** The work tree of git that a folder is in, else the folder: nothing of it is a tool of ours. */
export function judgedTree(folder: string): string {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, '.git'))) return at;
    if (at === path.dirname(at)) return path.resolve(folder);
  }
}

function pathOf(env: NodeJS.ProcessEnv): string[] {
  // On Windows the variable may be called Path.
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return (env[name] ?? '').split(path.delimiter);
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

function realPath(file: string): string | undefined {
  try {
    return fs.realpathSync(file);
  } catch {
    return undefined;
  }
}
