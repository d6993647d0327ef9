import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LIMITS } from '../limits';
import { OutsideError } from '../outside-error';
import { judgedTree, programOnPath } from './program';

/** What git gave back. */
export type GitResult = {
  /** 127 when there is no git. */
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
};

/** How git is called. */
export type GitOptions = {
  /** For its standard input. */
  readonly input?: string;
  /** @default process.env */
  readonly env?: NodeJS.ProcessEnv;
  /** Variables that git is given besides, such as GIT_INDEX_FILE. */
  readonly variables?: { readonly [name: string]: string };
  /** Repositories on this disk may be cloned. @default false */
  readonly clones?: boolean;
  /**
   * It is called in the name of a person, who has hooks. @default false
   *
   * That is one command: the commit of an upgrade, in the person's own repository. `upgrade` has run that repository's code by then
   * (npm, projen), and what their hooks ask of a commit is asked of this one too.
   */
  readonly byPerson?: boolean;
};

/** Of no repository's choice: no hook, no monitor, no repository that lies inside of another like a file, no network. */
const SAFE = ['safe.bareRepository=explicit', 'protocol.allow=never', 'core.fsmonitor=false', 'core.hooksPath=/dev/null'];
const PLAIN = [...SAFE, 'log.showSignature=false'].flatMap((setting) => ['-c', setting]);

/** Variables of git that say who somebody is. All others would let it work on another repository, or in another way. */
const IDENTITY = /^GIT_(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)$/;

/**
 * Runs git in a folder, to its end. Whoever reads a repository that others wrote starts git here and nowhere else.
 *
 * What a repository holds chooses no program and no address: the work tree around the folder is the one whose `.git` is there (never a
 * bare repository that is a folder of it), and nothing is fetched. Its `.git/config` is the user's own: filters of that are run by the
 * commands that write.
 *
 * @param args the command and its arguments; a revision that a person or a file names goes through `commitOf` first
 */
export function runGit(folder: string, args: readonly string[], options: GitOptions = {}): GitResult {
  const { env = process.env, input, byPerson = false } = options;
  const git = programOnPath('git', env, judgedTree(folder));
  if (!git) return failed(127, 'git: not on the PATH');
  if (isInBare(folder)) return failed(128, 'fatal: a bare repository is not read');
  const { spawnSync } = require('node:child_process') as typeof import('node:child_process'); // not for commands that need no git
  const { status, stdout, stderr, error } = spawnSync(git, [...(byPerson ? [] : PLAIN), ...args], {
    cwd: folder,
    env: environment(env, options),
    input,
    maxBuffer: LIMITS.git.outputBytes,
    timeout: byPerson ? undefined : LIMITS.git.milliseconds,
    killSignal: 'SIGKILL',
    windowsHide: true,
  });
  if (error && status === null) return failed(127, `git: ${(error as NodeJS.ErrnoException).code}`);
  return { code: status ?? 128, stdout, stderr: stderr.toString('utf8') };
}

/** What git prints, without the newline; nothing when it does not know. Throws an OutsideError when there is no git. */
export function askGit(folder: string, ...args: string[]): string | undefined {
  const { code, stdout } = existing(runGit(folder, args));
  return code === 0 ? stdout.toString('utf8').trim() : undefined;
}

/** The commit that a revision names: the one way from what somebody wrote to an argument of git. */
export function commitOf(folder: string, revision: string): string | undefined {
  return askGit(folder, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
}

/** The result of a git that ran. Throws an OutsideError `GIT_FAILED` when there is none. */
export function existing(result: GitResult): GitResult {
  if (result.code === 127) {
    throw new OutsideError('GIT_FAILED', `git did not run (${result.stderr}).`, 'Install git, or compare folders.');
  }
  return result;
}

function failed(code: number, stderr: string): GitResult {
  return { code, stdout: Buffer.alloc(0), stderr };
}

function environment(env: NodeJS.ProcessEnv, { variables, clones, byPerson }: GitOptions): NodeJS.ProcessEnv {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !/^GIT_/i.test(name) || IDENTITY.test(name)));
  return byPerson
    ? { ...own, ...variables }
    : {
        ...own,
        GIT_ALLOW_PROTOCOL: clones ? 'file' : 'none', // stronger than any protocol.NAME.allow of a repository
        GIT_NO_LAZY_FETCH: '1',
        GIT_OPTIONAL_LOCKS: '0',
        GIT_TERMINAL_PROMPT: '0',
        ...variables,
      };
}

/** Whether git would take a folder without `.git`, or one around it, for a repository: versions before 2.38 know no other protection. */
function isInBare(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const has = (name: string) => existsSync(join(at, name));
    if (has('.git')) return false;
    if (has('HEAD') && (has('objects') || has('commondir'))) return true;
    if (at === dirname(at)) return false;
  }
}
