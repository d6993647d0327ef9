import * as fs from 'node:fs';

const TRIES = 20;
/** Milliseconds between two of them. */
const PAUSE = 50;
/** What Windows says while a scanner or an editor has a file open, and of a file that is read-only. */
const REFUSED = ['EPERM', 'EACCES', 'EBUSY'];

/** Puts one file in the place of another, whole. Windows refuses that for a moment while somebody reads, and where the other is read-only. */
export function replaceFile(from: string, to: string, platform: string = process.platform, rename = fs.renameSync): void {
  for (let left = platform === 'win32' ? TRIES : 1; ; left--) {
    try {
      rename(from, to);
      return;
    } catch (error) {
      if (left === 1 || !REFUSED.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
      if (fs.existsSync(to)) fs.chmodSync(to, 0o600);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}
