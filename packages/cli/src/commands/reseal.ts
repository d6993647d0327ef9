import type { Command } from 'commander';
import type { CommandContext } from '../command-context';

/** `pgplatform reseal`. */
export function define(command: Command, context: CommandContext): void {
  command
    .description(
      'After a key rotation: lets the controller seal every value again with its newest key, and keeps everything else of the files. Needed before old keys are deleted, not every 30 days. A leaked key needs new values, not this.',
    )
    .argument('<ENV>', 'environment')
    .option('--yes', 'apply the plan without asking')
    .option('--context <NAME>', 'kubectl context')
    .option('--json', 'print the result as JSON')
    .action(async (environment: string, options: { yes?: boolean; context?: string }) => {
      const { reseal } = require('../resealing') as typeof import('../resealing');
      context.finish(await reseal(environment, options, context));
    })
    .addHelpText(
      'after',
      `
First the plan; on a terminal you are asked, without one --yes applies it. A file is written when all its values are proven to
open; what is done stays done, and the next run goes on. Pin the newest certificate first.

Examples:
  pgplatform cert pin prod && npx projen && pgplatform reseal prod
  pgplatform reseal prod --json        (the plan; exit code 1 when there is something to do)`,
    );
}
