import type { Command } from 'commander';
import type { CommandContext, CommandModule } from '../command-context';

/** One line each; a subcommand is loaded only when it runs. */
const SUBCOMMANDS: { readonly name: string; readonly summary: string; readonly load: () => CommandModule }[] = [
  {
    name: 'graph',
    summary: 'who applies what: appliers, and the files that each reaches',
    load: () => require('./explain/graph'),
  },
];

/** `pgplatform explain graph`. */
export function define(command: Command, context: CommandContext): void {
  command.description('How a repository is read, without any verdict on it.').addHelpText(
    'after',
    `
Examples:
  pgplatform explain graph
  pgplatform explain graph path/to/any/repository --json`,
  );
  command.helpCommand(false); // it would not load what it tells of: explain graph --help does
  for (const { name, summary } of SUBCOMMANDS) {
    command.command(name).summary(summary);
  }
  command.hook('preSubcommand', (_, sub) => {
    SUBCOMMANDS.find(({ name }) => name === sub.name())
      ?.load()
      .define(sub, context);
  });
}
