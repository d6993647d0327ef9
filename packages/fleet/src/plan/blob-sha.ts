import { createHash } from 'node:crypto';

/** What git calls a content: two files with the same one are equal, without either being downloaded. */
export function blobSha(content: string | Buffer): string {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
