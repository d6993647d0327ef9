import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Part } from './part';

/** Makes a part in a folder that is there and empty. */
export type Maker = (part: Part, folder: string) => Promise<void>;

/**
 * Parts that are made once: a folder for each version and kind of machine. A part is made beside its place and moved there when it is
 * whole, so what is there is whole, whoever ended a run, and two runs at once only make one twice.
 */
export class PartCache {
  /** @param root outside the repository; `$XDG_CACHE_HOME`, else `~/.cache`. */
  public constructor(
    private readonly make: Maker,
    private readonly root = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'pgplatform/proving-ground'),
  ) {}

  /** Another version, or other programs and files of it, are elsewhere. */
  public folderOf({ seconds, ...made }: Part): string {
    const digest = createHash('sha256')
      .update(JSON.stringify([made, process.platform, process.arch]))
      .digest('hex');
    return join(this.root, `${made.name}-${made.version}-${digest.slice(0, 12)}`);
  }

  public has(part: Part): boolean {
    return existsSync(this.folderOf(part));
  }

  /** The folder of a part, made when it is not there. */
  public async get(part: Part): Promise<string> {
    const folder = this.folderOf(part);
    if (!this.has(part)) {
      this.removeLeftovers();
      const unfinished = `${folder}.${process.pid}.unfinished`;
      rmSync(unfinished, { recursive: true, force: true });
      mkdirSync(unfinished, { recursive: true });
      try {
        await this.make(part, unfinished);
        this.move(unfinished, folder);
      } finally {
        rmSync(unfinished, { recursive: true, force: true });
      }
    }
    return folder;
  }

  private move(unfinished: string, folder: string): void {
    try {
      renameSync(unfinished, folder);
    } catch (error) {
      if (!existsSync(folder)) {
        throw error;
      } // another run was faster
    }
  }

  /** What runs that were killed have left. */
  private removeLeftovers(): void {
    for (const name of existsSync(this.root) ? readdirSync(this.root) : []) {
      const pid = /\.(\d+)\.unfinished$/.exec(name)?.[1];
      if (pid && !isAlive(Number(pid))) {
        rmSync(join(this.root, name), { recursive: true, force: true });
      }
    }
  }
}

/** Whether a process of that number is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
