import type { GitHub, RepositoryName, TreeEntry } from '../github';
import { GitHubError } from '../github-error';
import { blobSha } from './blob-sha';
import { Obstacle } from './obstacle';

/** The largest file that is read: no generated file comes near it. */
const MOST_BYTES = 1 << 20;
/** What is downloaded of one repository, so that none takes the requests and the memory of all others. */
const MOST_DOWNLOADS = 1000;
const MOST_BYTES_TOGETHER = 64 << 20;
const FILE_MODES = ['100644', '100755'];

/** The files of one commit: what they are is known from its tree, what they hold is asked for only where nobody knows it. */
export class RemoteFiles {
  private readonly entries: ReadonlyMap<string, TreeEntry>;
  private readonly known = new Map<string, string>();
  private downloads = 0;
  private bytes = 0;

  /** Throws an Obstacle for a tree that leads out of the repository. */
  constructor(
    private readonly github: GitHub,
    private readonly name: RepositoryName,
    entries: readonly TreeEntry[],
  ) {
    const outside = entries.find(({ path }) => leadsOut(path));
    if (outside) {
      throw new Obstacle('failed', `its tree holds a path that leads out of it: ${outside.path.slice(0, 80)}`);
    }
    this.entries = new Map(entries.map((entry) => [entry.path, entry]));
  }

  has(path: string): boolean {
    return this.entries.has(path);
  }

  /** Paths of all plain files of a size. */
  regular(accepts: (size: number) => boolean): string[] {
    return [...this.entries.values()]
      .filter(({ mode, size }) => FILE_MODES.includes(mode) && accepts(size ?? 0))
      .map(({ path }) => path);
  }

  /** Bytes of a file, as its tree says. */
  sizeOf(path: string): number | undefined {
    return this.entries.get(path)?.size;
  }

  /** How git keeps a file that is not generated. */
  modeOf(path: string): '100644' | '100755' {
    return this.entries.get(path)?.mode === '100755' ? '100755' : '100644';
  }

  /** Whether a file is there, and is this. */
  is(path: string, content: string, mode: string): boolean {
    const entry = this.entries.get(path);
    return entry !== undefined && entry.sha === this.learn(content) && entry.mode === mode;
  }

  /** Git's name of a content; where the tree holds it, nobody has to ask for it any more. */
  learn(content: string): string {
    const sha = blobSha(content);
    this.known.set(sha, content);
    return sha;
  }

  /** What keeps a file from being written: something else is in its place, or where one of its folders should be. */
  inTheWayOf(path: string): string | undefined {
    const parts = path.split('/');
    for (let length = 1; length <= parts.length; length++) {
      const at = parts.slice(0, length).join('/');
      const entry = this.entries.get(at);
      const isRight = length < parts.length ? entry?.type === 'tree' : FILE_MODES.includes(entry?.mode ?? '');
      if (entry && !isRight) return `${at} is ${KINDS.get(entry.mode) ?? 'a file'}`;
    }
    return undefined;
  }

  /** The text of a file; nothing when there is none. Throws an Obstacle for one that nobody should read. */
  async text(path: string, limit: number = MOST_BYTES): Promise<string | undefined> {
    const entry = this.entries.get(path);
    if (!entry) return undefined;
    if (!FILE_MODES.includes(entry.mode)) {
      throw new Obstacle('blocked', `${this.inTheWayOf(path)} where a generated file belongs: remove it`);
    }
    const known = this.known.get(entry.sha);
    if (known !== undefined) return known;
    if ((entry.size ?? 0) > limit) throw tooLarge(path, entry.size, limit);
    this.bytes += entry.size ?? 0;
    if (++this.downloads > MOST_DOWNLOADS || this.bytes > MOST_BYTES_TOGETHER) {
      throw new Obstacle('failed', `more than ${MOST_DOWNLOADS} of its files would be read, or ${MOST_BYTES_TOGETHER} bytes`);
    }
    const bytes = await this.github.blob(this.name, entry.sha, limit).catch((error: unknown) => {
      throw error instanceof GitHubError && error.kind === 'too large' ? tooLarge(path, undefined, limit) : error;
    });
    const text = bytes.toString('utf8');
    this.known.set(entry.sha, text);
    return text;
  }
}

const KINDS = new Map([
  ['120000', 'a symbolic link'],
  ['160000', 'a submodule'],
  ['040000', 'a folder'],
]);

function tooLarge(path: string, size: number | undefined, limit: number): Obstacle {
  return new Obstacle('failed', `${path} has ${size ?? `more than ${limit}`} bytes and was not read`);
}

function leadsOut(path: string): boolean {
  return path === '' || path.startsWith('/') || /(?:^|[\\/])\.\.?(?:[\\/]|$)|\0/.test(path);
}
