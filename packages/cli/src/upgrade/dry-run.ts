import * as fs from 'node:fs';
import * as path from 'node:path';
import { OutsideError, runGit } from '@pgplatform/reading';
import { TemporaryFolder } from '../temporary-folder';

/** Does something in a copy of the commit that is checked out, which is gone afterwards. */
export async function inCopy<T>(
  root: string,
  env: NodeJS.ProcessEnv,
  shareModules: boolean,
  body: (copy: string) => Promise<T>,
): Promise<T> {
  const folder = new TemporaryFolder('pgplatform-dry-run');
  const git = (...args: string[]) => {
    const { code, stdout, stderr } = runGit(root, args, { env, clones: true });
    if (code !== 0)
      throw new OutsideError('GIT_FAILED', `git ${args[0]} failed: ${stderr.trim()}`, 'Put that right, then run it again.');
    return stdout.toString('utf8').trim();
  };
  try {
    const clone = path.join(folder.path, path.basename(root));
    git('clone', '--quiet', '--shared', git('rev-parse', '--show-toplevel'), clone);
    const copy = path.join(clone, git('rev-parse', '--show-prefix'));
    if (shareModules) {
      fs.symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction'); // what Windows lets everybody make
      fs.appendFileSync(path.join(clone, '.git/info/exclude'), 'node_modules\n');
    }
    return await body(copy);
  } finally {
    folder.remove();
  }
}
