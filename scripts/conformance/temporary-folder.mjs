import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from '../command.mjs';

/** A folder that is gone when the script ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'pgplatform-conformance-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
