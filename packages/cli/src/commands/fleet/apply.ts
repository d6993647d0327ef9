import * as path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { configError } from '@pgplatform/core';
import type { ApplyReport, RepositoryOutcome } from '@pgplatform/fleet';
import type { Command } from 'commander';
import type { CommandContext, CommandResult } from '../../command-context';
import { tableText } from '../../problem-text';

type Options = {
  readonly config: string;
  readonly ring?: string;
  readonly shard?: string;
  readonly limit?: string;
  readonly wait?: true;
};

/** `pgplatform fleet apply`. */
export function define(command: Command, context: CommandContext): void {
  command
    .description(
      'Does what a plan says: one commit and one pull request for each repository, ring by ring. What is there already is found again, so it can be stopped, killed, and run twice.',
    )
    .argument('<PLAN>', 'what `pgplatform fleet plan` wrote')
    .option('--config <FILE>', 'the fleet', 'fleet.yaml')
    .option('--ring <RING>', 'only this ring')
    .option('--shard <I/N>', 'only this part of the repositories, for example 2/8: the parts are the same on every machine')
    .option('--limit <N>', 'make at most so many pull requests')
    .option('--wait', 'also wait for the checks of the last ring, and of rings that do not wait')
    .option('--json', 'print the report as JSON')
    .action(async (plan: string, options: Options) => context.finish(await apply(plan, options, context)))
    .addHelpText(
      'after',
      `
Beside the plan it keeps a journal (PLAN.journal). A branch that somebody pushed to is not written over; a pull request that
somebody closed is not opened again. A part (--shard) counts its own failures, and has its part of the other limits.

Exit codes: 0 done, 1 something failed, is blocked, or a ring stopped, 2 usage, 3 GitHub cannot be reached or refuses the token.

Examples:
  pgplatform fleet apply plan.json
  pgplatform fleet apply plan.json --ring canary --limit 5
  pgplatform fleet apply plan.json --shard 2/8 --json`,
    );
}

async function apply(
  plan: string,
  { config: file, ring, shard, limit, wait }: Options,
  context: CommandContext,
): Promise<CommandResult> {
  const { applyPlan, openGitHub, parseShard, readFleetConfig, readFleetPlan } =
    require('@pgplatform/fleet') as typeof import('@pgplatform/fleet');
  const { readFleetBytes, readFleetFile, speaking } = require('../../fleet-files') as typeof import('../../fleet-files');
  const { TerminalProgress } = require('../../terminal-progress') as typeof import('../../terminal-progress');
  const config = readFleetConfig(readFleetFile(context.cwd, file), file);
  const progress = new TerminalProgress(context.screen, context.env, () => context.now().getTime());
  const note = (line: string) => progress.note(line);
  const options = {
    config,
    ring,
    shard: shard === undefined ? undefined : parseShard(shard),
    limit: limit === undefined ? undefined : countOf(limit),
    wait,
    journalPath: path.resolve(context.cwd, `${plan}.journal`),
    now: context.now,
    pause: (milliseconds: number) => setTimeout(milliseconds),
    note,
    progress,
  };
  const read = readFleetPlan(readFleetBytes(context.cwd, plan), plan, config);
  const report = await speaking(async () => {
    const github = await openGitHub(config, context.env, { concurrency: config.limits.concurrency, note });
    return applyPlan(github, read, options);
  });
  return { exitCode: report.ok ? 0 : 1, text: textOf(report), json: report };
}

function countOf(given: string): number {
  if (!/^[0-9]{1,6}$/.test(given)) {
    throw configError([
      {
        code: 'LIMIT_INVALID',
        path: '--limit',
        message: 'It is not a number of pull requests.',
        given: given.slice(0, 20),
        allowed: 'a whole number',
        fix: 'Correct it.',
      },
    ]);
  }
  return Number(given);
}

/** What was done or is in the way; repositories with nothing to do are counted. */
function textOf({ repositories, rings, requests }: ApplyReport): string {
  const shown = repositories.filter(({ outcome }) => outcome !== 'none');
  const rows = shown.map(({ name, ring, outcome, reason, url }) => [
    name,
    ring,
    outcome,
    printable([reason, url].filter(Boolean).join(' ')),
  ]);
  const warnings = repositories.flatMap(({ name, warnings = [] }) =>
    warnings.map((one) => `warning: ${name}: ${printable(one)}`),
  );
  const halted = rings
    .filter(({ state }) => state !== 'done')
    .map(({ name, state, failures, budget }) => `${name}: ${state}; ${failures} failed, ${budget} may.`);
  return [
    ...(rows.length > 0 ? [tableText(['REPOSITORY', 'RING', 'OUTCOME', 'WHY'], rows)] : []),
    ...warnings,
    ...halted,
    `${countsOf(repositories)}; ${requests} requests.`,
  ].join('\n');
}

function countsOf(repositories: readonly RepositoryOutcome[]): string {
  const counts = new Map<string, number>();
  for (const { outcome } of repositories) {
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ') || 'Nothing to do';
}

/** One line, of what came from outside. */
function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
