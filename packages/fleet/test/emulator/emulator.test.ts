import { startEmulator } from './emulator';
import { FAULTS, startFaultProxy } from './fault-proxy';

test('an emulator knows its repositories', async () => {
  const emulator = await startEmulator({
    repositories: [
      { name: 'payments-db', topics: ['db'] },
      { name: 'void', empty: true },
    ],
  });
  const repositories = await emulator.request('GET', '/orgs/acme/repos');
  expect(repositories.map((one: any) => [one.name, one.topics])).toEqual([
    ['payments-db', ['db']],
    ['void', []],
  ]);
  await emulator.stop();
  await expect(fetch(emulator.url)).rejects.toThrow();
});

test('a proxy answers as it is told, and passes the rest on', async () => {
  const emulator = await startEmulator({ repositories: [{ name: 'payments-db' }] });
  const proxy = await startFaultProxy(emulator.url, [{ path: /payments-db/, times: 1, fault: FAULTS.badGateway }]);
  const ask = () => fetch(`${proxy.url}/repos/acme/payments-db`, { headers: { authorization: `Bearer ${emulator.token}` } });
  expect([(await ask()).status, (await ask()).status]).toEqual([502, 200]);
  expect(proxy.count('GET', /payments-db/)).toBe(2);
  await proxy.stop();
  await emulator.stop();
});

test('a renamed repository redirects', async () => {
  const emulator = await startEmulator({ repositories: [{ name: 'before' }] });
  await emulator.request('PATCH', '/repos/acme/before', { name: 'after' });
  expect((await emulator.request('GET', '/repos/acme/before')).name).toBe('after');
  await emulator.stop();
});

test('a strict emulator accepts one pull request per head', async () => {
  const emulator = await startEmulator({ strict: true, repositories: [{ name: 'payments-db' }] });
  const repository = '/repos/acme/payments-db';
  const { object } = await emulator.request('GET', `${repository}/git/ref/heads/main`);
  await emulator.request('POST', `${repository}/git/refs`, { ref: 'refs/heads/next', sha: object.sha });
  const open = (head: string) => emulator.request('POST', `${repository}/pulls`, { title: 'T', head, base: 'main' });
  const answers = await Promise.allSettled([open('next'), open('next'), open('nowhere')]);
  expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  await emulator.stop();
});
