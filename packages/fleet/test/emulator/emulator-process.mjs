// The npm package `emulate` as a process of its own: GitHub only, on loopback, gone when the process that forked it is gone.
// It emulates less than GitHub; what is missing and needed is added in front of it:
// - the repositories of an organisation (GET /orgs/ORG/repos) and of an installation, by its own search;
// - a renamed repository redirects, as long as nobody takes its name;
// - a workflow that is in the repository can be started by hand;
// - 5,000 requests an hour count for a token, so the token is another one every 4,000 requests;
// - `strict`: one open pull request per head, from a branch that is there.
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

if (process.env.PGPLATFORM_TEST_CLOCK) {
  await import('../../../../internal/test-kit/src/test-clock.cjs'); // e2e has the clock of the machine
}
const INSIDE = 'x-inside';
process.on('disconnect', () => process.exit());

const { owner, user, members, repositories, app, strict } = await new Promise((resolve) => process.once('message', resolve));
const token = `ghp_${randomBytes(18).toString('hex')}`;
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const renamed = new Map();
let requests = 0;
let pulls = Promise.resolve();

const createServer = http.createServer;
http.createServer = (listener) => {
  const server = createServer((request, response) => void front(request, response, listener));
  server.keepAliveTimeout = 0; // a client that was slow finds its connection as it left it
  const listen = server.listen.bind(server);
  server.listen = (onPort) => listen(onPort, '127.0.0.1');
  server.on('listening', () => process.send({ url, token, privateKey: emulator.generatedSecrets[0]?.value }));
  return server;
};
syncBuiltinESMExports();
const { createEmulator } = await import('emulate');
const [org] = user ? [] : [{ login: owner, members: members.map((login) => ({ login, role: 'admin' })) }];
const emulator = await createEmulator({
  service: 'github',
  port,
  baseUrl: url,
  seed: {
    tokens: Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [
        `${token}~${i}`,
        { login: user ? owner : members[0], scopes: ['repo', 'admin:org'] },
      ]),
    ),
    github: {
      users: [...(user ? [owner] : []), ...members].map((login) => ({ login })),
      orgs: org ? [org] : [],
      repos: repositories.map(({ empty, ...repository }) => ({ owner, auto_init: !empty, ...repository })),
      apps: app
        ? [
            {
              app_id: app.id,
              slug: 'fleet',
              name: 'fleet',
              permissions: app.permissions,
              installations: [{ installation_id: app.installation, account: owner, permissions: app.permissions }],
            },
          ]
        : [],
    },
  },
});

async function front(request, response, listener) {
  if (request.headers[INSIDE]) {
    return listener(request, response);
  }
  requests++;
  const header = request.rawHeaders.findIndex((name) => name.toLowerCase() === 'authorization');
  if (request.rawHeaders[header + 1]?.endsWith(token)) {
    request.headers.authorization = request.rawHeaders[header + 1] += `~${Math.floor(requests / 4000)}`;
  }
  const { pathname, searchParams } = new URL(request.url, url);
  const repository = /^\/repos\/[^/]+\/[^/]+/.exec(pathname)?.[0];
  if (request.method === 'GET' && (pathname === `/orgs/${owner}/repos` || pathname === '/installation/repositories')) {
    const query = new URLSearchParams({
      q: `${user ? 'user' : 'org'}:${owner}`,
      per_page: '100',
      ...Object.fromEntries(searchParams),
    });
    const { status, json } = await inside(request, 'GET', `/search/repositories?${query}`);
    const found = pathname.startsWith('/orgs') ? json.items : { total_count: json.total_count, repositories: json.items };
    return answer(response, status, status === 200 ? found : json);
  }
  if (renamed.has(repository)) {
    response.writeHead(301, { location: url + renamed.get(repository) + request.url.slice(repository.length) });
    return response.end();
  }
  if (request.method === 'PATCH' && pathname === repository) {
    const { status, json } = await inside(request, 'PATCH', request.url, await bodyOf(request));
    if (status === 200 && `/repos/${json.full_name}` !== repository) {
      renamed.set(repository, `/repos/${json.full_name}`);
    }
    return answer(response, status, json);
  }
  const workflow = /\/actions\/workflows\/([^/]+)\/dispatches$/.exec(pathname)?.[1];
  if (request.method === 'POST' && workflow) {
    const { status } = await inside(request, 'GET', `${repository}/contents/.github/workflows/${workflow}`);
    return status === 200 ? answer(response, 204) : answer(response, 404, { message: 'Not Found' });
  }
  if (strict && request.method === 'POST' && pathname === `${repository}/pulls`) {
    pulls = pulls.then(() => strictPull(request, response, repository));
    return pulls;
  }
  listener(request, response);
}

async function strictPull(request, response, repository) {
  const body = await bodyOf(request);
  const { head } = JSON.parse(body);
  const open = await inside(request, 'GET', `${repository}/pulls?state=open&head=${encodeURIComponent(`${owner}:${head}`)}`);
  const branch = await inside(request, 'GET', `${repository}/git/ref/heads/${head}`);
  const problem =
    open.json.length > 0 ? `A pull request already exists for ${owner}:${head}.` : branch.status === 404 && 'head invalid';
  if (problem) {
    return answer(response, 422, {
      message: 'Validation Failed',
      errors: [{ resource: 'PullRequest', code: 'custom', message: problem }],
    });
  }
  const { status, json } = await inside(request, 'POST', request.url, body);
  answer(response, status, json);
}

async function inside(request, method, path, body) {
  const { authorization } = request.headers;
  const headers = {
    [INSIDE]: '1',
    ...(authorization ? { authorization } : {}),
    ...(body ? { 'content-type': 'application/json' } : {}),
  };
  const response = await fetch(url + path, { method, headers, body });
  return { status: response.status, json: await response.json() };
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function answer(response, status, json) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(json === undefined ? undefined : JSON.stringify(json));
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
