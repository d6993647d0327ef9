import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Command } from 'commander';
import { writeAtomically } from '../../atomic-files';
import type { CommandContext, CommandResult } from '../../command-context';

type Options = { readonly config: string; readonly out: string };

/** `pgplatform fleet workflow`. */
export function define(command: Command, context: CommandContext): void {
  command
    .description(
      'Writes a GitHub Actions workflow that plans, applies and shows the status of the fleet on working days and by hand, on as many machines as it takes.',
    )
    .option('--config <FILE>', 'the fleet', 'fleet.yaml')
    .option('--out <FILE>', 'where to write it', '.github/workflows/fleet.yml')
    .option('--json', 'print the result as JSON')
    .action((options: Options) => context.finish(workflow(options, context)))
    .addHelpText(
      'after',
      `
It belongs into the repository that keeps fleet.yaml. The workflow says what it needs at its top.

Examples:
  pgplatform fleet workflow
  pgplatform fleet workflow --config teams/fleet.yaml --out .github/workflows/teams.yml`,
    );
}

function workflow({ config: file, out }: Options, context: CommandContext): CommandResult {
  const { fleetWorkflow, readFleetConfig } = require('@pgplatform/fleet') as typeof import('@pgplatform/fleet');
  const { readFleetFile } = require('../../fleet-files') as typeof import('../../fleet-files');
  const { rings } = readFleetConfig(readFleetFile(context.cwd, file), file);
  const target = path.resolve(context.cwd, out);
  const before = fs.existsSync(target) ? fs.readFileSync(target, 'utf8') : undefined;
  const content = fleetWorkflow({ config: file, rings: rings.map(({ name }) => name) });
  if (content !== before) {
    writeAtomically([{ file: target, content, before }]);
  }
  const changed = content !== before;
  return {
    exitCode: 0,
    text: `${out} ${changed ? 'is written.' : 'is as it should be.'}`,
    json: { ok: true, file: out, changed },
  };
}
