/** What went wrong at GitHub, in words that a person acts on. */
export type GitHubErrorKind =
  | 'unauthorized'
  | 'forbidden'
  | 'not found'
  | 'conflict'
  | 'unprocessable'
  | 'rate limited'
  | 'too large'
  | 'unavailable'
  | 'invalid answer';

/** A request that failed for good: after retries, and after the waiting that GitHub asked for. Its text holds no token and no header. */
export class GitHubError extends Error {
  constructor(
    public readonly kind: GitHubErrorKind,
    /** What was asked, for example `GET /repos/acme/payments-db/git/trees/…`. */
    public readonly request: string,
    message: string,
    /** HTTP status, if there was an answer. */
    public readonly status?: number,
  ) {
    super(message);
  }
}
