import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Command } from 'commander';
import { writeAtomically } from '../../atomic-files';
import type { CommandContext, CommandResult } from '../../command-context';

type Options = { readonly config: string; readonly html?: string };

/** `pgplatform fleet status`. */
export function define(command: Command, context: CommandContext): void {
  command
    .description(
      'Where every repository is: release, packages, the pull request that waits and what it does to the databases, its checks, secrets to seal, end of life. Reads only.',
    )
    .option('--config <FILE>', 'the fleet', 'fleet.yaml')
    .option('--html <FILE>', 'write a page of its own: it loads nothing, sorts, finds, prints')
    .option('--json', 'print the status as JSON')
    .action(async (options: Options) => context.finish(await status(options, context)))
    .addHelpText(
      'after',
      `
Exit codes: 0 every repository was read, 1 some could not be, 2 usage, 3 GitHub cannot be reached or refuses the token.

Examples:
  pgplatform fleet status
  pgplatform fleet status --html fleet.html
  pgplatform fleet status --config teams/fleet.yaml --json`,
    );
}

async function status({ config: file, html }: Options, context: CommandContext): Promise<CommandResult> {
  const { fleetStatus, openGitHub, readFleetConfig, statusPage } =
    require('@pgplatform/fleet') as typeof import('@pgplatform/fleet');
  const { readFleetFile, speaking } = require('../../fleet-files') as typeof import('../../fleet-files');
  const { TerminalProgress } = require('../../terminal-progress') as typeof import('../../terminal-progress');
  const { fleetStatusText, fleetSummary } = require('../../fleet-status-text') as typeof import('../../fleet-status-text');
  const config = readFleetConfig(readFleetFile(context.cwd, file), file);
  const progress = new TerminalProgress(context.screen, context.env, () => context.now().getTime());
  const note = (line: string) => progress.note(line);
  const found = await speaking(async () => {
    const github = await openGitHub(config, context.env, { concurrency: config.limits.concurrency, note });
    return fleetStatus(github, config, { now: context.now(), progress });
  });
  if (html !== undefined) {
    writePage(path.resolve(context.cwd, html), statusPage(found));
  }
  const ok = found.repositories.every(({ kind }) => kind !== 'unreadable');
  return {
    exitCode: ok ? 0 : 1,
    text: html === undefined ? fleetStatusText(found, context.terminal?.columns) : `${fleetSummary(found)}\n${html} is written.`,
    json: { ok, ...found },
  };
}

function writePage(file: string, content: string): void {
  const before = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
  if (content !== before) {
    writeAtomically([{ file, content, before }]);
  }
}
