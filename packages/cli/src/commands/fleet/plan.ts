import * as path from 'node:path';
import type { PlanDraft, PlannedRepository } from '@pgplatform/fleet';
import type { Command } from 'commander';
import { type CommandContext, type CommandResult, OutsideError } from '../../command-context';
import { tableText } from '../../problem-text';

type Options = {
  readonly config: string;
  readonly to?: string;
  readonly out: string;
  readonly only?: string;
  readonly isolate?: true;
};

/** What the table says of a repository; its files stay in the plan. */
type Row = Pick<PlannedRepository, 'name' | 'ring' | 'action' | 'reason' | 'verdict' | 'state' | 'byHand' | 'drift'>;

/** What needs somebody first; then the worst verdict first. */
const ORDER: readonly PlannedRepository['action'][] = ['failed', 'blocked', 'change', 'dispatch', 'skipped', 'none'];

/** `pgplatform fleet plan`. */
export function define(command: Command, context: CommandContext): void {
  command
    .description(
      'What every repository of a fleet would become, and what that does to its databases. Reads by API, clones nothing, and changes nothing at GitHub.',
    )
    .option('--config <FILE>', 'the fleet', 'fleet.yaml')
    .option('--to <RELEASE>', 'move to this platform release, one step for each repository; without it, the packages alone')
    .option('--out <FILE>', 'where the plan goes', 'plan.json')
    .option('--only <NAME>', 'only this repository')
    .option(
      '--isolate',
      'run customised .projenrc.ts files in a sandbox (bubblewrap, Linux) instead of asking their own workflow',
    )
    .option('--json', 'print the plan without files and bodies as JSON')
    .action(async (options: Options) => context.finish(await plan(options, context)))
    .addHelpText(
      'after',
      `
The plan is data: review it, then give it to fleet apply. A repository whose generated files are equal is none: it gets no
pull request. A .projenrc.ts that is more than data is never run here; its repository is asked to upgrade itself.

Exit codes: 0 planned, 1 a repository failed or is blocked (the others are planned), 2 usage, 3 GitHub cannot be reached or
refuses the token, or there is no sandbox.

Examples:
  pgplatform fleet plan
  pgplatform fleet plan --to 2026.07 --out release.json
  pgplatform fleet plan --only payments-db --json`,
    );
}

async function plan({ config: file, to, out, only, isolate }: Options, context: CommandContext): Promise<CommandResult> {
  const { openGitHub, planDraft, readFleetConfig, SandboxMissing, writePlanFile } =
    require('@pgplatform/fleet') as typeof import('@pgplatform/fleet');
  const { readFleetFile, speaking } = require('../../fleet-files') as typeof import('../../fleet-files');
  const { TerminalProgress } = require('../../terminal-progress') as typeof import('../../terminal-progress');
  const config = readFleetConfig(readFleetFile(context.cwd, file), file);
  const progress = new TerminalProgress(context.screen, context.env, () => context.now().getTime());
  const note = (line: string) => progress.note(line);
  const rows: Row[] = [];
  const draft = await speaking(async () => {
    const github = await openGitHub(config, context.env, { concurrency: config.limits.concurrency, note });
    const made = planDraft(github, config, { to, only, isolate, now: context.now(), env: context.env, note, progress });
    await writePlanFile(path.resolve(context.cwd, out), made, (one) => rows.push(rowOf(one)));
    return made;
  }).catch((error: unknown) => {
    throw error instanceof SandboxMissing
      ? new OutsideError('SANDBOX_MISSING', error.message, 'Install bubblewrap (bwrap, 0.8 or newer), or leave out --isolate.')
      : error;
  });
  const failed = rows.some(({ action }) => action === 'failed' || action === 'blocked');
  const json = { ...draft.head, repositories: rows, cost: draft.cost() };
  return { exitCode: failed ? 1 : 0, text: textOf(rows, draft, out), json };
}

function rowOf({ name, ring, action, reason, verdict, state, byHand, drift }: PlannedRepository): Row {
  return { name, ring, action, reason, verdict, state, byHand, drift };
}

function textOf(rows: readonly Row[], draft: PlanDraft, out: string): string {
  const { EFFECTS } = require('@pgplatform/impact') as typeof import('@pgplatform/impact');
  const badness = ({ verdict }: Row) => EFFECTS.indexOf(verdict ?? 'none');
  const sorted = rows
    .filter(({ action }) => action !== 'none')
    .sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action) || badness(b) - badness(a));
  const cells = sorted.map(({ name, ring, action, verdict = '', state, reason }) => [
    name,
    action === 'change' || action === 'dispatch' ? ring : '',
    action,
    verdict,
    state ? `${state.packageVersion}, ${state.platformRelease}` : '',
    action === 'blocked' || action === 'failed' ? reason : short(reason), // who has to do something reads all of it
  ]);
  const head = ['REPOSITORY', 'RING', 'ACTION', 'VERDICT', 'IS ON', 'WHY'];
  const { planRequests, applyRequests, pullRequests, pullRequestsPerHour, seconds } = draft.cost();
  return [
    ...(cells.length > 0 ? [tableText(head, cells), ''] : []),
    `${counts(rows)}.`,
    `Planning took ${planRequests} requests. Applying takes about ${applyRequests}: ${pullRequests} pull requests, at most ${pullRequestsPerHour} an hour, in ${duration(seconds)}.`,
    `The plan is in ${out}. Next: pgplatform fleet apply ${out}`,
  ].join('\n');
}

function counts(rows: readonly Row[]): string {
  const number = (action: string) => rows.filter((row) => row.action === action).length;
  const said = ORDER.filter((action) => number(action) > 0).map((action) => `${number(action)} ${action}`);
  return `${rows.length} ${rows.length === 1 ? 'repository' : 'repositories'}${said.length > 0 ? `: ${said.join(', ')}` : ''}`;
}

function short(reason: string): string {
  return reason.length > 120 ? `${reason.slice(0, 119)}…` : reason;
}

function duration(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
