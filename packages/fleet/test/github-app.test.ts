import { type Emulator, startEmulator } from './emulator/emulator';
import { type FaultProxy, startFaultProxy } from './emulator/fault-proxy';
import { type RemoteGitHub, startGitHub } from './emulator/remote-github';

const db = { owner: 'acme', name: 'payments-db' };
const permissions = { metadata: 'read', contents: 'write', pull_requests: 'write', checks: 'read', secrets: 'write' } as const;
let emulator: Emulator;
let proxy: FaultProxy;
let github: RemoteGitHub;

beforeAll(async () => {
  emulator = await startEmulator({
    repositories: [{ name: 'payments-db', private: true }],
    app: { id: 12, installation: 34, permissions },
  });
  proxy = await startFaultProxy(emulator.url);
});

afterEach(() => github.stop());

afterAll(async () => {
  await proxy.stop();
  await emulator.stop();
});

const start = (more: NodeJS.ProcessEnv = {}, owner = 'acme') => {
  proxy.seen.length = 0;
  const env = { PGPLATFORM_GITHUB_APP_ID: '12', PGPLATFORM_GITHUB_APP_PRIVATE_KEY: emulator.privateKey, ...more };
  github = startGitHub({ api: proxy.url, owner }, env);
};

const asked = () => proxy.seen.filter(({ path }) => path.endsWith('/access_tokens')).map(({ body }) => JSON.parse(body));

test('reading has a token that reads, writing one for that repository alone; each is asked for once', async () => {
  start();
  expect((await github.repositoriesOf('acme')).map(({ name }) => name)).toEqual(['payments-db']);
  const main = (await github.branch(db, 'main'))!;
  await github.createBranch(db, 'one', main);
  await github.createBranch(db, 'two', main);
  const reads = { metadata: 'read', contents: 'read', pull_requests: 'read', checks: 'read' };
  expect(asked()).toEqual([
    { permissions: reads },
    { permissions: { ...reads, contents: 'write', pull_requests: 'write' }, repositories: ['payments-db'] },
  ]);
  expect(proxy.count('GET', /^\/orgs\/acme\/installation$/)).toBe(1);
  expect(JSON.stringify(proxy.seen) + github.printed()).not.toContain('PRIVATE KEY');
});

test('the installation may be named', async () => {
  start({ PGPLATFORM_GITHUB_APP_INSTALLATION_ID: '34' });
  expect((await github.repository(db))?.private).toBe(true);
  expect(proxy.count('GET', /installation$/)).toBe(0);
});

test('an app that is not installed says so', async () => {
  start({}, 'elsewhere');
  await expect(github.repository(db)).rejects.toThrow(/APP_NOT_INSTALLED.*\n.*not installed at elsewhere/);
});
