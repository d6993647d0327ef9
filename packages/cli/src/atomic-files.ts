import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { configError } from '@pgplatform/core';
import { replaceFile } from './file-replacement';

/** One file to write. */
export type FileWrite = {
  /** Absolute path. */
  readonly file: string;
  readonly content: string;
  /** What the content was made from; when the file has changed since, nothing is written. */
  readonly before: string | undefined;
};

/** No write takes this long: a temporary file that is so much older than a new one was left by a run that was killed. Milliseconds. */
const STALE = 60_000;

/**
 * Writes files so that whoever looks, also after a crash, sees the old file or the new one, never a part. With several files, a
 * failure puts back those already replaced. A signal waits until all is written; what a killed run left is removed.
 *
 * Throws a ConfigProblem `FILE_CHANGED` when a file is no longer what it was.
 */
export function writeAtomically(writes: readonly FileWrite[]): void {
  const staged: string[] = [];
  const replaced: FileWrite[] = [];
  const letGo = holdSignals();
  try {
    for (const write of writes) {
      stage(write, staged);
    }
    for (const [i, write] of writes.entries()) {
      requireUnchanged(write);
      replaceFile(staged[i], write.file);
      replaced.push(write);
      syncFolder(path.dirname(write.file));
    }
  } catch (error) {
    for (const { file, before } of replaced) {
      if (before === undefined) {
        fs.rmSync(file, { force: true });
      } else {
        replaceFile(stage({ file, content: before, before }, staged), file);
      }
    }
    throw error;
  } finally {
    for (const temporary of staged) {
      fs.rmSync(temporary, { force: true });
    }
    letGo();
  }
}

/** Writes the content beside the file, on the disk and not only in its cache. The name is noted before anything is there. */
function stage({ file, content }: FileWrite, staged: string[]): string {
  const folder = path.dirname(file);
  fs.mkdirSync(folder, { recursive: true });
  const temporary = path.join(folder, `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
  staged.push(temporary);
  const mode = fs.statSync(file, { throwIfNoEntry: false })?.mode ?? 0o644;
  const handle = fs.openSync(temporary, 'wx', mode);
  try {
    fs.writeFileSync(handle, content);
    fs.fsyncSync(handle);
    removeStale(file, fs.fstatSync(handle).mtimeMs);
  } finally {
    fs.closeSync(handle);
  }
  return temporary;
}

/** Removes what killed runs left beside a file; both times are the file system's own. */
function removeStale(file: string, now: number): void {
  const folder = path.dirname(file);
  for (const name of fs.readdirSync(folder)) {
    const isOurs =
      name.startsWith(`.${path.basename(file)}.`) && /^\.[0-9a-f]{12}\.tmp$/.test(name.slice(path.basename(file).length + 1));
    const stats = isOurs ? fs.lstatSync(path.join(folder, name), { throwIfNoEntry: false }) : undefined;
    if (stats?.isFile() && now - stats.mtimeMs > STALE) {
      fs.rmSync(path.join(folder, name), { force: true });
    }
  }
}

/** Keeps signals from ending the process now; what came meanwhile ends it as soon as it is let go. */
function holdSignals(): () => void {
  const signals = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).filter((signal) => process.listenerCount(signal) === 0);
  const end = (signal: NodeJS.Signals) => {
    forget();
    process.kill(process.pid, signal);
  };
  const forget = () => {
    for (const signal of signals) {
      process.off(signal, end);
    }
  };
  for (const signal of signals) {
    process.on(signal, end);
  }
  return () => setImmediate(forget); // signals that came are delivered before
}

function requireUnchanged({ file, before }: FileWrite): void {
  const now = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
  if (now !== before) {
    throw configError([
      {
        code: 'FILE_CHANGED',
        path: file,
        message: 'The file changed while the command ran; nothing was written.',
        fix: 'Run it again.',
      },
    ]);
  }
}

function syncFolder(folder: string): void {
  try {
    const handle = fs.openSync(folder, 'r');
    fs.fsyncSync(handle);
    fs.closeSync(handle);
  } catch {
    // Windows has no handle of a folder to sync; the rename is atomic all the same.
  }
}
