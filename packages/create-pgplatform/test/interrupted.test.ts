import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';

const ARGS = ['--import', require.resolve('tsx'), join(__dirname, '../src/main.ts'), 'teams/db', '--team', 'payments'];

let server: Server;
let asked: () => void;

// A registry that is asked, and never answers.
beforeAll(async () => {
  server = createServer(() => asked());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Creates a repository, and sends the creation a signal in the middle of npm install. */
async function interrupted(cwd: string, signal: NodeJS.Signals): Promise<{ code: number | null; stderr: string }> {
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const { port } = server.address() as AddressInfo;
  const env = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_cache: temporaryDirectory() };
  const child = spawn(process.execPath, ARGS, { cwd, env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await isAsked;
  child.kill(signal);
  const code = await ended;
  if (signal === 'SIGKILL') process.kill(-(child.pid as number), 'SIGKILL'); // npm, in its group
  return { code, stderr };
}

test.each<NodeJS.Signals>(['SIGINT', 'SIGTERM', 'SIGHUP'])('a creation that %s ends leaves nothing', async (signal) => {
  const cwd = temporaryDirectory();
  expect(await interrupted(cwd, signal)).toMatchObject({ code: 130, stderr: expect.stringContaining('Nothing was created.') });
  expect(readdirSync(cwd)).toEqual([]);
});

test('what a killed creation leaves is said to be not whole, and is not taken for a repository', async () => {
  const cwd = temporaryDirectory();
  expect((await interrupted(cwd, 'SIGKILL')).code).toBe(null);
  expect(readdirSync(join(cwd, 'teams/db'))).toContain('.pgplatform-unfinished');
  const again = spawn(process.execPath, ARGS, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  again.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  expect(await new Promise((resolve) => again.once('close', resolve))).toBe(1);
  expect(stderr).toContain('DIRECTORY_UNFINISHED');
});
