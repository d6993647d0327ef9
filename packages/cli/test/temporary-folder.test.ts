import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { TemporaryFolder } from '../src/temporary-folder';

const MAKES = `
const { TemporaryFolder } = require(${JSON.stringify(path.join(__dirname, '../src/temporary-folder.ts'))});
const folder = new TemporaryFolder('pgplatform-kept-test');
require('node:fs').writeFileSync(require('node:path').join(folder.path, 'file'), 'x');
process.stdout.write(folder.path + '\\n');
process.stdin.resume().once('data', () => eval(process.env.ENDS ?? ''));`;

/** Makes a folder in another process, which then ends in a way; the folder. */
async function folderOf(signal: NodeJS.Signals | undefined, ends: string): Promise<string> {
  const args = ['--import', require.resolve('tsx'), '--require', require.resolve('tsx/cjs'), '-e', MAKES];
  const child = spawn(process.execPath, args, { env: { ...process.env, ENDS: ends }, stdio: ['pipe', 'pipe', 'ignore'] });
  const folder = await new Promise<string>((resolve) => child.stdout.once('data', (text) => resolve(String(text).trim())));
  expect(fs.existsSync(path.join(folder, 'file'))).toBe(true);
  const closed = new Promise((resolve) => child.once('close', resolve));
  if (signal) child.kill(signal);
  else child.stdin.write('go\n');
  await closed;
  return folder;
}

test.each<[string, NodeJS.Signals | undefined, string]>([
  ['SIGKILL', 'SIGKILL', ''],
  ['SIGTERM', 'SIGTERM', ''],
  ['SIGINT', 'SIGINT', ''],
  ['an error that nobody catches', undefined, "throw new Error('x')"],
  ['process.exit', undefined, 'process.exit(0)'],
])('a folder goes with its process: %s', async (_, signal, ends) => {
  const folder = await folderOf(signal, ends);
  while (fs.existsSync(folder)) await new Promise((resolve) => setTimeout(resolve, 20));
});

test('a folder that is removed is gone at once', () => {
  const folder = new TemporaryFolder('pgplatform-removed-test');
  fs.writeFileSync(path.join(folder.path, 'file'), 'x');
  folder.remove();
  expect(fs.existsSync(folder.path)).toBe(false);
});
