import * as path from 'node:path';
import { type ConfigProblem, configError } from '@pgplatform/core';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context';

type Options = {
  readonly to?: string;
  readonly postgres?: string;
  readonly env?: string;
  readonly all?: true;
  readonly commit: boolean;
  readonly dryRun?: true;
  readonly continue?: true;
  readonly body?: string;
  readonly json?: true;
};

/** `pgplatform upgrade`. */
export function define(command: Command, context: CommandContext): void {
  command
    .description(
      'Moves the packages to the newest version: installs them, migrates .projenrc.ts, regenerates, checks, and says what it does to the databases. With --to or --postgres, makes the next step to a platform release or a PostgreSQL version. Commits nothing, unless all steps are asked for.',
    )
    .option('--to <RELEASE>', 'make the next step to this platform release, for example 2026.07')
    .option('--postgres <VERSION>', 'make the next step to this PostgreSQL: 17.12, or 18 for a major upgrade')
    .option('--env <E>', 'with --postgres: this environment only')
    .option('--all', 'make all steps, each as a commit of its own')
    .option('--no-commit', 'with --all: leave the steps uncommitted')
    .option('--dry-run', 'do it in a copy, and only say what it does')
    .option('--continue', 'go on with an upgrade that was interrupted')
    .option('--body <FILE>', 'write the text of a pull request to this file')
    .option('--json', 'print the result as JSON')
    .action(async (options: Options) => {
      requireUsable(options);
      const { upgrade } = require('../upgrade/upgrade') as typeof import('../upgrade/upgrade');
      const result = await upgrade(
        {
          ...options,
          cwd: context.cwd,
          all: options.all ?? false,
          dryRun: options.dryRun ?? false,
          continue: options.continue ?? false,
          body: options.body && path.resolve(context.cwd, options.body),
          json: options.json ?? false,
        },
        { env: context.env, now: context.now(), note: context.note },
      );
      context.finish(result);
    })
    .addHelpText(
      'after',
      `
An upgrade that was interrupted goes on when it is run again. Each step is one change: merge it, wait until what it says
is healthy, then make the next one.

Exit codes: 0 done, or nothing to do; 1 something has to be put right first; 2 usage, or changes that are not committed;
3 an outside system failed.

Examples:
  npx @pgplatform/cli@latest upgrade
  pgplatform upgrade --to 2026.07
  pgplatform upgrade --to 2026.07 --all
  pgplatform upgrade --to 2026.07 --dry-run --body change.md
  pgplatform upgrade --postgres 18 --env stage`,
    );
}

function requireUsable({ to, postgres, env, all, commit }: Options): void {
  const problems = [
    ...(to !== undefined && postgres !== undefined
      ? [
          problem(
            'UPGRADE_OPTIONS',
            '--to, --postgres',
            'One step moves one thing.',
            'Give one of them; then, when it is healthy, the other one.',
          ),
        ]
      : []),
    ...(env !== undefined && postgres === undefined
      ? [
          problem(
            'UPGRADE_OPTIONS',
            '--env',
            'It is for --postgres: a platform release has one operator for all environments.',
            'Leave it out.',
          ),
        ]
      : []),
    ...(all && to === undefined && postgres === undefined
      ? [
          problem(
            'UPGRADE_OPTIONS',
            '--all',
            'Packages are upgraded in one step.',
            'Leave it out, or name a release: --to 2026.07',
          ),
        ]
      : []),
    ...(!commit && !all ? [problem('UPGRADE_OPTIONS', '--no-commit', 'Only --all commits.', 'Leave it out.')] : []),
  ];
  if (problems.length > 0) throw configError(problems);
}

function problem(code: string, path: string, message: string, fix: string): ConfigProblem {
  return { code, path, message, fix };
}
