import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type RunResult, run } from '@pgplatform/test-kit';

const ROOT = resolve(__dirname, '../..');

/** The one version of all packages. */
export const VERSION: string = JSON.parse(readFileSync(join(ROOT, 'version.json'), 'utf8')).version;

/** What `projen new` is told to pin. */
export const PROJEN_VERSION: string = JSON.parse(readFileSync(join(ROOT, 'node_modules/projen/package.json'), 'utf8')).version;

/** Environment of a command; `undefined` removes a variable. */
export type Environment = Record<string, string | undefined>;

/** Somebody else's machine: npm uses the registry with our packages, and git knows nobody. */
export async function freshMachine(home: string): Promise<Environment> {
  const registry = process.env.PGPLATFORM_E2E ? JSON.parse(process.env.PGPLATFORM_E2E) : await ownRegistry();
  // What npm, projen and jest tell their own commands is not for these.
  const ours = Object.keys(process.env).filter((name) => /^(npm_|PROJEN_|JEST_|NODE_ENV$|GIT_|EMAIL$|CI$)/i.test(name));
  return {
    ...Object.fromEntries(ours.map((name) => [name, undefined])),
    ...registry,
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
  };
}

/** When this file is run alone, the registry is started for it, and stopped after it. */
function ownRegistry(): Promise<Environment> {
  const registry = fork(join(ROOT, 'scripts/registry.mjs'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  afterAllTests.push(() => registry.disconnect());
  return new Promise((done, fail) => {
    registry.once('message', ({ npm }: any) => done(npm));
    registry.once('exit', () => fail(new Error('The registry did not start: are the packages compiled?')));
  });
}

const afterAllTests: (() => void)[] = [];
afterAll(() => {
  for (const end of afterAllTests) {
    end();
  }
});

/** What a command printed; fails with all of it when the command failed. */
export function succeeded({ code, stdout, stderr }: RunResult): string {
  if (code !== 0) {
    throw new Error(`exit code ${code}\n${stdout}\n${stderr}`);
  }
  return stdout;
}

/** `npm create pgplatform`, as the README has it. */
export function npmCreate(cwd: string, env: Environment, directory: string, ...options: string[]): Promise<RunResult> {
  return run('npm', ['create', '--yes', 'pgplatform@latest', directory, '--', ...options], { cwd, env });
}

/** `projen new --from pgplatform`, in an empty directory. */
export function projenNew(cwd: string, env: Environment, ...options: string[]): Promise<RunResult> {
  const projen = join(ROOT, 'node_modules/.bin/projen');
  const identity = {
    GIT_AUTHOR_NAME: 'e2e',
    GIT_AUTHOR_EMAIL: 'e2e@localhost',
    GIT_COMMITTER_NAME: 'e2e',
    GIT_COMMITTER_EMAIL: 'e2e@localhost',
  };
  const args = ['new', '--from', `pgplatform@${VERSION}`, '--projen-version', PROJEN_VERSION, ...options];
  return run(projen, args, { cwd, env: { ...env, ...identity } });
}
