import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '../limits';
import type { Refusal } from './source-tree';

/** The bytes of a file, why it is not read, or nothing when it is not there. */
export type FileReading = Buffer | Refusal | undefined;

const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/** Reads a file below a folder; no part of its path may be a link. */
export function readInside(folder: string, file: string): FileReading {
  const parts = file.split('/');
  for (let count = 1; count < parts.length; count++) {
    const stat = lstatSync(join(folder, ...parts.slice(0, count)), { throwIfNoEntry: false });
    if (stat?.isSymbolicLink()) return { kind: 'link', why: `${parts.slice(0, count).join('/')} is a link.` };
    if (!stat?.isDirectory()) return undefined;
  }
  return readRegularFile(join(folder, file));
}

/** Reads a file that is one: no link, no pipe, no device, and no larger than what is read. */
export function readRegularFile(file: string): FileReading {
  let descriptor: number;
  try {
    descriptor = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR'].includes(code as string)) return undefined;
    if (code === 'EISDIR') return refused('special', 'It is a folder.'); // Windows opens none
    if (['ELOOP', 'EMLINK'].includes(code as string)) return refused('link', 'It is a link.');
    if (['ENXIO', 'ENODEV', 'EOPNOTSUPP'].includes(code as string)) return refused('special', 'It is no regular file.');
    return refused('special', `It cannot be read (${code}).`);
  }
  try {
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) return refused('special', 'It is a folder.');
    if (!stat.isFile()) return refused('special', 'It is no regular file.');
    return stat.size > LIMITS.tree.fileBytes ? tooLarge(stat.size) : bytesOf(descriptor, stat.size);
  } finally {
    closeSync(descriptor);
  }
}

/** Why a file of a size is not read. */
export function tooLarge(bytes: number): Refusal {
  return refused('large', `The file has ${bytes} bytes; more than ${LIMITS.tree.fileBytes} are not read.`);
}

export function refused(kind: Refusal['kind'], why: string): Refusal {
  return { kind, why };
}

/** What was there when its size was asked, however much is written meanwhile. */
function bytesOf(descriptor: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  for (let read = 1; read > 0 && length < size; length += read) {
    read = readSync(descriptor, bytes, length, size - length, null);
  }
  return bytes.subarray(0, length);
}
