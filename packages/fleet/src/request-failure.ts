import { clockTime } from './clock';
import { GitHubError, type GitHubErrorKind } from './github-error';

/** What a request that fails throws: as much as is used of it. */
interface Thrown {
  readonly message?: string;
  readonly status?: number;
  readonly cause?: unknown;
  readonly response?: { readonly headers: Readonly<Record<string, unknown>>; readonly data?: unknown };
  /** There was an answer that is none. */
  readonly invalidAnswer?: boolean;
}

const LONGEST_TEXT = 300;

/**
 * The failure of a request, in words of ours and of GitHub's; nothing else of what was thrown is kept.
 *
 * @param request what was asked
 * @param secrets must not be in the text
 */
export function requestFailure(thrown: unknown, request: string, secrets: Iterable<string>): GitHubError {
  if (thrown instanceof GitHubError) {
    return thrown;
  }
  const error = thrown as Thrown;
  const kind = kindOf(error);
  let text = error.response && !error.invalidAnswer ? wordsOf(error.response.data) : withoutAnswer(error);
  for (const secret of secrets) {
    text = text.replaceAll(secret, '***');
  }
  const status = error.response ? error.status : undefined;
  return new GitHubError(kind, request, `${kind}${status ? ` (${status})` : ''}: ${text.slice(0, LONGEST_TEXT)}`, status);
}

/** Seconds that GitHub asks to wait: too many requests came at once, or the hour's are used up. Nothing when it does not ask. */
export function pauseOf({ status, response }: Thrown): number | undefined {
  const { 'retry-after': after, 'x-ratelimit-remaining': left, 'x-ratelimit-reset': reset } = response?.headers ?? {};
  if ((status !== 403 && status !== 429) || (after === undefined && left !== '0')) {
    return undefined;
  }
  return after === undefined ? Math.max(0, Math.ceil(Number(reset) - clockTime() / 1000)) + 1 : Number(after) || 60;
}

function kindOf(error: Thrown): GitHubErrorKind {
  const { status = 500, response } = error;
  if (error.invalidAnswer) {
    return 'invalid answer';
  }
  const words = wordsOf(response?.data);
  if (pauseOf(error) !== undefined || status === 429 || (status === 403 && /rate limit/i.test(words))) {
    return 'rate limited';
  }
  if (status === 422) {
    return /already exists|not a fast.?forward/i.test(words) ? 'conflict' : 'unprocessable';
  }
  if (status === 403 && /too large|too_large/i.test(words)) {
    return 'too large';
  }
  const kinds: Record<number, GitHubErrorKind> = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not found',
    409: 'conflict',
    410: 'not found',
    413: 'too large',
    451: 'forbidden',
  };
  return kinds[status] ?? (status < 500 ? 'unprocessable' : 'unavailable');
}

/** GitHub's message, with what it says of each field. */
function wordsOf(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('message' in data)) {
    return 'no message';
  }
  const { message, errors } = data as { message: unknown; errors?: unknown };
  const more = Array.isArray(errors) ? errors.map((one) => (typeof one === 'string' ? one : (one?.message ?? one?.code))) : [];
  return [message, ...more].filter(Boolean).join(' ').replace(/\s+/g, ' ');
}

function withoutAnswer({ cause, invalidAnswer, message }: Thrown): string {
  if (invalidAnswer) {
    return 'the answer is not what GitHub sends; is this its API?';
  }
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return 'no answer in time';
  }
  const { code } = ((cause as Error | undefined)?.cause ?? {}) as NodeJS.ErrnoException;
  return `no answer: ${code ?? message}`;
}
