import { once } from 'node:events';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { clockTime } from '@pgplatform/test-kit';

/** What happens instead of an answer. */
export type Fault =
  /** An answer that the server never gave. */
  | { readonly status: number; readonly body?: object | string; readonly headers?: Readonly<Record<string, string>> }
  /** The server's answer, late. */
  | { readonly delay: number }
  /** The connection ends: before the server heard, after it did, or in the middle of its answer. */
  | { readonly cut: 'before' | 'after' | 'middle' }
  /** Nothing, for as long as the client waits. */
  | { readonly hold: true };

export interface FaultRule {
  /** @default any */
  readonly method?: string | RegExp;
  /** Of the path with its query. @default any */
  readonly path?: RegExp;
  /** Matching requests that pass first. @default 0 */
  readonly after?: number;
  /** Matching requests that fail then. @default all */
  readonly times?: number;
  readonly fault: Fault;
}

export interface SeenRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
  /** Of the answer; nothing when the connection was cut. */
  status?: number;
}

export interface FaultProxy {
  readonly url: string;
  /** Every request, in the order of arrival. */
  readonly seen: SeenRequest[];
  /** The most requests that were under way at the same time. */
  readonly mostAtOnce: () => number;
  /** How many requests were sent. */
  count(method?: string | RegExp, path?: RegExp): number;
  /** Other rules from now on. */
  setRules(rules: readonly FaultRule[]): void;
  stop(): Promise<void>;
}

/** As GitHub words them: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api */
export const FAULTS = {
  unauthorized: { status: 401, body: { message: 'Bad credentials' } },
  forbidden: { status: 403, body: { message: 'Resource not accessible by personal access token' } },
  notFound: { status: 404, body: { message: 'Not Found' } },
  conflict: { status: 409, body: { message: 'Git Repository is empty.' } },
  pullExists: {
    status: 422,
    body: {
      message: 'Validation Failed',
      errors: [{ code: 'custom', message: 'A pull request already exists for acme:branch.' }],
    },
  },
  serverError: { status: 500, body: { message: 'Server Error' } },
  badGateway: { status: 502, body: '<html>502 Bad Gateway</html>', headers: { 'content-type': 'text/html' } },
  invalidJson: { status: 200, body: '{"sha": "4b825dc6' },
  rateLimit: (seconds: number) => ({
    status: 403,
    body: { message: 'API rate limit exceeded for user ID 1.' },
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(clockTime() / 1000) + seconds) },
  }),
  secondaryLimit: (seconds: number, status: 403 | 429 = 403) => ({
    status,
    body: { message: 'You have exceeded a secondary rate limit.' },
    headers: { 'retry-after': String(seconds) },
  }),
} satisfies Record<string, Fault | ((...args: any[]) => Fault)>;

/**
 * A proxy in front of an API server that answers some requests as a bad day would.
 *
 * @param target address of the server
 * @param rules the first that matches counts
 * @param options `latency`: milliseconds that every request takes longer; `record`: whether `seen` is filled (default true)
 */
export async function startFaultProxy(
  target: string,
  rules: readonly FaultRule[] = [],
  options: { readonly latency?: number; readonly record?: boolean } = {},
): Promise<FaultProxy> {
  const agent = new http.Agent({ keepAlive: true });
  const seen: SeenRequest[] = [];
  let underWay = 0;
  let most = 0;
  let active = rules.map((rule) => ({ rule, matched: 0 }));

  const faultOf = (request: SeenRequest): Fault | undefined => {
    for (const one of active) {
      const { method, path, after = 0, times = Number.POSITIVE_INFINITY } = one.rule;
      if (matches(request, method, path)) {
        one.matched++;
        if (one.matched > after && one.matched <= after + times) {
          return one.rule.fault;
        }
      }
    }
    return undefined;
  };

  const answer = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    most = Math.max(most, ++underWay);
    response.on('close', () => {
      underWay--;
    });
    const body = await bytesOf(request);
    const one: SeenRequest = {
      method: request.method!,
      path: request.url!,
      headers: request.headers,
      at: clockTime(),
      body: options.record === false ? '' : body.toString(),
    };
    if (options.record !== false) {
      seen.push(one);
    }
    const fault = faultOf(one);
    await setTimeout((options.latency ?? 0) + (fault && 'delay' in fault ? fault.delay : 0));
    if (fault && 'status' in fault) {
      one.status = fault.status;
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      response.end(typeof fault.body === 'object' ? JSON.stringify(fault.body) : fault.body);
      return;
    }
    if (fault && 'hold' in fault) {
      return;
    }
    const cut = fault && 'cut' in fault ? fault.cut : undefined;
    if (cut === 'before') {
      request.socket.destroy();
      return;
    }
    const forwarded = http.request(target + request.url, { agent, method: request.method, headers: request.headers });
    forwarded.on('error', () => {}); // `once` rejects
    forwarded.end(body);
    const [given] = (await once(forwarded, 'response')) as [http.IncomingMessage];
    const content = await bytesOf(given);
    if (cut === 'after') {
      request.socket.destroy();
      return;
    }
    one.status = given.statusCode;
    const { 'transfer-encoding': _, location, ...headers } = given.headers;
    const led = location && { location: location.replace(target, '') }; // a GitHub leads to itself, and that is this proxy here
    response.writeHead(given.statusCode!, { ...headers, ...led, 'content-length': String(content.length) });
    if (cut === 'middle') {
      response.write(content.subarray(0, Math.floor(content.length / 2)), () => request.socket.destroy());
    } else {
      response.end(content);
    }
  };
  // A client that was killed leaves its request half said, or unanswered; a server that is gone, an answer half given.
  const server = http.createServer((request, response) => answer(request, response).catch(() => request.socket.destroy()));
  server.keepAliveTimeout = 0; // no fault but those of the rules: a slow client finds its connection as it left it
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref(); // a test that failed and stopped nothing still ends
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    mostAtOnce: () => most,
    count: (method, path) => seen.filter((request) => matches(request, method, path)).length,
    setRules: (next) => {
      active = next.map((rule) => ({ rule, matched: 0 }));
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}

function matches(request: SeenRequest, method?: string | RegExp, path?: RegExp): boolean {
  const isMethod = !method || (typeof method === 'string' ? method === request.method : method.test(request.method));
  return isMethod && (!path || path.test(request.path));
}

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
