import * as fs from 'node:fs';
import * as path from 'node:path';
import { isConfigError } from '@pgplatform/core';
import { writePlanFile } from '@pgplatform/fleet';
import { NOW, temporaryDirectory } from '@pgplatform/test-kit';
import { Command } from 'commander';
import type { CommandContext, CommandModule, CommandResult } from '../src/command-context';
import * as apply from '../src/commands/fleet/apply';
import * as workflow from '../src/commands/fleet/workflow';

const CONFIG = 'owner: acme\nrepositories:\n  topic: db\nrings:\n  - name: canary\n    names: [canary-*]\n';
const PLAN = {
  planVersion: 1,
  packageVersion: '0.3.0',
  campaign: 'packages-0.3.0',
  owner: 'acme',
  madeAt: NOW.toISOString(),
  api: 'https://api.github.com',
  rings: ['canary', 'rest'],
} as const;

/** A plan of no repository, as `fleet plan` writes it. */
async function writePlan(change: object = {}): Promise<void> {
  const head = { ...PLAN, ...change };
  const none = (async function* () {})();
  const cost = { planRequests: 0, applyRequests: 0, pullRequests: 0, pullRequestsPerHour: 60, seconds: 0 };
  await writePlanFile(path.join(cwd, 'plan.json'), { head, repositories: none, cost: () => cost }, () => {});
}

let cwd: string;
beforeEach(async () => {
  cwd = temporaryDirectory();
  fs.writeFileSync(path.join(cwd, 'fleet.yaml'), CONFIG);
  await writePlan();
});

/** Runs a command in this process, up to where it would speak to GitHub. */
async function run({ define }: CommandModule, ...args: string[]): Promise<CommandResult> {
  let result: CommandResult | undefined;
  const context = {
    cwd,
    env: {},
    now: () => NOW,
    screen: { write: () => {} },
    note: () => {},
    finish: (given: CommandResult) => {
      result = given;
    },
  } as unknown as CommandContext;
  const command = new Command('fleet').exitOverride();
  define(command, context);
  await command.parseAsync(args, { from: 'user' });
  return result!;
}

/** Codes of what is wrong with the command line or its files. */
async function problems(...args: string[]): Promise<string[]> {
  try {
    await run(apply, ...args);
    return [];
  } catch (error) {
    if (!isConfigError(error)) {
      throw error;
    }
    return error.problems.map(({ code, path: at }) => `${code} ${at}`);
  }
}

test.each<[string, string[], string]>([
  ['a plan that is not there', ['nowhere.json'], 'FILE_UNREADABLE nowhere.json'],
  ['a configuration that is not there', ['plan.json', '--config', 'nowhere.yaml'], 'FILE_UNREADABLE nowhere.yaml'],
  ['a configuration as the plan', ['fleet.yaml'], 'PLAN_INVALID fleet.yaml'],
  ['a part that there is not', ['plan.json', '--shard', '3/2'], 'SHARD_INVALID --shard'],
  ['a limit that is no number', ['plan.json', '--limit', '-1'], 'LIMIT_INVALID --limit'],
])('apply refuses %s', async (_, args, problem) => {
  expect(await problems(...args)).toEqual([problem]);
});

test('apply refuses the plan of another fleet before anything is asked', async () => {
  await writePlan({ owner: 'other', api: 'https://github.example.com/api/v3' });
  expect(await problems('plan.json')).toEqual(['PLAN_OTHER_FLEET plan.json: owner', 'PLAN_OTHER_FLEET plan.json: api']);
});

test('workflow writes the rings of fleet.yaml, and the second time nothing', async () => {
  const first = await run(workflow, '--out', '.github/workflows/teams.yml');
  const text = fs.readFileSync(path.join(cwd, '.github/workflows/teams.yml'), 'utf8');
  expect(first).toMatchObject({ exitCode: 0, text: '.github/workflows/teams.yml is written.' });
  expect(text.match(/RING: (.*)/g)).toEqual(['RING: canary', 'RING: rest']);
  const second = await run(workflow, '--out', '.github/workflows/teams.yml');
  expect(second.json).toEqual({ ok: true, file: '.github/workflows/teams.yml', changed: false });
});
