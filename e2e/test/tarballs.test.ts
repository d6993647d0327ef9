import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run, temporaryDirectory } from '@pgplatform/test-kit';
import { type Environment, freshMachine, succeeded, VERSION } from './published';

jest.setTimeout(300_000);

const PACKAGES = resolve(__dirname, '../../packages');
const manifests = readdirSync(PACKAGES)
  .map((name) => JSON.parse(readFileSync(join(PACKAGES, name, 'package.json'), 'utf8')))
  .filter((manifest) => !manifest.private);

describe('a published package, alone in an empty directory', () => {
  let env: Environment;

  beforeAll(async () => {
    env = await freshMachine(temporaryDirectory());
  });

  test.each(manifests.map((manifest) => [manifest.name, manifest]))(
    '%s installs, loads and runs',
    async (name, { bin, jsii, peerDependencies }) => {
      const cwd = temporaryDirectory();
      const use = async (command: string, ...args: string[]) => succeeded(await run(command, args, { cwd, env }));
      await use('npm', 'install', '--no-audit', '--no-fund', `${name}@${VERSION}`);
      const exported = await use(process.execPath, '-p', `Object.keys(require(${JSON.stringify(name)})).length`);
      expect(Number(exported)).toBeGreaterThanOrEqual(jsii ? 1 : 0);
      for (const command of Object.keys(bin ?? {})) {
        expect(await use(join(cwd, 'node_modules/.bin', command), '--version')).toBe(`${VERSION}\n`);
      }
      const files = readdirSync(join(cwd, 'node_modules', name), { recursive: true }).map(String);
      expect(files.includes('.jsii')).toBe(jsii !== undefined);
      expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'package.json']));
      expect(files.filter((file) => /^(src|test|node_modules)\//.test(file))).toEqual([]);
      const absent = Object.keys(peerDependencies ?? {}).filter((peer) => !existsSync(join(cwd, 'node_modules', peer)));
      expect(absent).toEqual([]);
    },
  );
});
