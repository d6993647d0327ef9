import * as fs from 'node:fs';

/** Why a file was not read. */
export type Unread = 'missing' | 'no file' | 'too large' | { readonly code: string };

/**
 * The bytes of a file that a person names, through links as well. A pipe, a device or a folder is told by its open handle, and not waited for; nothing is read beyond
 * the limit, whatever size it claims.
 *
 * @param limit most bytes
 */
export function readGivenFile(file: string, limit: number): Buffer | Unread {
  let handle: number;
  try {
    handle = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0)); // Windows has no such flag, and no pipes as files
  } catch (error) {
    const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException;
    // EISDIR: Windows opens no folder; ENXIO: a socket.
    return ['ENOENT', 'ENOTDIR'].includes(code) ? 'missing' : ['EISDIR', 'ENXIO'].includes(code) ? 'no file' : { code };
  }
  try {
    const stats = fs.fstatSync(handle);
    if (!stats.isFile()) {
      return 'no file';
    }
    return stats.size > limit ? 'too large' : readTo(handle, limit);
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code ?? 'UNKNOWN' };
  } finally {
    fs.closeSync(handle);
  }
}

/** What a handle gives; the size that it was said to have may be none, as in /proc, or be out of date. */
function readTo(handle: number, limit: number): Buffer | Unread {
  const chunks: Buffer[] = [];
  for (let size = 0; size <= limit; ) {
    const chunk = Buffer.alloc(64 * 1024);
    const count = fs.readSync(handle, chunk);
    if (count === 0) {
      return Buffer.concat(chunks);
    }
    chunks.push(chunk.subarray(0, count));
    size += count;
  }
  return 'too large';
}
