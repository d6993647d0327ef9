/** What a GitHub App may do: https://docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app */
export type Permissions = Readonly<Record<string, string>>;

/** What a token is for. */
export interface TokenScope {
  readonly permissions: Permissions;
  /** Names of the repositories; all of the installation when left out. */
  readonly repositoryNames?: string[];
}

const READS = ['metadata', 'contents', 'pull_requests', 'checks', 'statuses'];
const WRITES = ['contents', 'pull_requests', 'workflows', 'actions', 'issues', 'administration'];

/** The tokens of a GitHub App's installation: one reads everything, one writes to one repository, one makes repositories. */
export class AppTokens {
  /**
   * @param granted what the installation may do: a token for more would be refused
   * @param issue gives a token; asks GitHub when it has none that still counts
   */
  constructor(
    private readonly granted: Permissions,
    private readonly issue: (scope: TokenScope) => Promise<string>,
  ) {}

  /** The token for a request: no more than it needs. */
  for(method: string, repository: string | undefined): Promise<string> {
    if (method === 'GET') {
      return this.issue({ permissions: this.of(READS, 'read') });
    }
    return repository === undefined
      ? this.issue({ permissions: this.of(['administration'], 'write') })
      : this.issue({ permissions: { ...this.of(READS, 'read'), ...this.of(WRITES, 'write') }, repositoryNames: [repository] });
  }

  private of(names: readonly string[], access: 'read' | 'write'): Permissions {
    const usable = names.filter((name) => (access === 'read' ? this.granted[name] : this.granted[name] === 'write'));
    return Object.fromEntries(usable.map((name) => [name, access]));
  }
}
