/// <reference types="jest" />

import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

// In a test file: when its tests are through. Anywhere else: when the process ends.
if (typeof afterAll === 'function') {
  afterAll(removeAll);
} else {
  process.once('exit', removeAll);
}

/** A new empty directory that is removed when the tests of the file that asked for it are through. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'pgplatform-test-'));
  made.push(directory);
  return directory;
}

function removeAll(): void {
  for (const directory of made.splice(0)) {
    rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}
