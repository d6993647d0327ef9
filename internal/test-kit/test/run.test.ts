import { existsSync } from 'node:fs';
import { run, temporaryDirectory } from '../src';

const node = (script: string, options: object = {}) =>
  run(process.execPath, ['-e', script], { cwd: temporaryDirectory(), ...options });

describe('run', () => {
  test('gives the exit code and both streams', async () => {
    expect(await node("console.log('out'); console.error('err'); process.exit(3)")).toEqual({
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  test('writes the input and ends it', async () => {
    expect((await node('process.stdin.pipe(process.stdout)', { input: 'payments' })).stdout).toBe('payments');
  });

  test('adds to the environment and removes from it', async () => {
    const env = { ADDED: 'yes', PATH: undefined };
    expect((await node('console.log(process.env.ADDED, process.env.PATH)', { env })).stdout).toBe('yes undefined\n');
  });

  test('rejects when there is no such command', async () => {
    await expect(run('no-such-command-of-ours', [], { cwd: temporaryDirectory() })).rejects.toThrow('ENOENT');
  });
});

describe('temporaryDirectory', () => {
  test('is new and is there', () => {
    const directory = temporaryDirectory();
    expect(existsSync(directory)).toBe(true);
    expect(temporaryDirectory()).not.toBe(directory);
  });
});
