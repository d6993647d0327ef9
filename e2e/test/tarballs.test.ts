import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run, temporaryDirectory } from '@pgplatform/test-kit';
import { type Environment, freshMachine, VERSION } from './published';

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
      expect(
        await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${VERSION}`], { cwd, env }),
      ).toMatchObject({ code: 0, stderr: '' });
      const load = `console.log(Object.keys(require(${JSON.stringify(name)})).length)`;
      const { code, stdout } = await run(process.execPath, ['-e', load], { cwd, env });
      expect({ code, exports: Number(stdout) > 0 }).toEqual({ code: 0, exports: true });
      for (const command of Object.keys(bin ?? {})) {
        const version = await run(join(cwd, 'node_modules/.bin', command), ['--version'], { cwd, env });
        expect(version).toMatchObject({ code: 0, stdout: `${VERSION}\n` });
      }
      const files = readdirSync(join(cwd, 'node_modules', name), { recursive: true }).map(String);
      expect(files.includes('.jsii')).toBe(jsii !== undefined);
      expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'package.json']));
      expect(files.filter((file) => /^(src|test|node_modules)\//.test(file))).toEqual([]);
      const peers = Object.keys(peerDependencies ?? {}).filter(
        (peer) => readdirSync(join(cwd, 'node_modules', peer)).length === 0,
      );
      expect(peers).toEqual([]);
    },
  );
});
