import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

/** The folder of the file may be anybody's: its configuration starts no program, and a repository inside of it is none. */
const GUARDED = ['core.fsmonitor=false', 'safe.bareRepository=explicit'].flatMap((setting) => ['-c', setting]);

/** Whether a commit could pick a file up: it lies in a git work tree, and no rule ignores it. */
export function isTrackable(file: string): boolean {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const { status } = spawnSync(
    'git',
    [...GUARDED, '-C', path.dirname(file), 'check-ignore', '--quiet', '--', path.basename(file)],
    { stdio: 'ignore', timeout: 60_000, env: Object.fromEntries(own) },
  );
  return status === 1; // 0: ignored; 128: no repository; null: no git
}
