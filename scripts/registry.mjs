#!/usr/bin/env node
// A real npm registry on loopback with all packages of this repository published on it.
//
// As a command (by fork): sends what `startRegistry` gives, and ends when the one who forked it lets go of it.
import { fork } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { atEnd, execute, main, ROOT } from './command.mjs';

/** Folders of the packages that are published. */
export function publishedPackages() {
  const folders = readdirSync(join(ROOT, 'packages')).map((name) => `packages/${name}`);
  return folders.filter((folder) => !JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')).private);
}

/**
 * Starts the registry and publishes everything (compiled before). Its uplink is whatever npm is configured with.
 *
 * Gives its `url`, what tells `npm` of it, and the whole `env` in which npm uses it: nothing of the npm that runs this script, and no settings of the
 * person, reaches that npm.
 */
export async function startRegistry() {
  const setting = async (name) => (await execute('npm', ['config', 'get', name])).trim();
  const [uplink, cache] = await Promise.all([setting('registry'), setting('cache')]);
  const server = fork(fileURLToPath(new URL('registry-server.mjs', import.meta.url)), [uplink], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const stopped = new Promise((resolve) => server.once('exit', resolve));
  atEnd(async () => {
    if (server.connected) {
      server.disconnect();
    }
    await stopped;
  });
  const { port, directory } = await new Promise((resolve, reject) => {
    server.once('message', resolve);
    server.once('exit', (code) => reject(new Error(`The local registry did not start (exit code ${code})`)));
  });
  const url = `http://127.0.0.1:${port}/`;
  const userconfig = join(directory, 'npmrc');
  // npm refuses to publish without a token, and this registry takes any.
  writeFileSync(userconfig, `//127.0.0.1:${port}/:_authToken=anonymous\n`);
  const npm = {
    npm_config_registry: url,
    npm_config_userconfig: userconfig,
    npm_config_cache: cache,
    NO_PROXY: [process.env.NO_PROXY, '127.0.0.1'].filter(Boolean).join(','),
  };
  const env = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))), ...npm };
  await execute('npm', ['publish', '--ignore-scripts', ...publishedPackages().map((folder) => `--workspace=${folder}`)], { env });
  return { url, npm, env };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main(async () => {
    const released = new Promise((resolve) => process.once('disconnect', resolve));
    process.send(await startRegistry());
    await released;
  });
}
