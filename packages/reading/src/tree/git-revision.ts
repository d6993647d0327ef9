import { askGit, commitOf, existing, runGit } from '../adapters/git';
import { LIMITS } from '../limits';
import { OutsideError } from '../outside-error';
import { readBlobs } from './git-blobs';
import { refused, tooLarge } from './regular-file';
import type { Refusal, SourceTree } from './source-tree';
import { isLeftOut } from './tree-path';

const { bytes: MOST_BYTES, depth: DEEPEST, fileBytes: MOST_FILE_BYTES, files: MOST_FILES } = LIMITS.tree;

/** The files of a folder as they were at a git revision: one `ls-tree`, one `cat-file --batch`. */
export class GitRevision implements SourceTree {
  /** Throws a ConfigProblem `REVISION_UNKNOWN`, or an OutsideError when git fails. */
  static read(folder: string, revision: string): GitRevision {
    const commit = commitOf(folder, revision);
    if (commit) return GitRevision.at(folder, commit);
    const isRepository = askGit(folder, 'rev-parse', '--git-dir') !== undefined;
    const { configError } = require('@pgplatform/core') as typeof import('@pgplatform/core');
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

  /**
   * @param commit as `commitOf` gives it
   * @throws OutsideError `GIT_FAILED`
   */
  static at(folder: string, commit: string): GitRevision {
    const { code, stdout } = existing(runGit(folder, ['ls-tree', '-r', '-z', '-l', commit, '.']));
    if (code !== 0) throw incomplete();
    const { blobs, refusals } = entriesOf(stdout.toString('utf8'));
    const names = [...new Set(blobs.values())];
    const contents = new Map(readBlobs(folder, names).map((content, index) => [names[index], content]));
    if ([...contents.values()].includes(undefined)) throw incomplete();
    return new GitRevision(new Map([...blobs].map(([path, blob]) => [path, contents.get(blob) as Buffer])), refusals, folder);
  }

  readonly paths: readonly string[];

  private constructor(
    private readonly contents: ReadonlyMap<string, Buffer>,
    readonly refusals: ReadonlyMap<string, Refusal>,
    readonly origin: string,
  ) {
    this.paths = [...contents.keys()].sort();
  }

  read(path: string): Buffer | undefined {
    return this.contents.get(path);
  }
}

/** The regular files in the output of `ls-tree -r -z -l`, each with its blob, and what else is there. */
function entriesOf(listed: string): { blobs: Map<string, string>; refusals: Map<string, Refusal> } {
  const blobs = new Map<string, string>();
  const refusals = new Map<string, Refusal>();
  let bytes = 0;
  for (const line of listed.split('\0')) {
    const [, mode, blob, size, path] = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-|BAD)\t(.+)$/s.exec(line) ?? [];
    const parts = path?.split('/') ?? [];
    if (!path || parts.some(isLeftOut)) continue;
    if (size === 'BAD') throw incomplete();
    bytes += Number(size) <= MOST_FILE_BYTES ? Number(size) : 0;
    const refusal = refusalIn(mode, Number(size), parts.length, blobs.size, bytes);
    if (refusal) refusals.set(path, refusal);
    else blobs.set(path, blob);
  }
  return { blobs, refusals };
}

function refusalIn(mode: string, size: number, depth: number, files: number, bytes: number): Refusal | undefined {
  if (mode === '120000') return refused('link', 'It is a link.');
  if (!/^100(?:644|755|664)$/.test(mode)) return refused('special', 'It is no regular file.');
  if (size > MOST_FILE_BYTES) return tooLarge(size);
  if (depth > DEEPEST) return refused('limit', `More than ${DEEPEST} folders within each other are not read.`);
  if (files >= MOST_FILES) return refused('limit', `More than ${MOST_FILES} files of one tree are not read.`);
  return bytes > MOST_BYTES ? refused('limit', `More than ${MOST_BYTES} bytes of one tree are not read.`) : undefined;
}

/** A partial clone has not all objects of its commits. */
function incomplete(): OutsideError {
  return new OutsideError(
    'GIT_FAILED',
    'Objects of the revision are not here, and nothing is fetched to judge it.',
    'Clone it whole, without --filter.',
  );
}
