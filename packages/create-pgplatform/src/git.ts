import { execFileSync } from 'node:child_process';

/** Whether git is on the PATH. */
export function hasGit(): boolean {
  return output(['--version'], '.') !== undefined;
}

/** Makes a directory a git repository with one commit of all but one file; somebody without a git identity commits as pgplatform. */
export function commitAll(directory: string, message: string, except: string): void {
  const branch = output(['config', 'init.defaultBranch'], directory) || 'main';
  git(['init', '--quiet', `--initial-branch=${branch}`], directory);
  git(['add', '--all', '--', '.', `:(exclude)${except}`], directory);
  git(['commit', '--quiet', `--message=${message}`], directory, identity(directory));
}

function identity(directory: string): Record<string, string> {
  const known = output(['var', 'GIT_AUTHOR_IDENT'], directory) && output(['var', 'GIT_COMMITTER_IDENT'], directory);
  const [name, email] = ['pgplatform', 'pgplatform@localhost'];
  return known ? {} : { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
}

function git(args: string[], cwd: string, env: Record<string, string> = {}): string {
  return execFileSync('git', args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8', stdio: 'pipe' });
}

function output(args: string[], cwd: string): string | undefined {
  try {
    return git(args, cwd).trim();
  } catch {
    return undefined;
  }
}
