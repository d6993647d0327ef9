import { spawnSync } from 'node:child_process';
import { OutsideError } from '../command-context';

/** What git prints, without the newline; nothing when it does not know. */
export function git(folder: string, ...args: string[]): string | undefined {
  const { status, stdout, error } = spawnSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (error) {
    throw new OutsideError(
      'GIT_FAILED',
      `git did not run (${(error as NodeJS.ErrnoException).code}).`,
      'Install git, or name two folders.',
    );
  }
  return status === 0 ? stdout.trim() : undefined;
}
