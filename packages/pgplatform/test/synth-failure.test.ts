import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type RunResult, run } from '@pgplatform/test-kit';
import { synthesize } from './synthesis';

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
