import type { Command } from 'commander';
import type { CommandContext, CommandModule } from '../command-context';

/** One line each; a subcommand is loaded only when it runs. */
const SUBCOMMANDS: { readonly name: string; readonly summary: string; readonly load: () => CommandModule }[] = [
  { name: 'create', summary: 'the repository of a team', load: () => require('./fleet/create') },
  { name: 'plan', summary: 'what every repository would become', load: () => require('./fleet/plan') },
  { name: 'apply', summary: 'the pull requests of a plan, ring by ring', load: () => require('./fleet/apply') },
  { name: 'status', summary: 'where every repository is', load: () => require('./fleet/status') },
  { name: 'workflow', summary: 'the same on GitHub Actions, in shards', load: () => require('./fleet/workflow') },
];

/** `pgplatform fleet create|plan|apply|status|workflow`. */
export function define(command: Command, context: CommandContext): void {
  command
    .description('One place for the repositories of many teams: fleet.yaml says which they are, how they move, and how fast.')
    .addHelpText(
      'after',
      `
GitHub lets in who has a token in GH_TOKEN or GITHUB_TOKEN (GH_ENTERPRISE_TOKEN for a host of your own), whoever gh knows, or a
GitHub App (PGPLATFORM_GITHUB_APP_ID and PGPLATFORM_GITHUB_APP_PRIVATE_KEY_FILE). A token is never an argument.

Examples:
  pgplatform fleet create payments --protect
  pgplatform fleet plan --to 2026.07
  pgplatform fleet apply plan.json --ring canary`,
    );
  command.helpCommand(false); // it would not load what it tells of: fleet plan --help does
  for (const { name, summary } of SUBCOMMANDS) {
    command.command(name).summary(summary);
  }
  command.hook('preSubcommand', (_, sub) => {
    SUBCOMMANDS.find(({ name }) => name === sub.name())
      ?.load()
      .define(sub, context);
  });
}
