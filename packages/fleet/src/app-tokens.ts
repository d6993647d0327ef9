import { clockTime } from './clock';

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

/** A token of an installation. */
export interface AppToken {
  readonly token: string;
  /** When it ends, in milliseconds since 1970. */
  readonly expires: number;
}

/** A token with less time left than this is not used for another request. */
const SPARE = 5 * 60_000;

/** The tokens of a GitHub App's installation: one reads everything, one writes to one repository, one makes repositories. */
export class AppTokens {
  private readonly issued = new Map<string, Promise<AppToken>>();

  /**
   * @param granted what the installation may do: a token for more would be refused
   * @param make asks GitHub for a token
   */
  constructor(
    private readonly granted: Permissions,
    private readonly make: (scope: TokenScope) => Promise<AppToken>,
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

  /** The token made for the same before, while it still counts; requests at the same time share one. */
  private async issue(scope: TokenScope): Promise<string> {
    const key = JSON.stringify(scope);
    const known = this.issued.get(key);
    if (known) {
      const { token, expires } = await known;
      if (expires > clockTime() + SPARE) {
        return token;
      }
      if (this.issued.get(key) !== known) {
        return this.issue(scope); // somebody has asked for the next one already
      }
    }
    const made = this.make(scope);
    this.issued.set(key, made);
    made.catch(() => this.issued.delete(key));
    return (await made).token;
  }

  private of(names: readonly string[], access: 'read' | 'write'): Permissions {
    const usable = names.filter((name) => (access === 'read' ? this.granted[name] : this.granted[name] === 'write'));
    return Object.fromEntries(usable.map((name) => [name, access]));
  }
}
