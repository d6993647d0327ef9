import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { boundedFetch } from '../src/bounded-fetch';

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;
const servers: http.Server[] = [];

/** A server on this machine, and the lines that it was asked. */
async function serving(answer: Answer): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`.trim());
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const token = { headers: { authorization: 'token ghp_marker' } };
const leadingTo =
  (location: string, status = 301): Answer =>
  (_, response) =>
    response.writeHead(status, { location }).end();

test.each([301, 302, 307, 308])(
  'a redirect (%i) to another host is not followed, and the token not shown to it',
  async (status) => {
    const other = await serving((_, response) => response.end('{}'));
    const { url, asked } = await serving(leadingTo(`${other.url}/x`, status));
    await expect(boundedFetch()(url, token)).rejects.toMatchObject({
      kind: 'invalid answer',
      message: expect.stringContaining('leads to 127'),
    });
    expect({ asked, other: other.asked }).toEqual({ asked: ['GET / token ghp_marker'], other: [] });
  },
);

test('a redirect on the same host is followed, with the method and the body', async () => {
  const { url, asked } = await serving((request, response) => {
    if (request.url === '/old') leadingTo('/new', 301)(request, response);
    else request.pipe(response);
  });
  const response = await boundedFetch()(`${url}/old`, { method: 'POST', body: 'text', ...token });
  expect([response.status, await response.text()]).toEqual([200, 'text']);
  expect(asked).toEqual(['POST /old token ghp_marker', 'POST /new token ghp_marker']);
});

test('redirects in a circle end', async () => {
  const { url, asked } = await serving(leadingTo('/'));
  await expect(boundedFetch()(url)).rejects.toMatchObject({ kind: 'invalid answer' });
  expect(asked).toHaveLength(6);
});

test.each<[string, Answer]>([
  ['says that it is', (_, response) => response.writeHead(200, { 'content-length': 2000 }).write('x')],
  [
    'does not end',
    (_, response) => {
      const more = () => response.writable && response.write('x'.repeat(500), () => setImmediate(more));
      more();
    },
  ],
])('an answer that %s too large is not read', async (_, answer) => {
  const { url } = await serving(answer);
  await expect(boundedFetch(1000)(url)).rejects.toMatchObject({ kind: 'too large' });
});

test('an answer without a body is one', async () => {
  const { url } = await serving((_, response) => response.writeHead(204).end());
  const response = await boundedFetch()(url);
  expect([response.status, await response.text()]).toEqual([204, '']);
});
