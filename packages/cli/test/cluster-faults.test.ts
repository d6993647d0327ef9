import { spawnSync } from 'node:child_process';
import { testWhen } from '@pgplatform/test-kit';
import { GeneratedRepository, throwawayKey } from './generated-repository';
import { type Fault, StubCluster } from './stub-cluster';

const old = throwawayKey();
const newest = throwawayKey();
const cluster = new StubCluster([newest, old]);
let repository: GeneratedRepository;

beforeAll(() => cluster.start());
afterAll(() => cluster.stop());
beforeEach(() => {
  cluster.fault = undefined;
  cluster.keys = [newest, old];
  // A file sealed with the old key, the new key pinned: the state in which every command has something to do.
  repository = new GeneratedRepository({ stage: old.certificate });
  repository.writeSealed('stage');
  repository.pin('stage', newest.certificate);
});
afterEach(() => repository.remove());

const PIN = ['cert', 'pin', 'stage', '--yes'];
const LIVE = ['live', 'stage'];
const RESEAL = ['reseal', 'stage', '--yes'];
const SERVICE = '/sealed-secrets-controller';

const FAULTS: [string, Fault, string[], number, string][] = [
  ['401', { at: SERVICE, status: 401 }, LIVE, 3, 'CLUSTER_UNAUTHORIZED'],
  ['401', { at: '/v1/cert.pem', status: 401 }, PIN, 3, 'CLUSTER_UNAUTHORIZED'],
  ['401', { at: '/v1/rotate', status: 401 }, RESEAL, 3, 'CLUSTER_UNAUTHORIZED'],
  ['403', { at: '/v1/verify', status: 403 }, LIVE, 3, 'CLUSTER_FORBIDDEN'],
  ['403', { at: SERVICE, status: 403 }, PIN, 3, 'CLUSTER_FORBIDDEN'],
  ['403', { at: '/v1/rotate', status: 403 }, RESEAL, 3, 'CLUSTER_FORBIDDEN'],
  ['404', { at: SERVICE, status: 404 }, LIVE, 3, 'CONTROLLER_NOT_FOUND'],
  ['404', { at: '/v1/cert.pem', status: 404 }, PIN, 3, 'CONTROLLER_NOT_FOUND'],
  ['404', { at: '/v1/rotate', status: 404 }, RESEAL, 3, 'CONTROLLER_NOT_FOUND'],
  ['409', { at: '/v1/verify', status: 409 }, LIVE, 1, 'can NOT open'],
  ['409', { at: '/v1/cert.pem', status: 409 }, PIN, 3, 'CLUSTER_CONFLICT'],
  ['409', { at: '/v1/verify', status: 409 }, RESEAL, 1, 'the cluster cannot open ACCESS_KEY_ID, ACCESS_SECRET_KEY'],
  ['500', { at: '/v1/verify', status: 500 }, LIVE, 3, 'CONTROLLER_FAILED'],
  ['500', { at: '/v1/cert.pem', status: 500 }, PIN, 3, 'CONTROLLER_FAILED'],
  ['500', { at: '/v1/verify', status: 500 }, RESEAL, 3, 'CONTROLLER_FAILED'],
  ['500', { at: '/v1/rotate', status: 500 }, RESEAL, 3, 'CONTROLLER_FAILED'],
  ['503', { at: '/v1/verify', status: 503 }, LIVE, 3, 'CONTROLLER_UNAVAILABLE'],
];

const PORT = (name: unknown) => JSON.stringify({ spec: { ports: [{ name, port: 8080 }] } });

const LOCAL_FAULTS: typeof FAULTS = [
  ['a broken connection', { at: SERVICE, cut: true }, LIVE, 3, 'CLUSTER_UNREACHABLE'],
  ['a broken connection', { at: '/v1/cert.pem', cut: true }, PIN, 3, 'CLUSTER_UNREACHABLE'],
  ['a broken connection', { at: '/v1/rotate', cut: true }, RESEAL, 3, 'CLUSTER_UNREACHABLE'],
  ['half a body', { at: SERVICE, half: true }, LIVE, 3, 'CONTROLLER_ANSWER'],
  ['half a certificate', { at: '/v1/cert.pem', half: true }, PIN, 2, 'CERTIFICATE_INVALID'],
  ['half a body', { at: '/v1/rotate', half: true }, RESEAL, 3, 'CONTROLLER_ANSWER'],
  ['something else', { at: '/v1/rotate', body: '{}' }, RESEAL, 1, 'not the same values under its newest key'],
  ['a private key', { at: '/v1/cert.pem', body: old.privateKeyPem }, PIN, 2, 'CERTIFICATE_PRIVATE_KEY'],
  ['a page', { at: SERVICE, body: '<html>' }, LIVE, 3, 'CONTROLLER_ANSWER'],
  ['a port that is a path', { at: SERVICE, body: PORT('web/../../../secrets/x?') }, LIVE, 3, 'CONTROLLER_ANSWER'],
  ['a port that is no text', { at: SERVICE, body: PORT({ toString: 'x' }) }, LIVE, 3, 'CONTROLLER_ANSWER'],
  ['no port', { at: SERVICE, body: '{"spec": {"ports": []}}' }, LIVE, 3, 'CONTROLLER_ANSWER'],
];

async function expectFault([, fault, args, code, words]: (typeof FAULTS)[number], env: Record<string, string>): Promise<void> {
  const before = repository.tree();
  cluster.fault = fault;
  const ran = await repository.runBeside(args, env);
  expect([ran.code, ran.stdout + ran.stderr]).toEqual([code, expect.stringContaining(words)]);
  expect(repository.tree()).toEqual(before);
}

it.each([...FAULTS, ...LOCAL_FAULTS])('%s (%p) of %p: exit code %p, %s, and nothing is written', async (...row) => {
  await expectFault(row, cluster.env());
});

// The words are kubectl's own: the real one has to say them.
const hasKubectl = spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' }).status === 0;

for (const row of FAULTS) {
  testWhen(hasKubectl ? undefined : 'kubectl is not on the PATH')(`the real kubectl: ${JSON.stringify(row)}`, async () => {
    await expectFault(row, cluster.realEnv());
  });
}

it('a controller that cannot open its own answer: nothing is written', async () => {
  let asked = 0;
  cluster.onRequest = (url) => {
    if (url.endsWith('/v1/verify') && ++asked === 2) cluster.fault = { at: '/v1/verify', status: 409 };
  };
  const before = repository.tree();
  const ran = await repository.runBeside(RESEAL, cluster.env());
  cluster.onRequest = () => {};
  expect([ran.code, ran.stdout]).toEqual([1, expect.stringContaining('the controller cannot open its own answer')]);
  expect(repository.tree()).toEqual(before);
});

it('a cluster that never answers is given up on, by every command', async () => {
  const hang: Fault = { at: SERVICE, hang: true };
  await Promise.all([LIVE, PIN, RESEAL].map((args) => expectFault(['', hang, args, 3, 'CLUSTER_TIMEOUT'], cluster.env())));
});

it('a controller that is busy is asked again, more and more slowly, and then left alone', async () => {
  await expectFault(['', { at: '/v1/verify', status: 429 }, LIVE, 3, 'CONTROLLER_BUSY'], cluster.env());
  expect(cluster.requests.slice(-4).every((url) => url.endsWith('/v1/verify'))).toBe(true);
});

it('a controller that is busy for a moment is not a failure', async () => {
  cluster.fault = { at: '/v1/verify', status: 429 };
  cluster.onRequest = (url) => {
    if (url.endsWith('/v1/verify')) {
      setImmediate(() => {
        cluster.fault = undefined;
      });
    }
  };
  expect((await repository.runBeside(LIVE, cluster.env())).code).toBe(0);
});

it('an API server that is not trusted, and a kubectl that is not there, are said so', async () => {
  expect(await repository.runBeside(LIVE, { ...cluster.env(), STUB_UNTRUSTED: '1' })).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('CLUSTER_UNTRUSTED'),
  });
  expect(await repository.runBeside(LIVE, { PATH: '/nowhere' })).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('KUBECTL_MISSING'),
  });
});
