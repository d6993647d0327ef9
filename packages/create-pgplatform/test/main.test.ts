import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, temporaryDirectory } from '@pgplatform/test-kit';

const MAIN = join(__dirname, '../src/main.ts');
const TSX = require.resolve('tsx');

/** The command, run where there is no terminal and no registry. */
function create(cwd: string, ...args: string[]) {
  const env = {
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_fetch_retries: '0',
    npm_config_cache: temporaryDirectory(),
  };
  return run(process.execPath, ['--import', TSX, MAIN, ...args], { cwd, env });
}

describe('create-pgplatform without a terminal', () => {
  test('lists everything that is missing, and makes nothing', async () => {
    const cwd = temporaryDirectory();
    const { code, stdout, stderr } = await create(cwd);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/OPTION_REQUIRED {2}DIR.*OPTION_REQUIRED {2}--team.*Nothing was created\./s);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('lists wrong options together with what is missing, without a stack trace', async () => {
    const cwd = temporaryDirectory();
    const { code, stderr } = await create(cwd, 'db', '--tema', 'payments', '--postgres-major', 'new');
    expect(code).toBe(1);
    expect(stderr.match(/^ {2}[A-Z_]+/gm)).toEqual(['  OPTION_UNKNOWN', '  OPTION_TYPE', '  OPTION_REQUIRED']);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(existsSync(join(cwd, 'db'))).toBe(false);
  });

  test('refuses a directory with something in it, and leaves that alone', async () => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, 'mine'), 'mine');
    const { code, stderr } = await create(cwd, '.', '--team', 'payments');
    expect(code).toBe(1);
    expect(stderr).toContain('DIRECTORY_NOT_EMPTY');
    expect(readdirSync(cwd)).toEqual(['mine']);
  });

  test('leaves nothing behind when npm install fails', async () => {
    const cwd = temporaryDirectory();
    const { code, stderr } = await create(cwd, 'teams/db', '--team', 'payments');
    expect(code).toBe(1);
    expect(stderr).toContain('INSTALL_FAILED');
    expect(stderr).not.toMatch(/^ +at /m);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('says how it is used', async () => {
    const { code, stdout } = await create(temporaryDirectory(), '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('npm create pgplatform@latest DIR -- --team payments');
    expect(stdout).toContain('--platform-release RELEASE');
  });
});
