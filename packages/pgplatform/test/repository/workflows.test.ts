import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
    upgrade: {
      prepare: { contents: 'read' },
      judge: { contents: 'read' },
      publish: { contents: 'write', 'pull-requests': 'write' },
    },
    impact: { impact: { contents: 'read' } },
    'impact-comment': { comment: { actions: 'read', 'pull-requests': 'write' } },
  });
});

it('a job that can write checks nothing out, and runs no code of a package or a repository', () => {
  const writing = files
    .map(workflowOf)
    .flatMap(({ jobs, permissions }) =>
      Object.values<any>(jobs).filter((job) => Object.values(job.permissions ?? permissions).includes('write')),
    );
  expect(writing).toHaveLength(2);
  for (const { steps } of writing) {
    expect(steps.filter(({ uses }: any) => uses && !uses.startsWith('actions/download-artifact@'))).toEqual([]);
    const lines: string[] = steps.flatMap((step: any) => (step.run ?? '').split('\n'));
    expect(lines.filter((line) => /(?:^|[|;&(`]) *(npm|npx|node|projen|git|eval|source|unzip|tar) |\.bin\//.test(line))).toEqual(
      [],
    );
  }
});

it('the secret of an upgrade is given to the job that can write alone, from an environment of its own', () => {
  const { jobs } = workflowOf(upgradeWorkflow());
  const having = Object.entries<any>(jobs).filter(([, job]) => JSON.stringify(job).includes('secrets.'));
  expect(having.map(([name, { environment }]) => [name, environment])).toEqual([['publish', 'pgplatform']]);
});

it("the actions are those of projen's own table", () => {
  const { ActionRefs } = require('projen/lib/github/actions.const');
  const table: string[] = Object.values(ActionRefs);
  const uses = new Set(
    files.flatMap(({ text }) => [...text.matchAll(/uses: (\S+)@(\S+) # (\S+)$/gm)].map(([, ...parts]) => parts.join(' '))),
  );
  expect(uses.size).toBe(4);
  const source = readFileSync(require.resolve('projen/lib/github/actions.const'), 'utf8');
  for (const [action, commit, release] of [...uses].map((one) => one.split(' '))) {
    // One that GitHub calls immutable has a tag in the table instead of a commit.
    expect(table.includes(`${action}@${commit}`) || table.includes(`${action}@${release}`)).toBe(true);
    expect(source).toMatch(new RegExp(`/\\*\\* ${action} at ${release.replaceAll('.', '\\.')}\\b`));
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

  it('restores no cache, which other code may have written', () => {
    const steps = Object.values<any>(workflow.jobs).flatMap((job) => job.steps);
    for (const { with: options } of steps.filter(({ uses }) => uses?.startsWith('actions/setup-node@'))) {
      expect(options).toEqual({ 'node-version': '22', 'package-manager-cache': false });
    }
    expect(file.text).not.toMatch(/actions\/cache|(?<!-)\bcache:/);
  });

  it('has no YAML alias, which not every runner reads', () => {
    expect(file.text).not.toMatch(/: [&*][a-z0-9]+$/m);
  });

  it('leaves no credential behind, ends in time, and runs actions by commit', () => {
    expect(file.text.match(/\buses:.*/g) ?? []).toEqual(
      file.text.match(/\buses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/gm) ?? [],
    );
    for (const job of Object.values<any>(workflow.jobs)) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(20);
      for (const { uses, with: options } of job.steps.filter((step: any) => step.uses)) {
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
