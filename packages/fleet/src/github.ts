/** The port to a GitHub: everything that fleet asks of the outside. One adapter, octokit-github.ts, speaks HTTP. */
export interface GitHub {
  /** How many requests were sent so far, and how long they took together: what a plan states and the bench divides by. */
  readonly traffic: { readonly requests: number; readonly milliseconds: number };

  /** Repositories of an organisation or a user, whatever their state. */
  repositoriesOf(owner: string): AsyncIterable<RemoteRepository>;
  /** One repository; nothing when it is not there or may not be seen. A renamed one comes with its new name. */
  repository(name: RepositoryName): Promise<RemoteRepository | undefined>;
  /** Makes a repository, empty. Throws `conflict` when it is there. */
  createRepository(name: RepositoryName, options: NewRepository): Promise<RemoteRepository>;
  /** Commits one file to the default branch: the way into an empty repository, which takes no tree. Throws `conflict` when it is there. */
  createFile(name: RepositoryName, path: string, content: string, message: string): Promise<void>;
  setTopics(name: RepositoryName, topics: readonly string[]): Promise<void>;
  isProtected(name: RepositoryName, branch: string): Promise<boolean>;
  protectBranch(name: RepositoryName, branch: string, protection: BranchProtection): Promise<void>;

  /** SHA of the commit at a branch; nothing when there is no such branch, or the repository is empty. */
  branch(name: RepositoryName, branch: string): Promise<string | undefined>;
  commit(name: RepositoryName, sha: string): Promise<RemoteCommit>;
  /** The whole tree of a commit, in one request. */
  tree(name: RepositoryName, commit: string): Promise<RemoteTree>;
  /** Throws `too large` above `limit` bytes (default 1 MiB). */
  blob(name: RepositoryName, sha: string, limit?: number): Promise<Buffer>;

  /** A tree on top of another one; a file without content is removed. Gives its SHA. */
  createTree(name: RepositoryName, base: string | undefined, files: readonly TreeFile[]): Promise<string>;
  createCommit(name: RepositoryName, commit: NewCommit): Promise<string>;
  /** Throws `conflict` when the branch is there. */
  createBranch(name: RepositoryName, branch: string, commit: string): Promise<void>;
  /** Moves a branch, without force unless asked. Throws `conflict` when it is not a fast-forward. */
  updateBranch(name: RepositoryName, branch: string, commit: string, force?: boolean): Promise<void>;
  deleteBranch(name: RepositoryName, branch: string): Promise<void>;

  /** Pull requests from branches of the repository itself, newest first: whoever has a fork can claim anything. */
  pullRequests(name: RepositoryName, filter: PullRequestFilter): Promise<PullRequest[]>;
  /** Throws `conflict` when there is one for that head already. */
  createPullRequest(name: RepositoryName, pull: NewPullRequest): Promise<PullRequest>;
  updatePullRequest(name: RepositoryName, number: number, change: PullRequestChange): Promise<PullRequest>;
  addLabels(name: RepositoryName, number: number, labels: readonly string[]): Promise<void>;
  removeLabel(name: RepositoryName, number: number, label: string): Promise<void>;
  requestReviewers(name: RepositoryName, number: number, reviewers: Reviewers): Promise<void>;
  /** What check runs and commit statuses say of a commit, together. */
  checks(name: RepositoryName, commit: string): Promise<ChecksVerdict>;
  /** Starts a workflow by hand. */
  dispatchWorkflow(name: RepositoryName, file: string, branch: string, inputs: Readonly<Record<string, string>>): Promise<void>;
}

export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

export interface RemoteRepository extends RepositoryName {
  readonly defaultBranch: string;
  readonly archived: boolean;
  readonly private: boolean;
  readonly topics: readonly string[];
  /** For people. */
  readonly url: string;
  /** Whether the token may push; nothing when GitHub does not say. */
  readonly canPush?: boolean;
  /** It was asked for by its name, and is not there, or may not be seen. */
  readonly missing?: boolean;
}

export interface NewRepository {
  readonly description?: string;
  readonly private: boolean;
}

export interface BranchProtection {
  /** Approving reviews that a pull request needs. */
  readonly reviews: number;
  /** Names of checks that must be green. */
  readonly checks: readonly string[];
  readonly codeOwners: boolean;
}

export interface RemoteCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
}

export interface RemoteTree {
  readonly sha: string;
  /** GitHub left entries out (above 100,000 entries or 7 MB). */
  readonly truncated: boolean;
  readonly entries: readonly TreeEntry[];
}

export interface TreeEntry {
  /** From the repository's root. Comes from outside: may hold `..`. */
  readonly path: string;
  /** `100644`, `100755`, `120000` (symbolic link), `040000` (folder), `160000` (submodule). */
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  /** Git's own SHA-1. */
  readonly sha: string;
  /** Bytes, of a blob. */
  readonly size?: number;
}

/** A file of a new tree; nothing as `content` removes it. */
export interface TreeFile {
  readonly path: string;
  readonly mode: '100644' | '100755';
  readonly content: string | undefined;
}

export interface NewCommit {
  readonly message: string;
  readonly tree: string;
  readonly parents: readonly string[];
}

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed';
  readonly merged: boolean;
  readonly head: string;
  readonly headSha: string;
  readonly base: string;
  readonly labels: readonly string[];
  readonly url: string;
  /** When it was opened, ISO 8601; nothing when GitHub does not say. */
  readonly openedAt?: string;
}

export interface PullRequestFilter {
  readonly state: 'open' | 'all';
  /** Only from this branch of the same repository. */
  readonly head?: string;
}

export interface NewPullRequest {
  readonly title: string;
  readonly body: string;
  readonly head: string;
  readonly base: string;
  readonly draft?: boolean;
}

export interface PullRequestChange {
  readonly title?: string;
  readonly body?: string;
  readonly state?: 'open' | 'closed';
}

export interface Reviewers {
  readonly users: readonly string[];
  /** Slugs of teams of the organisation. */
  readonly teams: readonly string[];
}

/** `none`: nobody checks. */
export type ChecksVerdict = 'none' | 'pending' | 'success' | 'failure';
