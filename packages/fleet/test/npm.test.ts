import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { LockFiles } from '../src/lock-file';
import { npm } from '../src/npm';
import { npmEnvironment } from '../src/npm-environment';
import { repositoryOn } from './plan/repositories';

/** npm itself, against a registry on this machine; nobody may ask the other server, or run the marker. */
let registry: { readonly url: string; readonly asked: string[]; close(): void };
let trap: typeof registry;
let folder: string;
let marker: string;
let env: NodeJS.ProcessEnv;

const SECRETS = { AWS_SECRET_ACCESS_KEY: 'MARKAWS', NODE_AUTH_TOKEN: 'MARKNPM', NPM_TOKEN: 'MARKTOKEN', GITHUB_TOKEN: 'MARKHUB' };

beforeEach(async () => {
  folder = temporaryDirectory();
  marker = path.join(folder, 'ran');
  const script = path.join(folder, 'git');
  fs.writeFileSync(script, `#!/bin/sh\ntouch ${marker}\nexit 1\n`, { mode: 0o755 });
  trap = await serving(() => undefined);
  const tarball = packed();
  registry = await serving((request, url) => (request.endsWith('.tgz') ? tarball : packument(url, tarball)));
  env = {
    ...SECRETS,
    // Whoever comes first on the PATH would be run, and a relative folder is one of the folder that npm works in.
    PATH: `node_modules/.bin::${folder}:${process.env.PATH}`,
    HOME: path.join(folder, 'home'),
    npm_config_registry: registry.url,
    npm_config_git: script,
    npm_config_ignore_scripts: 'false',
    npm_config_script_shell: script,
    NODE_OPTIONS: `--require ${path.join(folder, 'absent.js')}`,
  };
});

afterEach(() => {
  registry.close();
  trap.close();
  expect({ trap: trap.asked, ran: fs.existsSync(marker) }).toEqual({ trap: [], ran: false });
  expect(registry.asked.join('\n')).not.toMatch(/MARK(?:AWS|TOKEN|HUB)/);
});

const PROGRAMS = { git: 'run.sh', node: 'run.sh', npm: 'run.sh', sh: 'run.sh' };
const MANIFEST = `${JSON.stringify({ name: 'payments-db', devDependencies: { left: '^1.0.0' } }, undefined, 2)}\n`;

async function lockOf(packages: Record<string, unknown>, more: object = {}): Promise<any> {
  const locks = new LockFiles(env);
  try {
    const root = { name: 'payments-db', devDependencies: { left: '^1.0.0' } };
    const old = JSON.stringify({
      name: 'payments-db',
      lockfileVersion: 3,
      requires: true,
      packages: { '': root, ...packages },
      ...more,
    });
    return JSON.parse(await locks.lockFor({ manifest: MANIFEST, old }));
  } finally {
    locks.close();
  }
}

test('a lock file that names addresses, repositories and folders gets npm to ask for nothing but the registry', async () => {
  const at = (name: string) => `${trap.url}${name}.tgz`;
  const lock = await lockOf(
    {
      'node_modules/left': {
        version: '1.0.0',
        resolved: at('left'),
        dependencies: {
          a: at('a'),
          b: 'git+ssh://git@127.0.0.1/b.git',
          c: 'someone/c',
          d: 'file:../../d',
          e: '../e',
          f: 'x.tgz',
        },
        optionalDependencies: { g: `git+${trap.url}g.git` },
        peerDependencies: { h: at('h') },
      },
      'node_modules/a': { version: at('a'), resolved: at('a') },
      'node_modules/b': { version: '1.0.0', resolved: 'git+ssh://git@127.0.0.1/b.git#0123456789012345678901234567890123456789' },
      'node_modules/e': { resolved: '../e', link: true },
      '../e': { version: '1.0.0' },
      'node_modules/../../e': { version: '1.0.0' },
    },
    { dependencies: { a: { version: at('a'), from: at('a') } } },
  );
  expect(lock.packages['node_modules/left']).toMatchObject({ version: '1.0.0' });
  expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/left']);
  expect(JSON.stringify(lock)).not.toMatch(/resolved|127\.0\.0\.1/);
});

test('what is installed is as it was locked, and no script or program of it is run', async () => {
  const lock = await lockOf({
    'node_modules/left': { version: '1.0.0', integrity: integrityOf(packed()), bin: PROGRAMS, hasInstallScript: true },
  });
  expect(lock.packages['node_modules/left'].version).toBe('1.0.0'); // the registry has 1.1.0 as well
  const work = path.join(folder, 'work');
  fs.mkdirSync(work);
  fs.writeFileSync(path.join(work, 'package.json'), MANIFEST);
  fs.writeFileSync(path.join(work, 'package-lock.json'), JSON.stringify(lock));
  await npm(work, env, ['ci'], 'install the packages');
  await npm(work, env, ['ci'], 'install the packages'); // what the first left is there now
  expect(fs.readdirSync(path.join(work, 'node_modules/.bin')).sort()).toEqual(['git', 'node', 'npm', 'sh']);
  expect(registry.asked.some((request) => request.includes('.tgz'))).toBe(true);
  expect(registry.asked.join('\n')).not.toContain('MARKNPM');
});

test("a token goes to the registry when the operator's own npmrc names its variable", async () => {
  fs.mkdirSync(env.HOME!);
  const { host } = new URL(registry.url);
  fs.writeFileSync(path.join(env.HOME!, '.npmrc'), `//${host}/:_authToken=\${NODE_AUTH_TOKEN}\n`);
  await lockOf({});
  expect(registry.asked[0]).toContain('Bearer MARKNPM');
});

test('npm knows nothing of the environment but how it reaches its registry', () => {
  const proxies = {
    HTTPS_PROXY: 'http://proxy',
    no_proxy: 'localhost',
    NODE_EXTRA_CA_CERTS: '/ca.pem',
    NPM_CONFIG_CAFILE: '/ca.pem',
  };
  expect(npmEnvironment({ ...env, ...proxies, npm_config_userconfig: '/absent' }, '/work')).toEqual({
    ...proxies,
    PATH: `${folder}:${process.env.PATH}`,
    HOME: '/work',
    GIT_ALLOW_PROTOCOL: 'none',
    npm_config_registry: registry.url,
    npm_config_userconfig: '/absent',
    npm_config_cache: path.join(folder, 'home/.npm'),
  });
});

test('every setting of a generated .npmrc is one that npm is given here', () => {
  const settings = repositoryOn('2026.07')
    ['.npmrc'].split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(settings.sort()).toEqual(['audit=false', 'fund=false', 'omit-lockfile-registry-resolved=true']);
});

/** A server on this machine, and what it was asked, with what it was told of who asks. */
async function serving(answer: (request: string, url: string) => Buffer | string | undefined): Promise<typeof registry> {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    const body = answer(request.url ?? '', url);
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, asked, close: () => server.closeAllConnections() ?? server.close() };
}

function packument(url: string, tarball: Buffer): string {
  const version = (version: string) => ({
    name: 'left',
    version,
    bin: PROGRAMS,
    hasInstallScript: true,
    dist: { tarball: `${url}left/-/left-${version}.tgz`, integrity: integrityOf(tarball) },
  });
  const versions = { '1.0.0': version('1.0.0'), '1.1.0': version('1.1.0') };
  return JSON.stringify({ name: 'left', 'dist-tags': { latest: '1.1.0' }, versions });
}

/** A package whose scripts and programs touch the marker. */
function packed(): Buffer {
  const at = path.join(folder, 'package');
  fs.mkdirSync(at, { recursive: true });
  fs.writeFileSync(path.join(at, 'run.sh'), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
  const scripts = Object.fromEntries(['preinstall', 'install', 'postinstall', 'prepare'].map((name) => [name, './run.sh']));
  fs.writeFileSync(path.join(at, 'package.json'), JSON.stringify({ name: 'left', version: '1.0.0', bin: PROGRAMS, scripts }));
  return execFileSync('tar', ['--sort=name', '--mtime=@0', '-czf', '-', '-C', folder, 'package']);
}

function integrityOf(bytes: Buffer): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}
