import { X509Certificate } from 'node:crypto';
import type { GitHub, RepositoryName, TreeEntry } from '../github';

const MOST_BYTES = 64 * 1024;

/** When pinned certificates end. A fleet pins few different ones: each is read once. */
export class Certificates {
  private readonly ends = new Map<string, Promise<string | undefined>>();

  /** The last day of a certificate, `YYYY-MM-DD`; nothing for a file that is none. */
  lastDay(github: GitHub, repository: RepositoryName, { sha }: TreeEntry): Promise<string | undefined> {
    const known = this.ends.get(sha) ?? github.blob(repository, sha, MOST_BYTES).then(lastDayOf);
    this.ends.set(sha, known);
    return known;
  }
}

function lastDayOf(pem: Buffer): string | undefined {
  try {
    return new Date(new X509Certificate(pem).validTo).toISOString().slice(0, 10);
  } catch {
    return undefined;
  }
}
