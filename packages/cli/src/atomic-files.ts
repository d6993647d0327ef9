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

/**
 * Writes files so that whoever looks, also after a crash, sees the old file or the new one, never a part. With several files, a
 * failure puts back those already replaced.
 *
 * Throws a ConfigProblem `FILE_CHANGED` when a file is no longer what it was.
 */
export function writeAtomically(writes: readonly FileWrite[]): void {
  const staged = writes.map(stage);
  const replaced: FileWrite[] = [];
  try {
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
        replaceFile(stage({ file, content: before, before }), file);
      }
    }
    throw error;
  } finally {
    for (const temporary of staged) {
      fs.rmSync(temporary, { force: true });
    }
  }
}

/** Writes the content beside the file, on the disk and not only in its cache. */
function stage({ file, content }: FileWrite): string {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
  const mode = fs.statSync(file, { throwIfNoEntry: false })?.mode ?? 0o644;
  const handle = fs.openSync(temporary, 'wx', mode);
  try {
    fs.writeFileSync(handle, content);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
  return temporary;
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
