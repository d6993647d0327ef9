import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where projen lists what it has generated. */
export const GENERATED_LIST = '.projen/files.json';

/** Paths of what projen lists as its own since the last synthesis; nothing when the list is absent, half written or in conflict. */
export function generatedList(outdir: string): string[] | undefined {
  try {
    const { files } = JSON.parse(readFileSync(join(outdir, GENERATED_LIST), 'utf8'));
    return Array.isArray(files) && files.every((path) => typeof path === 'string') ? files : undefined;
  } catch {
    return undefined;
  }
}
