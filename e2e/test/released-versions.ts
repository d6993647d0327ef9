import { fork } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run, temporaryDirectory } from '@pgplatform/test-kit';
import { type Environment, succeeded, VERSION } from './published';

const ROOT = resolve(__dirname, '../..');
const PACKAGES = join(ROOT, 'packages');

/** Repositories as users of earlier versions have them, one for each version. */
export const RELEASED = readdirSync(join(ROOT, 'e2e/released'));

/** The version after a version. */
export function versionAfter(version: string): string {
  const [major, minor] = version.split('.').map(Number);
  return `${major}.${minor + 1}.0`;
}

/** The version that the packages have here: one that no earlier version was released as. */
export const CURRENT = RELEASED.includes(VERSION) ? versionAfter(VERSION) : VERSION;

/** Edits the files of a package before they are published. */
type Change = (name: string, folder: string) => void;

/** A registry of its own, in which versions appear one after the other. */
export class Releases {
  private readonly servers: ReturnType<typeof fork>[] = [];
  private env?: Environment;

  /** Starts the registry, which has no version yet; gives what tells npm of it. */
  async start(): Promise<Environment> {
    const setting = async (name: string) => succeeded(await run('npm', ['config', 'get', name], { cwd: ROOT })).trim();
    const [uplink, cache] = await Promise.all([setting('registry'), setting('cache')]);
    const server = fork(join(ROOT, 'scripts/registry-server.mjs'), [uplink], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.servers.push(server);
    const { port, directory } = await new Promise<any>((done, fail) => {
      server.once('message', done);
      server.once('exit', () => fail(new Error('The registry did not start.')));
    });
    writeFileSync(join(directory, 'npmrc'), `//127.0.0.1:${port}/:_authToken=anonymous\n`);
    // What npx keeps is by name and version, and these are versions that exist only here.
    const kept = temporaryDirectory();
    symlinkSync(join(cache, '_cacache'), join(kept, '_cacache'));
    this.env = {
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_userconfig: join(directory, 'npmrc'),
      npm_config_cache: kept,
      NO_PROXY: [process.env.NO_PROXY, '127.0.0.1'].filter(Boolean).join(','),
    };
    return this.env;
  }

  /** Publishes what is compiled here as a version; `change` may edit the files of a package before. */
  async publish(version: string, change: Change = () => {}, only?: readonly string[]): Promise<void> {
    const around = temporaryDirectory();
    const isPublished = (name: string) => !JSON.parse(readFileSync(join(PACKAGES, name, 'package.json'), 'utf8')).private;
    const folders = readdirSync(PACKAGES).filter((name) => (only ? only.includes(name) : isPublished(name)));
    mkdirSync(join(around, 'packages'));
    for (const name of folders) {
      const folder = join(around, 'packages', name);
      cpSync(join(PACKAGES, name), folder, { recursive: true, filter: (path) => !/\/(?:node_modules|src|test)$/.test(path) });
      if (version !== VERSION) {
        edit(join(folder, 'package.json'), (text) =>
          text.replaceAll(`"^${VERSION}"`, `"^${version}"`).replace(`"version": "${VERSION}"`, `"version": "${version}"`),
        );
        const bundle = join(folder, 'lib/pgplatform.js');
        if (existsSync(bundle)) edit(bundle, (text) => text.replace(`version: "${VERSION}"`, `version: "${version}"`));
      }
      change(name, folder);
    }
    writeFileSync(join(around, 'package.json'), JSON.stringify({ private: true, workspaces: ['packages/*'] }));
    const args = ['publish', '--ignore-scripts', '--workspaces'];
    succeeded(await run('npm', args, { cwd: around, env: this.env }));
  }

  async end(): Promise<void> {
    for (const server of this.servers) {
      const stopped = new Promise((done) => server.once('exit', done));
      server.disconnect();
      await stopped;
    }
  }
}

/** Changes the text of a file; it must change. */
export function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`Nothing to change in ${file}`);
  writeFileSync(file, after);
}
