import * as fs from 'node:fs';
import * as path from 'node:path';
import type { SourceTree } from './source-tree';

const SKIPPED = new Set(['.git', 'node_modules']);

/** The files of a folder on disk. */
export class WorkTree implements SourceTree {
  readonly paths: readonly string[];

  constructor(readonly folder: string) {
    this.paths = filesUnder(folder, '').sort();
  }

  read(file: string): Buffer | undefined {
    try {
      return fs.readFileSync(path.join(this.folder, file));
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) {
        return undefined;
      }
      throw error;
    }
  }
}

function filesUnder(root: string, folder: string): string[] {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      return SKIPPED.has(entry.name) ? [] : filesUnder(root, name);
    }
    return entry.isFile() ? [name] : [];
  });
}
