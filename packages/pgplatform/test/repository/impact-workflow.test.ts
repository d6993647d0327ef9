import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { impactWorkflow } from '../../src/repository/impact-workflow';
import { git, Runner, workflowOf } from './workflow-run';

const workflow = workflowOf(impactWorkflow());

/** A checkout of what merging a pull request makes, whose command says something. */
async function mergeCommit(report: object, text: string, code: number): Promise<string> {
  const folder = temporaryDirectory();
  await git(folder, 'init', '-q', '-b', 'main');
  await git(folder, 'commit', '-q', '--allow-empty', '-m', 'base');
  await git(folder, 'checkout', '-q', '-b', 'change');
  await git(folder, 'commit', '-q', '--allow-empty', '-m', 'change');
  await git(folder, 'checkout', '-q', 'main');
  await git(folder, 'commit', '-q', '--allow-empty', '-m', 'main went on');
  await git(folder, 'merge', '-q', '--no-ff', '-m', 'merge', 'change');
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/markdown'), text);
  writeFileSync(join(folder, 'node_modules/json'), JSON.stringify(report));
  const bin = join(folder, 'node_modules/.bin/pgplatform');
  writeFileSync(
    bin,
    `#!/bin/bash\necho "$@" >> "$RUNNER_TEMP/arguments"\ncat "node_modules/\${@: -1:1}" 2> /dev/null || cat node_modules/json\nexit ${code}\n`,
  );
  chmodSync(bin, 0o755);
  return folder;
}

async function impactOf(report: object, text: string, code: number) {
  const runner = new Runner();
  const folder = await mergeCommit(report, text, code);
  const diff = await runner.step(workflow, 'What merging does to the databases', folder);
  const last = await runner.step(workflow, 'Fail when it destroys data or cannot be judged', folder, {
    CODE: runner.outputs().code,
  });
  return { runner, folder, diff: diff.code, last: last.code, report: JSON.parse(runner.read('impact/impact.json')) };
}

const NONE = { worst: 'none', databases: [] };

it('judges what merging does, not what the branch missed', async () => {
  const { runner, folder } = await impactOf(NONE, 'text', 0);
  const [tip, merge] = (await git(folder, 'rev-parse', 'HEAD^1', 'HEAD')).split('\n').map((sha) => sha.slice(0, 12));
  expect(runner.read('arguments')).toBe(`diff ${tip} ${merge} --json\ndiff ${tip} ${merge} --format markdown\n`);
});

it('hands the report over, and puts the text into the summary of the run', async () => {
  const text = '# Impact\n$(touch hacked) `x`\n';
  const { runner, ...impact } = await impactOf(NONE, text, 0);
  expect(impact).toMatchObject({ diff: 0, last: 0, report: NONE });
  expect(runner.read('summary.md')).toBe(text);
});

it('a change that destroys data fails after its report was handed over', async () => {
  const report = { worst: 'destroys data', databases: [] };
  expect(await impactOf(report, '# It destroys data', 1)).toMatchObject({ diff: 0, last: 1, report });
});

it('what cannot be judged has no verdict, and says so', async () => {
  const { runner, ...impact } = await impactOf({ problems: [{ code: 'X' }] }, '', 2);
  expect(impact).toMatchObject({ diff: 0, last: 2, report: {} });
  expect(runner.read('summary.md')).toContain('could not be judged');
});

it('hands over before it fails', () => {
  const names = workflow.jobs.impact.steps.map((step: any) => step.name);
  expect(names.slice(-3)).toEqual([
    'What merging does to the databases',
    'Hand the report over',
    'Fail when it destroys data or cannot be judged',
  ]);
});
