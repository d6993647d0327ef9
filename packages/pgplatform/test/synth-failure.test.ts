import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type RunResult, run } from '@pgplatform/test-kit';
import { readTree, synthesize } from './synthesis';

const MODULES = resolve(__dirname, '../../../node_modules');
const PROJEN = ['node_modules/projen/bin/projen', '--no-post'];

/** A repository whose `.projenrc.ts` does something before it synthesizes, or after. */
function repository(before: string, after = ''): string {
  const { outdir } = synthesize();
  symlinkSync(MODULES, join(outdir, 'node_modules'));
  const options = "{ name: 'payments-db', team: 'payments', repoUrl: 'https://git.example.com/payments/postgres.git' }";
  writeFileSync(
    join(outdir, '.projenrc.ts'),
    `import { PgPlatformProject } from 'pgplatform';\n${before}\nnew PgPlatformProject(${options}).synth();\n${after}\n`,
  );
  return outdir;
}

function projen(cwd: string, ...task: string[]): Promise<RunResult> {
  return run(process.execPath, [...PROJEN, ...task], { cwd, env: { PROJEN_DISABLE_POST: undefined } });
}

// The synthesis ends itself, so that it is dead at that point and at no other.
test.each(['SIGKILL', 'SIGTERM', 'SIGABRT'])('a synthesis that %s ends has failed, and says so', async (signal) => {
  const { code, stdout, stderr } = await projen(repository(`process.kill(process.pid, '${signal}');`));
  expect(code).not.toBe(0);
  expect(stdout + stderr).toContain(`The synthesis was ended by ${signal}.`);
  expect(stdout + stderr).toContain('run npx projen again');
});

test('one that is killed when everything is written has failed as well; again, it succeeds', async () => {
  const cwd = repository('', "if (process.env.KILLED) process.kill(process.pid, 'SIGKILL');");
  expect((await run(process.execPath, PROJEN, { cwd, env: { KILLED: 'yes' } })).code).not.toBe(0);
  expect(await projen(cwd)).toMatchObject({ code: 0, stderr: '' });
});

// The program that the synthesis runs in, and each of those around it: the shell, projen, npm.
test.each([1, 2, 3, 4])('a SIGKILL of what is %i above it is no success', async (above) => {
  const cwd = repository(`
import { execFileSync } from 'node:child_process';
let pid = process.pid;
for (let i = 0; i < ${above}; i++) pid = Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));
const command = execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
if (!/synth.task|projen|npm/.test(command)) throw new Error('not ours: ' + command);
process.kill(pid, 'SIGKILL');`);
  const { code, stdout, stderr } = await run('npx', ['--no-install', 'projen', '--no-post'], { cwd });
  expect(code).not.toBe(0);
  expect(stdout + stderr).not.toContain('not ours');
});

test('a SIGKILL at any write is no success, and the next synthesis is whole', async () => {
  const cwd = repository(`
import { createRequire } from 'node:module';
const fs = createRequire(import.meta.url)('node:fs');
const { writeFileSync } = fs;
let writes = 0;
fs.writeFileSync = (file, text, ...rest) => {
  if (++writes !== Number(process.env.KILL_AT)) return writeFileSync(file, text, ...rest);
  writeFileSync(file, text.slice(0, text.length / 2), ...rest);
  process.kill(process.pid, 'SIGKILL');
};`);
  expect(await projen(cwd)).toMatchObject({ code: 0 });
  const whole = readTree(cwd);
  const { files } = JSON.parse(whole['.projen/files.json']);
  const written = files.filter((path: string) => whole[path] && !['.pgplatform/model.json', '.projen/tasks.json'].includes(path));
  for (const at of [1, 5, 12, 30]) {
    for (const path of written) rmSync(join(cwd, path));
    const { code, stdout, stderr } = await run(process.execPath, PROJEN, { cwd, env: { KILL_AT: String(at) } });
    expect([at, code]).not.toEqual([at, 0]);
    expect(stdout + stderr).toContain('run npx projen again');
    expect(await projen(cwd)).toMatchObject({ code: 0 });
    expect(readTree(cwd)).toEqual(whole);
  }
}, 300_000);

test.each(['process.exit(0);', 'process.exit();', 'if (1) { const never = new Promise(() => {}); await never; }'])(
  'a .projenrc.ts that ends before it synthesizes has failed: %s',
  async (before) => {
    expect((await projen(repository(before))).code).not.toBe(0);
  },
);

test('one that has found problems says those alone', async () => {
  const { code, stdout, stderr } = await projen(repository("throw new Error('a problem');"));
  expect(code).not.toBe(0);
  expect(stderr).toContain('a problem');
  expect(stdout + stderr).not.toContain('was ended by');
});

test('a task is run by a shell that tells a signal from a success, whatever the task', async () => {
  const cwd = repository('');
  const file = join(cwd, '.projen/tasks.json');
  const { tasks, ...manifest } = JSON.parse(readFileSync(file, 'utf8'));
  for (const task of Object.values<any>(tasks)) {
    task.steps = [{ exec: `node -e "process.kill(process.pid, 'SIGKILL')"` }];
  }
  writeFileSync(`${cwd}/tasks.json`, JSON.stringify({ ...manifest, tasks }));
  await run('cp', ['-f', 'tasks.json', '.projen/tasks.json'], { cwd });
  for (const name of Object.keys(tasks)) {
    expect([name, (await projen(cwd, name)).code]).not.toEqual([name, 0]);
  }
});
