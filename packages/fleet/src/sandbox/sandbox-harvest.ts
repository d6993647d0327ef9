import { isSafePath } from '@pgplatform/core';
import type { TreeFile } from '../github';

const MOST_FILES = 2000;
const MOST_BYTES = 1 << 20;
const MODES: readonly unknown[] = ['100644', '100755'];

/** Reads what a sandbox says that it generated. Hostile code may have written it, so nothing of it is believed. Throws an Error. */
export function readHarvest(bytes: Buffer): (TreeFile & { readonly content: string })[] {
  const taken: unknown = JSON.parse(bytes.toString('utf8'));
  if (!Array.isArray(taken) || taken.length > MOST_FILES) throw new Error(`it generated no files, or more than ${MOST_FILES}`);
  const paths = new Set(taken.map((file) => file?.[0]));
  if (paths.size < taken.length) throw new Error('it generated a path twice');
  return taken.flatMap((file) => {
    const [path, content, mode] = Array.isArray(file) ? file : [];
    if (!isSafePath(path)) throw new Error(`it generated what is no path: ${String(JSON.stringify(path)).slice(0, 80)}`);
    if (content === null) return [];
    if (typeof content !== 'string' || !MODES.includes(mode)) throw new Error(`${path} is no file`);
    const size = Buffer.byteLength(content);
    if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes`);
    return [{ path, content, mode }];
  });
}
