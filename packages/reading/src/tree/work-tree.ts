import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '../limits';
import { readRegularFile, refused } from './regular-file';
import type { Refusal, SourceTree } from './source-tree';
import { isLeftOut } from './tree-path';

const { bytes: MOST_BYTES, depth: DEEPEST, files: MOST_FILES } = LIMITS.tree;

/** The files of a folder on disk. What was read once is not read again: everybody sees the same bytes. */
export class WorkTree implements SourceTree {
  readonly paths: readonly string[];
  readonly origin: string;
  readonly refusals = new Map<string, Refusal>();
  private readonly own: ReadonlySet<string>;
  private readonly contents = new Map<string, Buffer>();
  private bytes = 0;

  constructor(readonly folder: string) {
    this.origin = folder;
    const paths: string[] = [];
    this.list('', 1, paths);
    this.paths = paths.sort();
    this.own = new Set(paths);
  }

  read(file: string): Buffer | undefined {
    const known = this.contents.get(file);
    if (known || !this.own.has(file) || this.refusals.has(file)) return known;
    const reading = readRegularFile(join(this.folder, file));
    if (Buffer.isBuffer(reading)) {
      this.bytes += reading.length;
      if (this.bytes <= MOST_BYTES) {
        this.contents.set(file, reading);
        return reading;
      }
      this.refusals.set(file, refused('limit', `More than ${MOST_BYTES} bytes of one tree are not read.`));
    } else if (reading) {
      this.refusals.set(file, reading);
    }
    return undefined;
  }

  private list(folder: string, depth: number, paths: string[]): void {
    for (const entry of readdirSync(join(this.folder, folder), { withFileTypes: true })) {
      const name = folder ? `${folder}/${entry.name}` : entry.name;
      if (isLeftOut(entry.name)) continue;
      if (entry.isDirectory()) {
        if (depth < DEEPEST) this.list(name, depth + 1, paths);
        else this.refusals.set(name, refused('limit', `More than ${DEEPEST} folders within each other are not read.`));
      } else if (!entry.isFile()) {
        this.refusals.set(
          name,
          entry.isSymbolicLink() ? refused('link', 'It is a link.') : refused('special', 'It is no regular file.'),
        );
      } else if (paths.length < MOST_FILES) {
        paths.push(name);
      } else {
        this.refusals.set(name, refused('limit', `More than ${MOST_FILES} files of one tree are not read.`));
      }
    }
  }
}
