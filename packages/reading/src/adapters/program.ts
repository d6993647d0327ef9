import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, resolve, sep } from 'node:path';

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
  const inside = `${realPath(judged) ?? resolve(judged)}${sep}`;
  return pathOf(env)
    .filter(isAbsolute)
    .map((folder) => join(folder, file))
    .find((program) => {
      const real = isExecutable(program) ? realPath(program) : undefined;
      return (
        real !== undefined && !real.startsWith(inside) && !`${realPath(dirname(program))}${sep}`.startsWith(inside) && takes(real)
      );
    });
}

/** The work tree of git that a folder is in, else the folder: nothing of it is a tool of ours. */
export function judgedTree(folder: string): string {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return resolve(folder);
  }
}

function pathOf(env: NodeJS.ProcessEnv): string[] {
  // On Windows the variable may be called Path.
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return (env[name] ?? '').split(delimiter);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
