import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

/** Whether a commit could pick a file up: it lies in a git work tree, and no rule ignores it. */
export function isTrackable(file: string): boolean {
  const { status } = spawnSync('git', ['-C', path.dirname(file), 'check-ignore', '--quiet', '--', path.basename(file)], {
    stdio: 'ignore',
    timeout: 60_000,
  });
  return status === 1; // 0: ignored; 128: no repository; null: no git
}
