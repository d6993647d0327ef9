import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Waits until the process that it was started by is gone, and removes a folder; again later, because a child of that may still write. */
const REMOVAL = `
const remove = () => require('node:fs').rmSync(process.argv[1], { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
process.stdin.resume().on('close', () => [0, 2_000, 20_000].forEach((wait) => setTimeout(remove, wait)));`;

/** A folder that is gone when it is removed, and also when this process is ended by an error, a signal or a kill. */
export class TemporaryFolder {
  /** Absolute, without links. */
  readonly path: string;
  private readonly remover: ChildProcess;

  /** @param name what its name begins with */
  constructor(name: string) {
    this.path = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), `${name}-`));
    // Its input ends when this process does, whatever ends it; in a group of its own, Ctrl-C does not reach it.
    const cwd = path.dirname(this.path);
    this.remover = spawn(process.execPath, ['-e', REMOVAL, this.path], {
      cwd,
      env: {},
      detached: true,
      windowsHide: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.remover.on('error', () => {}); // no process to be had: then only `remove` removes
    this.remover.unref();
    (this.remover.stdin as unknown as { unref?(): void } | null)?.unref?.();
  }

  remove(): void {
    fs.rmSync(this.path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    this.remover.kill();
  }
}
