import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { readYaml, readYaml12, temporaryDirectory, testWhen } from '@pgplatform/test-kit';
import { fleetWorkflow } from '../src/fleet-workflow';

const text = fleetWorkflow({ config: 'fleet.yaml', rings: ['canary', 'rest'] });
const [workflow] = readYaml12(text);
const jobs: [string, any][] = Object.entries(workflow.jobs);
const steps: any[] = jobs.flatMap(([, job]) => job.steps);

test('means the same to a YAML 1.1 and a YAML 1.2 reader', () => {
  expect(readYaml(text)).toEqual([workflow]);
});

test('runs on working days and by hand', () => {
  expect(workflow.on.schedule).toEqual([{ cron: '23 6 * * 1-5' }]);
  expect(Object.keys(workflow.on.workflow_dispatch.inputs)).toEqual(['to', 'ring']);
  expect(workflow.concurrency).toEqual({ group: 'fleet', 'cancel-in-progress': false });
});

test('plan, then each ring after the one before, then the status', () => {
  expect(jobs.map(([name, job]) => [name, job.needs])).toEqual([
    ['plan', undefined],
    ['apply-1', ['plan']],
    ['apply-2', ['plan', 'apply-1']],
    ['status', ['plan', 'apply-1', 'apply-2']],
  ]);
});

test('a ring is applied in the parts that the plan has for it', () => {
  const { strategy, if: condition } = workflow.jobs['apply-2'];
  expect(strategy).toEqual({
    'fail-fast': false,
    matrix: { shard: "${{ fromJSON(needs.plan.outputs.shards)['rest'] }}" },
  });
  expect(condition).toContain("inputs.ring == 'rest'");
});

test('its own token may read this repository, and nothing else', () => {
  expect(workflow.permissions).toEqual({});
  expect(jobs.map(([, job]) => job.permissions)).toEqual(jobs.map(() => ({ contents: 'read' })));
});

test('the GitHub App is in the environment of the steps that speak to GitHub, and in no script', () => {
  const withSecret = steps.filter((step) => JSON.stringify(step).includes('secrets.'));
  expect(withSecret.map((step) => step.name)).toEqual(['Plan', 'Apply', 'Apply', 'Status']);
  expect(steps.filter((step) => step.run?.includes('${{'))).toEqual([]);
});

test('actions are run by commit, and packages are those of the lock file', () => {
  const uses = text.match(/\buses:.*/g) ?? [];
  expect(uses.length).toBeGreaterThan(0);
  expect(uses.filter((one) => !/^uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(one))).toEqual([]);
  expect(steps.filter((step) => step.run?.includes('npm ')).map((step) => step.run)).toEqual(
    jobs.map(() => 'npm ci --ignore-scripts'),
  );
});

describe('scripts', () => {
  const missing = (command: string) => (spawnSync(command, ['--version']).error ? `no ${command} on this machine` : undefined);
  const unavailable = missing('jq') ?? missing('bash');

  /** Runs a step in a folder where `pgplatform` prints a file and exits with a code. */
  function run(name: string, files: Record<string, string>, code: number) {
    const cwd = temporaryDirectory();
    const bin = path.join(cwd, 'node_modules/.bin');
    fs.mkdirSync(bin, { recursive: true });
    fs.writeFileSync(path.join(bin, 'pgplatform'), `#!/bin/sh\necho "$*" >> asked\ncat answer 2> /dev/null\nexit ${code}\n`, {
      mode: 0o755,
    });
    for (const [file, content] of Object.entries(files)) {
      fs.writeFileSync(path.join(cwd, file), content);
    }
    const step = steps.find((one) => one.name === name);
    const env = {
      PATH: process.env.PATH,
      GITHUB_OUTPUT: path.join(cwd, 'output'),
      CONFIG: 'fleet.yaml',
      TO: '2026.07',
      RING: 'canary',
      SHARD: '1/2',
    };
    const { status } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], { cwd, env });
    const read = (file: string) => (fs.existsSync(path.join(cwd, file)) ? fs.readFileSync(path.join(cwd, file), 'utf8') : '');
    return { status, asked: read('asked'), output: read('output') };
  }

  const repositories = (ring: string, count: number) => Array.from({ length: count }, () => ({ ring, action: 'change' }));
  const plan = {
    rings: ['canary', 'rest', 'all'],
    repositories: [
      ...repositories('canary', 3),
      ...repositories('rest', 101),
      ...repositories('all', 2000),
      { ring: 'canary', action: 'none' },
    ],
  };

  testWhen(unavailable)('plan: parts of at most 50 repositories for each ring, 16 at most', () => {
    const { status, asked, output } = run('Plan', { 'plan.json': JSON.stringify(plan) }, 1);
    expect(status).toBe(0);
    expect(asked).toBe('fleet plan --config fleet.yaml --to=2026.07 --out plan.json\n');
    const shards = JSON.parse(output.replace(/^shards=/, ''));
    expect(shards).toMatchObject({ canary: ['1/1'], rest: ['1/3', '2/3', '3/3'] });
    expect(shards.all).toHaveLength(16);
  });

  testWhen(unavailable)('plan: GitHub failed, and so does the job', () => {
    expect(run('Plan', { 'plan.json': JSON.stringify(plan) }, 3).status).not.toBe(0);
  });

  testWhen(unavailable)('apply: a repository that failed does not fail the job, a ring that stopped does', () => {
    const answer = (stopped: string[]) => ({
      answer: JSON.stringify({ stopped, repositories: [{ name: 'a', outcome: 'failed', reason: 'No.' }] }),
    });
    expect(run('Apply', answer([]), 1)).toMatchObject({
      status: 0,
      asked: 'fleet apply plan.json --config fleet.yaml --ring canary --shard 1/2 --json\n',
    });
    expect(run('Apply', answer(['canary']), 1).status).not.toBe(0);
    expect(run('Apply', answer([]), 3).status).toBe(3);
  });
});
