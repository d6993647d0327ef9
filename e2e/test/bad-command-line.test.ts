import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { freshMachine, npmCreate, projenNew } from './published';

jest.setTimeout(300_000);

const WRONG = [
  ...['--team', 'pay/ments', '--repo-url', 'not a url', '--platform-release', '2024.01'],
  ...['--environment-names', 'stage', '--environment-names', 'stage'],
];
const CODES = ['ENVIRONMENT_DUPLICATE', 'OPTION_VALUE', 'RELEASE_UNKNOWN', 'REPO_URL_INVALID'];
const codes = (stderr: string) => [...stderr.matchAll(/^ {2}([A-Z]+_[A-Z_]+) /gm)].map(([, code]) => code).sort();
const STACK_FRAME = /^ +at .*:\d+:\d+\)?$/m;

describe('wrong options on the command line', () => {
  test('npm create lists all problems and leaves nothing', async () => {
    const cwd = temporaryDirectory();
    const { code, stdout, stderr } = await npmCreate(cwd, await freshMachine(join(cwd, '../home')), 'db', ...WRONG);
    expect(code).toBe(1);
    expect(codes(stderr)).toEqual(CODES);
    expect(stdout + stderr).not.toMatch(STACK_FRAME);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('projen new lists all problems, and writes nothing but what projen itself has installed', async () => {
    const cwd = join(temporaryDirectory(), 'db');
    mkdirSync(cwd);
    const { code, stdout, stderr } = await projenNew(cwd, await freshMachine(join(cwd, '../home')), ...WRONG);
    expect(code).toBe(1);
    expect(codes(stderr)).toEqual(CODES);
    expect(stdout + stderr).not.toMatch(STACK_FRAME);
    expect(readdirSync(cwd).sort()).toEqual(['node_modules', 'package.json']);
  });

  test('a mistyped option is named, with the one that was probably meant', async () => {
    const cwd = temporaryDirectory();
    const { code, stderr } = await npmCreate(cwd, await freshMachine(join(cwd, '../home')), 'db', '--tem', 'payments');
    expect(code).toBe(1);
    expect(stderr).toContain('Did you mean --team?');
    expect(readdirSync(cwd)).toEqual([]);
  });
});
