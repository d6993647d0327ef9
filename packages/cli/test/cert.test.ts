import * as fs from 'node:fs';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { spawn } from '@lydell/node-pty';
import { daysFromNow } from '@pgplatform/test-kit';
import { COMMAND, GeneratedRepository, throwawayKey } from './generated-repository';

const stage = throwawayKey();
const prod = throwawayKey();
let repository: GeneratedRepository;

beforeEach(() => {
  repository = new GeneratedRepository({ stage: stage.certificate, prod: prod.certificate });
  repository.write('new.pem', prod.certificate.pem);
});
afterEach(() => repository.remove());

describe('pin', () => {
  beforeEach(() => {
    repository.remove();
    repository = new GeneratedRepository({ stage: undefined, prod: undefined });
    repository.write('new.pem', stage.certificate.pem);
  });
  const pin = (...args: string[]) => repository.run(['cert', 'pin', 'stage', ...args]);
  const unchanged = (args: string[], code: number, words: string) => {
    const before = repository.tree();
    const ran = pin(...args);
    expect([ran.code, ran.stdout + ran.stderr]).toEqual([code, expect.stringContaining(words)]);
    expect(repository.tree()).toEqual(before);
  };

  it('from a file, with --yes', () => {
    const ran = pin('--from', 'new.pem', '--yes', '--json');
    expect([ran.code, JSON.parse(ran.stdout)]).toEqual([
      0,
      expect.objectContaining({ ok: true, wrote: ['certs/stage.pem', '.projenrc.ts'] }),
    ]);
  });

  it('needs --expect or --yes when there is no terminal to ask on', () => {
    unchanged(['--from', 'new.pem'], 2, stage.certificate.fingerprint);
  });

  it('refuses http, redirecting schemes, missing files, private keys and garbage', () => {
    unchanged(['--from', 'http://127.0.0.1/cert.pem', '--yes'], 2, 'CERTIFICATE_URL');
    unchanged(['--from', 'file:///etc/passwd', '--yes'], 2, 'CERTIFICATE_URL');
    unchanged(['--from', 'https://', '--yes'], 2, 'CERTIFICATE_URL');
    unchanged(['--from', 'none.pem', '--yes'], 2, 'CERTIFICATE_FILE');
    repository.write('key.pem', stage.certificate.pem + stage.privateKeyPem);
    unchanged(['--from', 'key.pem', '--yes'], 2, 'CERTIFICATE_PRIVATE_KEY');
    repository.write('garbage.pem', 'garbage');
    unchanged(['--from', 'garbage.pem', '--yes'], 2, 'CERTIFICATE_INVALID');
  });

  it('refuses certificates that have expired or are not valid yet', () => {
    repository.write('expired.pem', throwawayKey({ from: daysFromNow(-9), to: daysFromNow(-1) }).certificate.pem);
    unchanged(['--from', 'expired.pem', '--yes'], 2, 'CERTIFICATE_EXPIRED');
    repository.write('future.pem', throwawayKey({ from: daysFromNow(1) }).certificate.pem);
    unchanged(['--from', 'future.pem', '--yes'], 2, 'CERTIFICATE_NOT_YET_VALID');
  });

  it('gives the line to paste when the options are not literals, and takes the certificate once it is pasted', () => {
    const projenrc = `import { PgPlatformProject } from 'pgplatform';\nlet environments = [{ name: 'stage' }];\nnew PgPlatformProject({ environments });\n`;
    repository.write('.projenrc.ts', projenrc);
    unchanged(['--from', 'new.pem', '--yes'], 2, `certificate: { path: 'certs/stage.pem', spki: '${stage.certificate.spki}' },`);
    repository.synth((model) => {
      model.environments[0].certificate = { path: 'certs/stage.pem', spki: stage.certificate.spki };
    });
    expect(pin('--from', 'new.pem', '--yes').code).toBe(0);
    expect(repository.read('certs/stage.pem')).toBe(stage.certificate.pem);
    expect(repository.read('.projenrc.ts')).toBe(projenrc);
  });

  it('writes neither file when one of them cannot be written', () => {
    repository.write('certs', 'a file where a folder should be');
    const before = repository.tree();
    expect(pin('--from', 'new.pem', '--yes').code).not.toBe(0);
    expect(repository.tree()).toEqual(before);
  });

  it.each([
    ['yes', 0],
    ['y', 2],
    ['', 2],
    ['\x04', 2],
  ])('asks on a terminal: %p ends with %p', async (answer, expected) => {
    const before = repository.tree();
    const terminal = spawn(process.execPath, [...COMMAND, 'cert', 'pin', 'stage', '--from', 'new.pem'], {
      cwd: repository.root,
      cols: 200,
    });
    const code = await new Promise((resolve) => {
      let screen = '';
      terminal.onData((data) => {
        screen += data;
        if (data.includes('(yes/no)')) {
          expect(screen).toContain(stage.certificate.fingerprint);
          terminal.write(`${answer}\r`);
        }
      });
      terminal.onExit(({ exitCode }) => resolve(exitCode));
    });
    expect(code).toBe(expected);
    expect(JSON.stringify(repository.tree()) === JSON.stringify(before)).toBe(expected !== 0);
  });
});

describe('pin from an https server', () => {
  let answer: (response: any) => void;
  const own = throwawayKey({ ip: '127.0.0.1' });
  const server = https.createServer({ cert: own.certificate.pem, key: own.privateKeyPem }, (_, response) => answer(response));
  const url = () => `https://127.0.0.1:${(server.address() as AddressInfo).port}/cert.pem`;
  const trusting = { NODE_EXTRA_CA_CERTS: path.join(os.tmpdir(), `pgplatform-ca-${process.pid}.pem`) };
  const pin = (env: Record<string, string>) => repository.runBeside(['cert', 'pin', 'stage', '--yes', '--from', url()], env);

  beforeAll(() => {
    fs.writeFileSync(trusting.NODE_EXTRA_CA_CERTS, own.certificate.pem);
    return new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    fs.rmSync(trusting.NODE_EXTRA_CA_CERTS);
  });

  it('takes what a trusted server has', async () => {
    answer = (response) => response.end(throwawayPem);
    expect((await pin(trusting)).code).toBe(0);
    expect(repository.read('certs/stage.pem')).toBe(throwawayPem);
  });

  it.each<[string, (response: any) => void, Record<string, string>, string]>([
    ['a server that is not trusted', (response) => response.end(throwawayPem), {}, 'URL_FAILED'],
    ['an error', (response) => response.writeHead(404).end(), trusting, 'URL_STATUS'],
    ['a redirect', (response) => response.writeHead(302, { location: '/other' }).end(), trusting, 'URL_STATUS'],
    ['a flood', (response) => response.end('x'.repeat(100_000)), trusting, 'URL_SIZE'],
    [
      'a connection cut off',
      (response) => response.writeHead(200, { 'content-length': 99 }).write('-----B', () => response.destroy()),
      trusting,
      'URL_BROKEN',
    ],
    ['no answer', () => {}, trusting, 'URL_TIMEOUT'],
  ])('%s gives %s: exit code 3, nothing is written', async (_, given, env, code) => {
    answer = given;
    const before = repository.tree();
    expect(await pin(env)).toMatchObject({ code: 3, stderr: expect.stringContaining(code) });
    expect(repository.tree()).toEqual(before);
  });
});

const throwawayPem = throwawayKey().certificate.pem;

it.each<[string, string, Record<string, string>]>([
  ['a password in the URL', 'https://user:hunter2@127.0.0.1:9/cert.pem', {}],
  ['a user in the URL', 'https://hunter2@127.0.0.1:9/cert.pem', {}],
  ['a URL that is none', 'https://hunter2 hunter2', {}],
  ['a verification that is switched off', 'https://127.0.0.1:9/hunter2', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
])('%s: no server is asked, and nothing is repeated', (_, url, env) => {
  const ran = repository.run(['cert', 'pin', 'stage', '--yes', '--from', url], { env });
  expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('CERTIFICATE_URL')]);
  expect(ran.stdout + ran.stderr).not.toContain('hunter2');
});

it('of several certificates it says which one is pinned', () => {
  repository.write('chain.pem', stage.certificate.pem + prod.certificate.pem);
  const ran = repository.run(['cert', 'pin', 'stage', '--yes', '--from', 'chain.pem']);
  expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining('2 certificates; the first one is taken')]);
  expect(repository.read('certs/stage.pem')).toBe(stage.certificate.pem);
});

it('a certificate that is not for encryption is pinned with a warning', () => {
  const signing = throwawayKey({ usage: 0x80 }).certificate;
  repository.write('signing.pem', signing.pem);
  const ran = repository.run(['cert', 'pin', 'stage', '--yes', '--from', 'signing.pem']);
  expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining('not for encryption')]);
});

describe('show and status', () => {
  it('show what a person compares', () => {
    expect(repository.run(['cert', 'show', 'prod']).stdout).toContain(prod.certificate.fingerprint);
    expect(JSON.parse(repository.run(['cert', 'show', '--json']).stdout).certificates.map((one: any) => one.spki)).toEqual([
      stage.certificate.spki,
      prod.certificate.spki,
    ]);
  });

  it('are fine with good pins, and say what is wrong with others', () => {
    expect(repository.run(['cert', 'status']).code).toBe(0);
    fs.rmSync(`${repository.root}/certs/prod.pem`);
    const ran = repository.run(['cert', 'status', '--json']);
    expect([ran.code, JSON.parse(ran.stdout).findings.map((finding: any) => finding.code)]).toEqual([1, ['CERTIFICATE_MISSING']]);
  });
});
