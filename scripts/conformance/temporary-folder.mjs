import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from '../command.mjs';

let parent;

/** A new folder in one that is gone when the script ends; after that there are no more. */
export function temporaryFolder() {
  if (!parent) {
    parent = mkdtempSync(join(tmpdir(), 'pgplatform-conformance-'));
    atEnd(() => rmSync(parent, { recursive: true, force: true }));
  }
  return mkdtempSync(join(parent, 'part-'));
}
