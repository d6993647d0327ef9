import { configError } from '@pgplatform/core';
import { AppTokens, type Permissions } from './app-tokens';
import { boundedFetch } from './bounded-fetch';
import { clockTime } from './clock';
import type { FleetConfig } from './fleet-config';
import type {
  BranchProtection,
  ChecksVerdict,
  GitHub,
  NewCommit,
  NewPullRequest,
  NewRepository,
  PullRequest,
  PullRequestChange,
  PullRequestFilter,
  RemoteCommit,
  RemoteRepository,
  RemoteTree,
  RepositoryName,
  Reviewers,
  TreeEntry,
  TreeFile,
} from './github';
import { GitHubError } from './github-error';
import { pauseOf, requestFailure } from './request-failure';
import { RequestGate } from './request-gate';
import { RequestRepeats } from './request-repeats';
import { type Credentials, readCredentials } from './token';

export interface GitHubOptions {
  /** Requests at the same time. */
  readonly concurrency: number;
  /** Told of long waits, in one line. */
  readonly note: (line: string) => void;
}

// biome-ignore format: the attribute is what makes it the type of an ES module
type Octokit = import('@octokit/rest', { with: { 'resolution-mode': 'import' } }).Octokit;
type Traffic = { requests: number; milliseconds: number };

/** Milliseconds that an answer may take. */
const PATIENCE = 60_000;
/** Seconds that GitHub may ask to wait: its limits are reset every hour. */
const LONGEST_WAIT = 65 * 60;
/** Times that one request waits for a limit. */
const WAITS = 5;
/** Seconds of waiting that nobody is told of. */
const SHORT = 5;
const PAGE = 100;
/** Pages of one listing: anybody can open pull requests. */
const MOST_PAGES = 100;
/** Pages of an owner's repositories. */
const MOST_LISTED = 1000;
const MEBIBYTE = 1024 * 1024;

/**
 * The GitHub of a fleet, with the token of the environment (see `readCredentials`).
 *
 * @throws ConfigProblem when nothing lets us in, or the GitHub App is not installed at the owner
 */
export async function openGitHub(
  config: Pick<FleetConfig, 'api' | 'owner'>,
  env: NodeJS.ProcessEnv,
  options: GitHubOptions,
): Promise<GitHub> {
  const credentials = readCredentials(config.api, env);
  const traffic: Traffic = { requests: 0, milliseconds: 0 };
  const octokit = await openOctokit(config, credentials, options, traffic);
  return new OctokitGitHub(octokit, credentials.kind === 'app', traffic);
}

/** Octokit with our way of sending: from inside to outside a request, the waiting for limits, the retries, the words of an error. */
async function openOctokit(
  config: Pick<FleetConfig, 'api' | 'owner'>,
  credentials: Credentials,
  { concurrency, note }: GitHubOptions,
  traffic: Traffic,
): Promise<Octokit> {
  const [{ Octokit }, { retry }, { throttling }] = await Promise.all([
    import('@octokit/rest'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
  ]);
  const gate = new RequestGate(concurrency);
  const secrets = new Set<string>();
  let tokenFor = async (_method: string, _repository?: string) => (credentials.kind === 'token' ? credentials.token : '');

  const inside = (octokit: { hook: Octokit['hook'] }) => {
    octokit.hook.wrap('request', async (request, options) => {
      const given = options.headers.authorization; // of a request for a token, which is inside already
      const send = async () => {
        const authorization = given ?? `token ${await tokenFor(options.method, options.repo as string | undefined)}`;
        secrets.add(authorization.replace(/^\w+ /, ''));
        const start = performance.now();
        traffic.requests++;
        try {
          options.headers.authorization = authorization;
          options.request.signal = AbortSignal.timeout(PATIENCE);
          const response = await request(options);
          if (response.status !== 204 && typeof response.data !== 'object') {
            throw Object.assign(new Error('invalid answer'), { status: 502, request: { ...options }, invalidAnswer: true });
          }
          return response;
        } catch (thrown) {
          const error = thrown as Error & { response?: { headers: Record<string, string> } };
          if (error.cause instanceof GitHubError) {
            throw error.cause;
          }
          const pause = pauseOf(error);
          if (pause !== undefined) {
            closeFor(pause);
            error.message = error.response?.headers['retry-after'] ? 'secondary rate limit' : error.message; // the throttling plugin's word
          }
          throw error;
        } finally {
          options.headers.authorization = given; // a later attempt may need a newer token
          traffic.milliseconds += performance.now() - start;
        }
      };
      return given ? send() : gate.run(send);
    });
    return {};
  };
  const outside = (octokit: { hook: Octokit['hook'] }) => {
    octokit.hook.before('request', (options) => {
      options.request = { ...options.request }; // Octokit shares it, and the plugins count attempts in it
    });
    octokit.hook.error('request', (error, options) => {
      const path = options.url.replace(/\{(\w+)\}/g, (_, name) => String((options as Record<string, unknown>)[name]));
      throw requestFailure(error, `${options.method} ${path}`, secrets);
    });
    return {};
  };
  const closeFor = (seconds: number) => {
    const until = clockTime() + seconds * 1000;
    if (seconds <= LONGEST_WAIT && gate.close(until) && seconds > SHORT) {
      note(`GitHub asks for a pause: waiting ${seconds} s, until ${new Date(until).toISOString().slice(11, 19)} UTC.`);
    }
  };
  const again = (seconds: number, _options: object, _octokit: unknown, count: number) => seconds <= LONGEST_WAIT && count < WAITS;
  // The plugin would queue requests by itself, ten at a time and writes a second apart: `gate` and whoever writes decide that.
  const open = {
    key: () => ({ schedule: (_: object, job: (...args: unknown[]) => unknown, ...args: unknown[]) => job(...args) }),
  };
  const Plugged = Octokit.plugin(inside, retry, throttling, outside);
  const silent = () => {};
  const octokit = new Plugged({
    baseUrl: config.api.replace(/\/+$/, ''),
    userAgent: 'pgplatform-fleet',
    request: { fetch: boundedFetch() },
    log: { debug: silent, info: silent, warn: silent, error: silent },
    retry: { doNotRetry: [400, 401, 403, 404, 409, 410, 413, 422, 429, 451] },
    throttle: {
      ...({
        global: open,
        auth: open,
        search: open,
        write: open,
        notifications: open,
        retryLimiter: new RequestRepeats(),
      } as object),
      onRateLimit: again,
      onSecondaryRateLimit: again,
    },
  });
  if (credentials.kind === 'app') {
    const tokens = await appTokens(octokit, config.owner, credentials);
    tokenFor = (method, repository) => tokens.for(method, repository);
  }
  return octokit;
}

/** The tokens of the GitHub App's installation at an owner. */
async function appTokens(octokit: Octokit, owner: string, app: Credentials & { kind: 'app' }): Promise<AppTokens> {
  const { default: appJwt } = await import('universal-github-app-jwt');
  const asApp = async () => ({ authorization: `bearer ${(await appJwt({ id: app.appId, privateKey: app.privateKey })).token}` });
  const headers = await asApp();
  const found = app.installationId
    ? await orNothing(
        octokit.request('GET /app/installations/{installation_id}', { installation_id: app.installationId, headers }),
      )
    : ((await orNothing(octokit.request('GET /orgs/{org}/installation', { org: owner, headers }))) ??
      (await orNothing(octokit.request('GET /users/{username}/installation', { username: owner, headers }))));
  if (!found) {
    const fix = `Install the GitHub App at ${owner}, and let it see the repositories.`;
    throw configError([
      { code: 'APP_NOT_INSTALLED', path: 'owner', message: `The GitHub App is not installed at ${owner}.`, fix },
    ]);
  }
  const { id, permissions } = found.data;
  return new AppTokens(permissions as Permissions, async ({ permissions, repositoryNames: repositories }) => {
    const scope = { installation_id: id, permissions, repositories, headers: await asApp() };
    const { data } = await octokit.request('POST /app/installations/{installation_id}/access_tokens', scope);
    return { token: data.token, expires: Date.parse(data.expires_at) };
  });
}

/** The one file that speaks to GitHub. Errors leave it as GitHubError. */
class OctokitGitHub implements GitHub {
  constructor(
    private readonly octokit: Octokit,
    private readonly asApp: boolean,
    readonly traffic: Readonly<Traffic>,
  ) {}

  async *repositoriesOf(owner: string): AsyncIterable<RemoteRepository> {
    const page = await this.listing(owner);
    for (let number = 1; ; number++) {
      refuseBeyond(MOST_LISTED, number, `GET the repositories of ${owner}`);
      const found = await page(number);
      for (const repository of found) {
        if (repository.owner.login.toLowerCase() === owner.toLowerCase()) {
          yield remoteRepository(repository);
        }
      }
      if (found.length < PAGE) {
        return;
      }
    }
  }

  async repository({ owner, name: repo }: RepositoryName): Promise<RemoteRepository | undefined> {
    const found = await orNothing(this.octokit.request('GET /repos/{owner}/{repo}', { owner, repo }));
    return found && remoteRepository(found.data);
  }

  async createRepository({ owner, name }: RepositoryName, { description, private: isPrivate }: NewRepository) {
    const made = (await this.isOrganisation(owner))
      ? await this.octokit.request('POST /orgs/{org}/repos', { org: owner, name, description, private: isPrivate })
      : await this.octokit.request('POST /user/repos', { name, description, private: isPrivate });
    return remoteRepository(made.data);
  }

  async createFile({ owner, name: repo }: RepositoryName, path: string, content: string, message: string): Promise<void> {
    const base64 = Buffer.from(content).toString('base64');
    await this.octokit.request('PUT /repos/{owner}/{repo}/contents/{path}', { owner, repo, path, message, content: base64 });
  }

  async setTopics({ owner, name: repo }: RepositoryName, topics: readonly string[]): Promise<void> {
    await this.octokit.request('PUT /repos/{owner}/{repo}/topics', { owner, repo, names: [...topics] });
  }

  async isProtected({ owner, name: repo }: RepositoryName, branch: string): Promise<boolean> {
    const { data } = await this.octokit.request('GET /repos/{owner}/{repo}/branches/{branch}', { owner, repo, branch });
    return data.protected;
  }

  async protectBranch({ owner, name: repo }: RepositoryName, branch: string, protection: BranchProtection): Promise<void> {
    await this.octokit.request('PUT /repos/{owner}/{repo}/branches/{branch}/protection', {
      owner,
      repo,
      branch,
      required_status_checks: { strict: false, contexts: [...protection.checks] },
      required_pull_request_reviews: {
        required_approving_review_count: protection.reviews,
        require_code_owner_reviews: protection.codeOwners,
      },
      enforce_admins: false,
      restrictions: null,
    });
  }

  async branch({ owner, name: repo }: RepositoryName, branch: string): Promise<string | undefined> {
    const ref = `heads/${branch}`;
    const found = await orNothing(
      this.octokit.request('GET /repos/{owner}/{repo}/git/ref/{ref}', { owner, repo, ref }),
      'conflict', // the repository is empty
    );
    return found?.data.object.sha;
  }

  async commit({ owner, name: repo }: RepositoryName, sha: string): Promise<RemoteCommit> {
    const { data } = await this.octokit.request('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
      owner,
      repo,
      commit_sha: sha,
    });
    return { sha: data.sha, tree: data.tree.sha, parents: data.parents.map((parent) => parent.sha), message: data.message };
  }

  async tree({ owner, name: repo }: RepositoryName, commit: string): Promise<RemoteTree> {
    const route = 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}';
    const { data } = await this.octokit.request(route, { owner, repo, tree_sha: commit, recursive: '1' });
    return { sha: data.sha, truncated: data.truncated, entries: data.tree as TreeEntry[] };
  }

  async blob({ owner, name: repo }: RepositoryName, sha: string, limit = MEBIBYTE): Promise<Buffer> {
    const tooLarge = (size: number) =>
      new GitHubError('too large', `GET /repos/${owner}/${repo}/git/blobs/${sha}`, `too large: ${size} bytes, ${limit} are read`);
    const small = boundedFetch(limit * 1.5 + PAGE * PAGE); // base64 in lines, and what is said of it
    const route = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';
    const { data } = await this.octokit.request(route, { owner, repo, file_sha: sha, request: { fetch: small } });
    const content = Buffer.from(data.content, 'base64');
    if (content.length > limit) {
      throw tooLarge(content.length);
    }
    return content;
  }

  async createTree({ owner, name: repo }: RepositoryName, base: string | undefined, files: readonly TreeFile[]): Promise<string> {
    const { data } = await this.octokit.request('POST /repos/{owner}/{repo}/git/trees', {
      owner,
      repo,
      base_tree: base,
      tree: files.map(({ path, mode, content }) => ({
        path,
        mode,
        type: 'blob' as const,
        ...(content === undefined ? { sha: null } : { content }),
      })),
    });
    return data.sha;
  }

  async createCommit({ owner, name: repo }: RepositoryName, { message, tree, parents }: NewCommit): Promise<string> {
    const commit = { message, tree, parents: [...parents] };
    const { data } = await this.octokit.request('POST /repos/{owner}/{repo}/git/commits', { owner, repo, ...commit });
    return data.sha;
  }

  async createBranch({ owner, name: repo }: RepositoryName, branch: string, commit: string): Promise<void> {
    const ref = `refs/heads/${branch}`;
    await this.octokit.request('POST /repos/{owner}/{repo}/git/refs', { owner, repo, ref, sha: commit });
  }

  async updateBranch({ owner, name: repo }: RepositoryName, branch: string, commit: string, force = false): Promise<void> {
    const ref = `heads/${branch}`;
    await this.octokit.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', { owner, repo, ref, sha: commit, force });
  }

  async deleteBranch({ owner, name: repo }: RepositoryName, branch: string): Promise<void> {
    const ref = `heads/${branch}`;
    await orNothing(
      this.octokit.request('DELETE /repos/{owner}/{repo}/git/refs/{ref}', { owner, repo, ref }),
      'unprocessable', // the branch is not there
    );
  }

  async pullRequests({ owner, name: repo }: RepositoryName, { state, head }: PullRequestFilter): Promise<PullRequest[]> {
    const all: PullRequest[] = [];
    for (let page = 1; ; page++) {
      refuseBeyond(MOST_PAGES, page, `GET /repos/${owner}/${repo}/pulls`);
      const filter = {
        state,
        head: head && `${owner}:${head}`,
        sort: 'created',
        direction: 'desc',
        per_page: PAGE,
        page,
      } as const;
      const { data } = await this.octokit.request('GET /repos/{owner}/{repo}/pulls', { owner, repo, ...filter });
      all.push(...data.filter(({ head, base }) => head.repo?.id === base.repo.id).map(pullRequest));
      if (data.length < PAGE) {
        return all;
      }
    }
  }

  /** Is not sent again after a failure without looking whether it had its effect. */
  async createPullRequest(name: RepositoryName, pull: NewPullRequest): Promise<PullRequest> {
    const { owner, name: repo } = name;
    const once = { retries: 0 };
    try {
      const { data } = await this.octokit.request('POST /repos/{owner}/{repo}/pulls', { owner, repo, ...pull, request: once });
      return pullRequest(data);
    } catch (error) {
      if (!(error instanceof GitHubError) || !['unavailable', 'invalid answer'].includes(error.kind)) {
        throw error;
      }
      const [made] = await this.pullRequests(name, { state: 'open', head: pull.head });
      if (made) {
        return made;
      }
      const { data } = await this.octokit.request('POST /repos/{owner}/{repo}/pulls', { owner, repo, ...pull, request: once });
      return pullRequest(data);
    }
  }

  async updatePullRequest(
    { owner, name: repo }: RepositoryName,
    number: number,
    change: PullRequestChange,
  ): Promise<PullRequest> {
    const route = 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}';
    const { data } = await this.octokit.request(route, { owner, repo, pull_number: number, ...change });
    return pullRequest(data);
  }

  async addLabels({ owner, name: repo }: RepositoryName, number: number, labels: readonly string[]): Promise<void> {
    const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels';
    await this.octokit.request(route, { owner, repo, issue_number: number, labels: [...labels] });
  }

  async removeLabel({ owner, name: repo }: RepositoryName, number: number, label: string): Promise<void> {
    const route = 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}';
    await orNothing(this.octokit.request(route, { owner, repo, issue_number: number, name: label }));
  }

  async requestReviewers({ owner, name: repo }: RepositoryName, number: number, { users, teams }: Reviewers): Promise<void> {
    const route = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers';
    const reviewers = { reviewers: [...users], team_reviewers: [...teams] };
    await this.octokit.request(route, { owner, repo, pull_number: number, ...reviewers });
  }

  async checks({ owner, name: repo }: RepositoryName, commit: string): Promise<ChecksVerdict> {
    const states: string[] = [];
    for (let page = 1; ; page++) {
      refuseBeyond(MOST_PAGES, page, `GET /repos/${owner}/${repo}/commits/${commit}/check-runs`);
      const route = 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs';
      const { data } = await this.octokit.request(route, { owner, repo, ref: commit, per_page: PAGE, page });
      states.push(...data.check_runs.map((run) => (run.status === 'completed' ? String(run.conclusion) : 'pending')));
      if (data.check_runs.length < PAGE) {
        break;
      }
    }
    const status = await orNothing(
      this.octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/status', { owner, repo, ref: commit }),
    );
    if (status && status.data.total_count > 0) {
      states.push(status.data.state);
    }
    return checksVerdict(states);
  }

  async dispatchWorkflow(
    { owner, name: repo }: RepositoryName,
    file: string,
    branch: string,
    inputs: Readonly<Record<string, string>>,
  ): Promise<void> {
    const route = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches';
    const once = { retries: 0 }; // a second run would be one too many
    await this.octokit.request(route, { owner, repo, workflow_id: file, ref: branch, inputs, request: once });
  }

  /** How the repositories of an owner are listed, a page at a time: what the token may see of them. */
  private async listing(owner: string): Promise<(page: number) => Promise<ListedRepository[]>> {
    const { octokit } = this;
    const part = (page: number) => ({ per_page: PAGE, page });
    if (this.asApp) {
      return async (page) => (await octokit.request('GET /installation/repositories', part(page))).data.repositories;
    }
    if (await this.isOrganisation(owner)) {
      return async (page) => (await octokit.request('GET /orgs/{org}/repos', { org: owner, ...part(page) })).data;
    }
    const { data: self } = await octokit.request('GET /user');
    return self.login.toLowerCase() === owner.toLowerCase()
      ? async (page) => (await octokit.request('GET /user/repos', { affiliation: 'owner', ...part(page) })).data
      : async (page) => (await octokit.request('GET /users/{username}/repos', { username: owner, ...part(page) })).data;
  }

  private async isOrganisation(owner: string): Promise<boolean> {
    return (await orNothing(this.octokit.request('GET /orgs/{org}', { org: owner }))) !== undefined;
  }
}

/** What GitHub says of a repository: as much as is used of it. */
type ListedRepository = Parameters<typeof remoteRepository>[0];

function remoteRepository(data: {
  name: string;
  owner: { login: string };
  default_branch?: string;
  archived?: boolean;
  private: boolean;
  topics?: string[];
  html_url: string;
  permissions?: { push?: boolean };
}): RemoteRepository {
  return {
    owner: data.owner.login,
    name: data.name,
    defaultBranch: data.default_branch ?? 'main',
    archived: data.archived ?? false,
    private: data.private,
    topics: data.topics ?? [],
    url: data.html_url,
    canPush: data.permissions?.push,
  };
}

function pullRequest(data: {
  number: number;
  title: string;
  body: string | null;
  state: string;
  merged_at: string | null;
  head: { ref: string; sha: string };
  base: { ref: string };
  labels: { name?: string }[];
  html_url: string;
  created_at: string;
}): PullRequest {
  return {
    number: data.number,
    title: data.title,
    body: data.body ?? '',
    state: data.state === 'open' ? 'open' : 'closed',
    merged: data.merged_at !== null,
    head: data.head.ref,
    headSha: data.head.sha,
    base: data.base.ref,
    labels: data.labels.flatMap((label) => label.name ?? []),
    url: data.html_url,
    openedAt: data.created_at,
  };
}

/** Throws `too large` for a listing that does not end. */
function refuseBeyond(most: number, page: number, request: string): void {
  if (page > most) {
    throw new GitHubError('too large', request, `too large: more than ${most * PAGE} entries`);
  }
}

/** One word for conclusions of check runs and states of commit statuses. */
function checksVerdict(states: readonly string[]): ChecksVerdict {
  if (states.length === 0) {
    return 'none';
  }
  if (states.some((state) => !['pending', 'success', 'neutral', 'skipped'].includes(state))) {
    return 'failure';
  }
  return states.includes('pending') ? 'pending' : 'success';
}

/** What was asked for, or nothing when it is not there. */
async function orNothing<T>(asked: Promise<T>, also?: GitHubError['kind']): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GitHubError && (error.kind === 'not found' || error.kind === also)) {
      return undefined;
    }
    throw error;
  }
}
