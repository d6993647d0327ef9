import * as path from 'node:path';
import { runGit } from '@pgplatform/reading';

/** Whether a commit could pick a file up: it lies in a git work tree, and no rule ignores it. */
export function isTrackable(file: string): boolean {
  const { code } = runGit(path.dirname(file), ['check-ignore', '--quiet', '--', path.basename(file)]);
  return code === 1; // 0: ignored; 127: no git; 128: no repository
}
