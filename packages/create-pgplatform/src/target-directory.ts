import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Problem } from './problem';

/** Lies in the directory while the repository is made, and stays when that is killed. */
export const UNFINISHED = '.pgplatform-unfinished';

/** The directory of the new repository: absent or empty before, and so again when the creation fails. */
export class TargetDirectory {
  /** Absolute path. */
  public readonly path: string;
  /** The outermost directory that had to be made. */
  private made: string | undefined;

  constructor(directory: string) {
    this.path = resolve(directory);
  }

  /** Why the repository cannot be created here. */
  public problems(): Problem[] {
    if (!existsSync(this.path)) {
      return [];
    }
    if (!statSync(this.path).isDirectory()) {
      return [
        { code: 'DIRECTORY_IS_FILE', path: 'DIR', message: 'This is a file.', given: this.path, fix: 'Name a new directory.' },
      ];
    }
    const inside = readdirSync(this.path);
    if (inside.includes(UNFINISHED)) {
      return [
        {
          code: 'DIRECTORY_UNFINISHED',
          path: 'DIR',
          message: 'The creation of a repository was killed here, or is under way: what is there is not whole.',
          given: this.path,
          fix: 'Remove the directory, then create the repository again.',
        },
      ];
    }
    return inside.length === 0
      ? []
      : [
          {
            code: 'DIRECTORY_NOT_EMPTY',
            path: 'DIR',
            message: `There is something in the directory: ${inside.slice(0, 3).join(', ')}${inside.length > 3 ? ', ...' : ''}.`,
            given: this.path,
            fix: 'Name a new or an empty directory.',
          },
        ];
  }

  /** Makes the directory, and those around it. */
  public make(): void {
    this.made = mkdirSync(this.path, { recursive: true });
    writeFileSync(join(this.path, UNFINISHED), '', { flag: 'wx' });
  }

  /** The repository is whole. */
  public finish(): void {
    rmSync(join(this.path, UNFINISHED));
  }

  /** Removes everything that was made since. */
  public undo(): void {
    const remove = (path: string) => rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    if (this.made) {
      remove(this.made);
    } else {
      for (const name of readdirSync(this.path)) {
        remove(join(this.path, name));
      }
    }
  }
}
