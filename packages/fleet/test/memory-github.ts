import { createHash } from 'node:crypto';
import type {
  ChecksVerdict,
  GitHub,
  NewCommit,
  NewPullRequest,
  PullRequest,
  PullRequestChange,
  RemoteCommit,
  RemoteRepository,
  RepositoryName,
  TreeFile,
} from '../src/github';
import { GitHubError } from '../src/github-error';

type File = { readonly mode: string; readonly content: string };
type Repository = {
  remote: RemoteRepository;
  readonly trees: Map<string, ReadonlyMap<string, File>>;
  readonly commits: Map<string, RemoteCommit>;
  readonly branches: Map<string, string>;
  readonly pulls: PullRequest[];
  readonly reviewers: Map<number, string[]>;
};

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');
const byPath = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

/** A GitHub without HTTP, for what only depends on who asks first. `emulator/` is the one that is not ours. */
export class MemoryGitHub {
  readonly repositories = new Map<string, Repository>();
  /** Names of what was asked, in order, for example `createBranch payments-db`. */
  readonly asked: string[] = [];
  /** Also takes a second pull request of the same branch, as `emulate` does. */
  lax = false;
  /** Runs before a request, and may throw instead of it. */
  before: (request: string) => void | Promise<void> = () => {};
  /** Of a commit. */
  verdict: (name: string, commit: string) => ChecksVerdict = () => 'success';
  private commits = 0;

  constructor(repositories: Readonly<Record<string, Readonly<Record<string, string>>>>) {
    for (const [name, files] of Object.entries(repositories)) {
      this.repositories.set(name, {
        remote: {
          owner: 'acme',
          name,
          defaultBranch: 'main',
          archived: false,
          private: true,
          topics: [],
          url: name,
          canPush: true,
        },
        trees: new Map(),
        commits: new Map(),
        branches: new Map(),
        pulls: [],
        reviewers: new Map(),
      });
      this.commitTo(name, 'main', files);
    }
  }

  /** What a person pushes: these files changed on a branch. */
  commitTo(name: string, branch: string, files: Readonly<Record<string, string | undefined>>): string {
    const repository = this.of(name);
    const head = repository.branches.get(branch);
    const base = head && repository.commits.get(head);
    const changes = Object.entries(files).map(([path, content]): TreeFile => ({ path, mode: '100644', content }));
    const tree = this.makeTree(repository, base ? base.tree : undefined, changes);
    const commit = this.makeCommit(repository, { message: 'By hand', tree, parents: head ? [head] : [] });
    repository.branches.set(branch, commit);
    return commit;
  }

  /** Files of a branch; nothing when it is not there. */
  files(name: string, branch: string): Record<string, string> | undefined {
    const repository = this.of(name);
    const commit = repository.commits.get(repository.branches.get(branch) ?? '');
    const tree = commit && repository.trees.get(commit.tree);
    return tree && Object.fromEntries([...tree].sort(byPath).map(([path, file]) => [path, file.content]));
  }

  head(name: string, branch = 'main'): RemoteCommit {
    const repository = this.of(name);
    return repository.commits.get(repository.branches.get(branch) ?? '') as RemoteCommit;
  }

  pulls(name: string): PullRequest[] {
    return this.of(name).pulls;
  }

  change(name: string, number: number, change: Partial<PullRequest>): void {
    const { pulls } = this.of(name);
    const at = pulls.findIndex((pull) => pull.number === number);
    pulls[at] = { ...pulls[at], ...change };
  }

  /** The default branch gets what the pull request's branch has. */
  merge(name: string, number: number): void {
    const repository = this.of(name);
    const pull = repository.pulls.find((one) => one.number === number) as PullRequest;
    const head = this.head(name, pull.head);
    const parents = [repository.branches.get('main') as string, head.sha];
    repository.branches.set('main', this.makeCommit(repository, { message: 'Merge', tree: head.tree, parents }));
    this.change(name, number, { state: 'closed', merged: true });
  }

  of(name: string): Repository {
    const repository = this.repositories.get(name);
    if (!repository) {
      throw new GitHubError('not found', name, 'Not Found', 404);
    }
    return repository;
  }

  /** The port, as one process sees it. */
  port(): GitHub {
    const port: Partial<GitHub> = {
      repository: async ({ name }) => this.repositories.get(name)?.remote,
      branch: async ({ name }, branch) => this.of(name).branches.get(branch),
      commit: async ({ name }, sha) => this.found(this.of(name).commits.get(sha)),
      tree: async ({ name }, sha) => {
        const { tree } = this.found(this.of(name).commits.get(sha));
        const entries = [...this.found(this.of(name).trees.get(tree))].map(([path, { mode, content }]) => ({
          path,
          mode,
          type: 'blob' as const,
          sha: sha1(`${this.of(name).remote.name}${content}`),
        }));
        return { sha: tree, truncated: false, entries };
      },
      blob: async ({ name }, sha) => {
        const files = [...this.of(name).trees.values()].flatMap((tree) => [...tree.values()]);
        return Buffer.from(this.found(files.find((file) => sha1(`${name}${file.content}`) === sha)).content);
      },
      createTree: async ({ name }, base, files) => this.makeTree(this.of(name), base, files),
      createCommit: async ({ name }, commit) => this.makeCommit(this.of(name), commit),
      createBranch: async ({ name }, branch, commit) => {
        if (this.of(name).branches.has(branch)) {
          throw new GitHubError('conflict', branch, 'Reference already exists', 422);
        }
        this.of(name).branches.set(branch, commit);
      },
      updateBranch: async ({ name }, branch, commit) => {
        if (!this.descends(this.of(name), commit, this.of(name).branches.get(branch))) {
          throw new GitHubError('conflict', branch, 'Update is not a fast forward', 422);
        }
        this.of(name).branches.set(branch, commit);
      },
      deleteBranch: async ({ name }, branch) => {
        this.found(this.of(name).branches.get(branch));
        this.of(name).branches.delete(branch);
      },
      pullRequests: async ({ name }, { state, head }) =>
        this.of(name)
          .pulls.filter((pull) => (state === 'all' || pull.state === 'open') && (head === undefined || pull.head === head))
          .reverse(),
      createPullRequest: async (repository, pull) => this.makePull(repository, pull),
      updatePullRequest: async ({ name }, number, change: PullRequestChange) => {
        this.change(name, number, change);
        return this.found(this.of(name).pulls.find((pull) => pull.number === number));
      },
      addLabels: async ({ name }, number, labels) => this.label(name, number, (before) => [...new Set([...before, ...labels])]),
      removeLabel: async ({ name }, number, label) => this.label(name, number, (before) => before.filter((one) => one !== label)),
      requestReviewers: async ({ name }, number, { users, teams }) => {
        this.of(name).reviewers.set(number, [...users, ...teams]);
      },
      checks: async ({ name }, commit) => this.verdict(name, commit),
      dispatchWorkflow: async () => {},
    };
    const traffic = { requests: 0, milliseconds: 0 };
    const entries = Object.entries(port).map(([request, answer]) => [
      request,
      async (repository: RepositoryName, ...rest: unknown[]) => {
        traffic.requests++;
        this.asked.push(`${request} ${repository.name}`);
        await this.before(`${request} ${repository.name}`);
        return (answer as (...given: unknown[]) => unknown)(repository, ...rest);
      },
    ]);
    return { ...Object.fromEntries(entries), traffic } as GitHub;
  }

  private label(name: string, number: number, change: (labels: readonly string[]) => string[]): void {
    const { labels } = this.found(this.of(name).pulls.find((pull) => pull.number === number));
    this.change(name, number, { labels: change(labels) });
  }

  private makePull({ name }: RepositoryName, { head, base, title, body }: NewPullRequest): PullRequest {
    const { pulls, branches } = this.of(name);
    if (!this.lax && pulls.some((pull) => pull.head === head && pull.state === 'open')) {
      throw new GitHubError('conflict', 'POST pulls', 'A pull request already exists', 422);
    }
    const number = pulls.length + 1;
    const url = `https://github.test/acme/${name}/pull/${number}`;
    const headSha = this.found(branches.get(head));
    const pull: PullRequest = { number, title, body, state: 'open', merged: false, head, headSha, base, labels: [], url };
    pulls.push(pull);
    return pull;
  }

  private makeTree(repository: Repository, base: string | undefined, files: readonly TreeFile[]): string {
    const tree = new Map(base === undefined ? [] : this.found(repository.trees.get(base)));
    for (const { path, mode, content } of files) {
      if (content === undefined) {
        tree.delete(path);
      } else {
        tree.set(path, { mode, content });
      }
    }
    const sha = sha1(JSON.stringify([...tree].sort(byPath)));
    repository.trees.set(sha, tree);
    return sha;
  }

  private makeCommit(repository: Repository, commit: NewCommit): string {
    const sha = sha1(`commit ${this.commits++}`);
    repository.commits.set(sha, { sha, ...commit });
    return sha;
  }

  private descends(repository: Repository, commit: string, from: string | undefined): boolean {
    const { parents } = this.found(repository.commits.get(commit));
    return commit === from || parents.some((parent) => this.descends(repository, parent, from));
  }

  private found<T>(value: T | undefined): T {
    if (value === undefined) {
      throw new GitHubError('not found', 'GET', 'Not Found', 404);
    }
    return value;
  }
}
