import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { configError } from '@pgplatform/core';
import { OutsideError } from '../outside-error';
import type { SourceTree } from './source-tree';

const MOST_OUTPUT = 1 << 30;
/** Larger files are no manifests. */
const MOST_BYTES = 8 * 1024 * 1024;

/** The files of a folder as they were at a git revision: one `ls-tree`, one `cat-file --batch`. */
export class GitRevision implements SourceTree {
  /** Throws a ConfigProblem `REVISION_UNKNOWN`, or an OutsideError when git fails. */
  static read(folder: string, revision: string): GitRevision {
    const wanted = `${revision}^{commit}`;
    const commit = git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', wanted]);
    if (commit.status !== 0) {
      const isRepository = git(folder, ['rev-parse', '--git-dir']).status === 0;
      throw configError([
        {
          code: 'REVISION_UNKNOWN',
          path: '--since',
          message: isRepository ? 'There is no such revision here.' : 'The folder is not in a git repository.',
          given: revision,
          fix: isRepository ? 'Fetch it, or name another: a branch, a tag or a commit.' : 'Leave --since out.',
        },
      ]);
    }
    const listed = checked(git(folder, ['ls-tree', '-r', '-z', '-l', commit.stdout.toString('utf8').trim(), '.']));
    const entries = listed
      .toString('utf8')
      .split('\0')
      .flatMap((line) => {
        const [, mode, blob, size, path] = /^(\d+) blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line) ?? [];
        return path && mode !== '120000' && Number(size) <= MOST_BYTES ? { path, blob } : [];
      });
    const blobs = [...new Set(entries.map(({ blob }) => blob))];
    const batch = checked(git(folder, ['cat-file', '--batch'], `${blobs.join('\n')}\n`));
    const contents = contentsIn(batch);
    return new GitRevision(new Map(entries.map(({ path, blob }) => [path, contents.get(blob) as Buffer])));
  }

  readonly paths: readonly string[];

  private constructor(private readonly contents: ReadonlyMap<string, Buffer>) {
    this.paths = [...contents.keys()].sort();
  }

  read(path: string): Buffer | undefined {
    return this.contents.get(path);
  }
}

/** The blobs in the output of `cat-file --batch`: a line with name, type and size, the content, a newline. */
function contentsIn(batch: Buffer): Map<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (let at = 0; at < batch.length; ) {
    const end = batch.indexOf('\n', at);
    const [name, , size] = batch.toString('latin1', at, end).split(' ');
    contents.set(name, batch.subarray(end + 1, end + 1 + Number(size)));
    at = end + 2 + Number(size);
  }
  return contents;
}

function git(folder: string, args: string[], input?: string): SpawnSyncReturns<Buffer> {
  const ran = spawnSync('git', ['-C', folder, ...args], { input, maxBuffer: MOST_OUTPUT });
  if (ran.error) {
    throw new OutsideError(
      'GIT_FAILED',
      `git did not run (${(ran.error as NodeJS.ErrnoException).code}).`,
      'Install git, or leave --since out.',
    );
  }
  return ran;
}

function checked(ran: SpawnSyncReturns<Buffer>): Buffer {
  if (ran.status !== 0) {
    throw new OutsideError('GIT_FAILED', `git failed with status ${ran.status}.`, 'Look at the repository with git fsck.');
  }
  return ran.stdout;
}
