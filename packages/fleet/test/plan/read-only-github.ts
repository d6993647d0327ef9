import { createHash } from 'node:crypto';
import type { GitHub, RemoteRepository, TreeEntry } from '../../src/github';
import { GitHubError } from '../../src/github-error';
import { blobSha } from '../../src/plan/blob-sha';

/** A file of a repository: its text, or what else a tree may hold. */
export type SeenFile = string | (Partial<TreeEntry> & { readonly text?: string });

/** A repository in memory. */
export interface SeenRepository {
  readonly files?: Readonly<Record<string, SeenFile>>;
  readonly archived?: boolean;
  readonly canPush?: boolean;
  /** Nothing was ever committed. */
  readonly empty?: boolean;
  readonly truncated?: boolean;
  /** What every request about it answers with. */
  readonly fails?: GitHubError;
}

/** The reading half of a GitHub, for what has nothing to do with HTTP. It notes which blobs were asked for; writing is an error. */
export class ReadOnlyGitHub {
  readonly traffic = { requests: 0, milliseconds: 0 };
  /** Paths of the files that were downloaded. */
  readonly downloaded: string[] = [];
  /** Names of the methods that were called. */
  readonly called = new Set<string>();
  private readonly paths = new Map<string, string>();
  private readonly texts = new Map<string, string>();

  constructor(private readonly repositories: Readonly<Record<string, SeenRepository>>) {}

  /** As the port; whatever is not about reading is not there. */
  get port(): GitHub {
    return new Proxy(this as unknown as GitHub, {
      get: (_, name: string) => {
        if (name === 'traffic') return this.traffic;
        const method = (this as any)[name];
        if (typeof method !== 'function') throw new Error(`${name} is no reading`);
        return (...given: unknown[]) => {
          this.traffic.requests++;
          this.called.add(name);
          return method.apply(this, given);
        };
      },
    });
  }

  async *repositoriesOf(owner: string): AsyncGenerator<RemoteRepository> {
    for (const name of Object.keys(this.repositories)) yield this.remote(owner, name);
  }

  async repository({ owner, name }: { owner: string; name: string }): Promise<RemoteRepository | undefined> {
    return this.repositories[name] && this.remote(owner, name);
  }

  async branch({ name }: { name: string }): Promise<string | undefined> {
    const { fails, empty } = this.repositories[name];
    if (fails) throw fails;
    return empty ? undefined : digest(`commit ${name}`);
  }

  async tree({ name }: { name: string }): Promise<{ sha: string; truncated: boolean; entries: TreeEntry[] }> {
    const { files = {}, truncated = false } = this.repositories[name];
    const folders = new Set(
      Object.keys(files).flatMap((path) => path.split('/').map((_, i, parts) => parts.slice(0, i).join('/'))),
    );
    const entries = [...folders]
      .filter((path) => path !== '')
      .map((path): TreeEntry => ({ path, mode: '040000', type: 'tree', sha: digest(path) }));
    for (const [path, file] of Object.entries(files)) {
      const { text = '', ...rest } = typeof file === 'string' ? { text: file } : file;
      const sha = blobSha(text);
      this.texts.set(sha, text);
      this.paths.set(sha, path);
      entries.push({ path, mode: '100644', type: 'blob', sha, size: Buffer.byteLength(text), ...rest });
    }
    return { sha: digest(`tree ${name}`), truncated, entries };
  }

  async blob({ name }: { name: string }, sha: string, limit = 1 << 20): Promise<Buffer> {
    const bytes = Buffer.from(this.texts.get(sha) ?? '');
    this.downloaded.push(this.paths.get(sha) ?? '');
    if (bytes.length > limit) throw new GitHubError('too large', `GET blob of ${name}`, 'It is too large.');
    return bytes;
  }

  private remote(owner: string, name: string): RemoteRepository {
    const { archived = false, canPush } = this.repositories[name];
    return {
      owner,
      name,
      defaultBranch: 'main',
      archived,
      private: true,
      topics: [],
      url: `https://github.com/${owner}/${name}`,
      canPush,
    };
  }
}

function digest(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
