import { GitHubError } from './github-error';

/** A recursive tree has 7 MB, a page of a hundred pull requests at most as many bodies of 64 KiB. */
const MOST_BYTES = 32 << 20;
const MOST_REDIRECTS = 5;
const REDIRECTS = [301, 302, 307, 308];
/** A status whose answer has no body: https://fetch.spec.whatwg.org/#null-body-status */
const EMPTY = [101, 204, 205, 304];

/**
 * `fetch` for one GitHub: an answer is read up to a limit, and a redirect, which a renamed repository has, leads to the same host or to
 * nothing, so that the token is shown to nobody else. It throws GitHubErrors `too large` and `invalid answer`.
 *
 * @param limit bytes @default 32 MiB
 */
export function boundedFetch(limit: number = MOST_BYTES): typeof fetch {
  return async (input, init) => {
    const begin = new URL(String(input));
    const request = `${init?.method ?? 'GET'} ${begin.pathname}`;
    let at = begin;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const response = await fetch(at, { ...init, redirect: 'manual' });
      const location = response.headers.get('location');
      if (!REDIRECTS.includes(response.status) || location === null) return whole(response, request, limit);
      await response.body?.cancel();
      at = new URL(location, at);
      if (at.origin !== begin.origin) {
        throw new GitHubError('invalid answer', request, `invalid answer: it leads to ${at.host}, and ${begin.host} was asked`);
      }
    }
    throw new GitHubError('invalid answer', request, 'invalid answer: it leads in a circle');
  };
}

async function whole(response: Response, request: string, limit: number): Promise<Response> {
  const { status, headers } = response;
  const tooLarge = (bytes: string) => new GitHubError('too large', request, `too large: ${bytes} bytes, ${limit} are read`);
  const announced = Number(headers.get('content-length'));
  if (announced > limit) {
    await response.body?.cancel();
    throw tooLarge(String(announced));
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > limit) throw tooLarge(`more than ${limit}`); // leaving the loop ends the connection
    chunks.push(chunk);
  }
  return new Response(EMPTY.includes(status) ? null : Buffer.concat(chunks), { status, headers });
}
