import { spawnSync } from 'node:child_process';
import { readYaml, readYaml12, run, temporaryDirectory, testWhen } from '@pgplatform/test-kit';
import { impactCommentWorkflow } from '../../src/repository/impact-comment-workflow';
import { impactWorkflow } from '../../src/repository/impact-workflow';
import { upgradeWorkflow } from '../../src/repository/upgrade-workflow';
import { validateWorkflow } from '../../src/repository/validate-workflow';
import { synthesize } from '../synthesis';
import { scriptsOf, workflowOf } from './workflow-run';

const files = [validateWorkflow(), upgradeWorkflow(), impactWorkflow(), impactCommentWorkflow()];
const missing = (command: string) => (spawnSync(command, ['--version']).error ? `no ${command} on this machine` : undefined);

it('every repository has the workflows', () => {
  const written = synthesize().files();
  expect(Object.keys(written).filter((path) => path.startsWith('.github/workflows/'))).toEqual(
    files.map(({ path }) => path).sort(),
  );
});

it('the token may do what each job needs, and no more', () => {
  const permissions = files.map(workflowOf).map(({ name, permissions, jobs }) => {
    const ofJobs = Object.entries<any>(jobs).map(([job, { permissions: own }]) => [job, own ?? permissions]);
    return [name, Object.fromEntries(ofJobs)];
  });
  expect(Object.fromEntries(permissions)).toEqual({
    validate: { validate: { contents: 'read' } },
    upgrade: { prepare: { contents: 'read' }, publish: { contents: 'write', 'pull-requests': 'write' } },
    impact: { impact: { contents: 'read' } },
    'impact-comment': { comment: { actions: 'read', 'pull-requests': 'write' } },
  });
});

it('a job that can write runs no code of a package or a repository', () => {
  for (const { jobs, permissions } of files.map(workflowOf)) {
    for (const job of Object.values<any>(jobs)) {
      if (Object.values(job.permissions ?? permissions).includes('write')) {
        const lines = job.steps.flatMap((step: any) => [step.uses ?? '', ...(step.run ?? '').split('\n')]);
        const commands = lines.filter((line: string) => !/^ *(echo|#) /.test(line));
        expect(commands.filter((line: string) => /npm|npx|node|projen|\.bin/.test(line))).toEqual([]);
      }
    }
  }
});

it('what a fork may start has no secret', () => {
  for (const file of files.filter((one) => 'pull_request' in workflowOf(one).on)) {
    expect(file.text).not.toMatch(/secrets\.|github\.token|pull_request_target/);
  }
});

it('what posts a text checks nothing out', () => {
  expect(workflowOf(impactCommentWorkflow()).jobs.comment.steps.filter((step: any) => step.uses)).toEqual([]);
});

describe.each(files.map((file) => [file.path, file] as const))('%s', (_, file) => {
  const workflow = workflowOf(file);

  it('means the same to a YAML 1.1 and a YAML 1.2 reader', () => {
    expect(readYaml(file.text)).toEqual(readYaml12(file.text));
  });

  it('puts no expression into a script', () => {
    expect(scriptsOf(workflow).filter(({ step }) => step.run.includes('${{'))).toEqual([]);
  });

  it('leaves no credential behind, ends in time, and pins the major of every action', () => {
    for (const job of Object.values<any>(workflow.jobs)) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(20);
      for (const { uses, with: options } of job.steps.filter((step: any) => step.uses)) {
        expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
        expect(uses.startsWith('actions/checkout') ? options['persist-credentials'] : false).toBe(false);
      }
    }
    expect(workflow.concurrency.group).toMatch(/\S/);
  });

  it.each(scriptsOf(workflow).map(({ step }) => [step.name, step.run]))('bash understands: %s', async (_name, script) => {
    expect(await run('bash', ['-n'], { cwd: temporaryDirectory(), input: script })).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  testWhen(missing('shellcheck'))('shellcheck has nothing to say', async () => {
    const said = scriptsOf(workflow).map(({ step }) =>
      run('shellcheck', ['--shell=bash', '-'], { cwd: temporaryDirectory(), input: step.run }),
    );
    expect((await Promise.all(said)).map(({ stdout }) => stdout).join('')).toBe('');
  });
});

testWhen(missing('jq'))('the stand-in for gh selects what jq selects', async () => {
  const { EXPRESSIONS } = require('./fake-gh.cjs');
  const used = files.flatMap((file) => [...file.text.matchAll(/--jq (?:'([^']+)'|(\.\S+?)\))/g)].map(([, a, b]) => a ?? b));
  const pulls = [
    ...['abc', 'def'].map((sha) => ({ number: 7, merged_at: null, body: 'x', head: { sha, repo: { full_name: 'a/b' } } })),
    { number: 8, merged_at: '2026-11-22', body: null, head: { sha: 'abc', repo: { full_name: 'c/d' } } },
  ];
  const answers: any[] = [
    [],
    pulls,
    [...pulls].reverse(),
    pulls[0],
    [{ name: 'pgplatform: reload' }, { name: 'bug' }],
    {
      artifacts: [
        { name: 'impact', size_in_bytes: 5, id: 1 },
        { name: 'impact', size_in_bytes: 1e9, id: 2 },
        { name: 'x', size_in_bytes: 5, id: 3 },
      ],
    },
    ['github-actions[bot]', 'eve'].map((login, id) => ({ id, user: { login }, body: '<!-- pgplatform:impact -->\nx' })),
  ];
  const env = { HEAD_SHA: 'abc', HEAD_REPOSITORY: 'a/b' };
  for (const [expression, select] of Object.entries<any>(EXPRESSIONS)) {
    let compared = 0;
    for (const input of answers.filter((answer) => hasShape(select, answer, env))) {
      const { stdout } = await run('jq', ['-r', expression], { cwd: '/', env, input: JSON.stringify(input) });
      expect([expression, stdout]).toEqual([
        expression,
        select(input, env)
          .map((line: any) => `${line}\n`)
          .join(''),
      ]);
      compared++;
    }
    expect(compared).toBeGreaterThan(0);
  }
  expect(used.filter((expression) => !(expression in EXPRESSIONS) && expression !== '"$2"')).toEqual([]);
});

/** Whether an answer is of the request whose expression this is. */
function hasShape(select: any, answer: any, env: object): boolean {
  try {
    return !select(answer, env).includes(undefined);
  } catch {
    return false;
  }
}
