import type { FleetConfig } from '../src/fleet-config';
import { readFleetConfig } from '../src/read-fleet-config';
import { type Emulator, startEmulator } from './emulator/emulator';
import { type FaultProxy, startFaultProxy } from './emulator/fault-proxy';
import { type RemoteGitHub, startGitHub } from './emulator/remote-github';

let emulator: Emulator;
let proxy: FaultProxy;
let github: RemoteGitHub;

async function start(user: boolean): Promise<void> {
  emulator = await startEmulator({
    user,
    repositories: [
      { name: 'payments-db', topics: ['pg'] },
      { name: 'ledger-db', topics: ['pg', 'x'], private: true },
      { name: 'web', topics: ['pg'] },
      { name: 'void-db', empty: true },
      ...Array.from({ length: 230 }, (_, i) => ({ name: `other-${i}` })),
    ],
  });
  await emulator.request('POST', '/user/repos', { name: 'elsewhere-db' });
  proxy = await startFaultProxy(emulator.url);
  github = startGitHub({ api: proxy.url }, emulator.env);
}

const found = async (repositories: string): Promise<string[]> => {
  const text = `owner: acme\napi: ${proxy.url}\nrepositories: ${repositories}\n`;
  const config: FleetConfig = readFleetConfig(text, 'fleet.yaml');
  return (await github.discover(config)).map(({ name, missing }) => (missing ? `${name}?` : name)).sort();
};

afterEach(async () => {
  await github.stop();
  await proxy.stop();
  await emulator.stop();
});

test('an organisation: by topic, by name, by both, page after page', async () => {
  await start(false);
  expect(await found('{ topic: pg }')).toEqual(['ledger-db', 'payments-db', 'web']);
  expect(await found("{ name: '*-DB' }")).toEqual(['ledger-db', 'payments-db', 'void-db']);
  expect(await found("{ topic: pg, name: '*-db' }")).toEqual(['ledger-db', 'payments-db']);
  expect(await found("{ name: '*' }")).toHaveLength(234);
  expect(proxy.count('GET', /^\/orgs\/acme\/repos/)).toBe(4 * 3);
});

test('a list asks for these only; what is not there is missing, and what was renamed has its new name', async () => {
  await start(false);
  await emulator.request('PATCH', '/repos/acme/web', { name: 'site' });
  expect(await found('{ list: [payments-db, nowhere, web] }')).toEqual(['nowhere?', 'payments-db', 'site']);
  expect(await found('{ list: [payments-db, void-db], topic: pg }')).toEqual(['payments-db']);
  expect(proxy.count('GET', /^\/orgs/)).toBe(0);
});

test('a user: with private repositories, and without those of organisations', async () => {
  await start(true);
  expect(await found("{ name: '*-db' }")).toEqual(['elsewhere-db', 'ledger-db', 'payments-db', 'void-db']);
});
