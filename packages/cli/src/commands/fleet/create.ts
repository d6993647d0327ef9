import { configError } from '@pgplatform/core';
import type { CreateReport } from '@pgplatform/fleet';
import type { Command } from 'commander';
import type { CommandContext, CommandResult } from '../../command-context';
import { tableText } from '../../problem-text';

type Options = {
  readonly config: string;
  readonly name?: string;
  readonly repoUrl?: string;
  readonly bucket?: string;
  readonly platformRelease?: string;
  readonly storageClass?: string;
  readonly postgresMajor?: string;
  readonly environmentNames?: string[];
  readonly acceptInsecureRelease?: true;
  readonly protect?: true;
  readonly dryRun?: true;
  readonly json?: true;
};

/** `pgplatform fleet create`. */
export function define(command: Command, context: CommandContext): void {
  command
    .description(
      'Makes the repository of a team at GitHub: from the project type, in one commit, with the topic of the fleet. Run again it completes what was interrupted, and changes nothing else.',
    )
    .argument('<TEAM>', 'team that owns the repository')
    .option('--config <FILE>', 'the fleet', 'fleet.yaml')
    .option('--name <NAME>', "name of the repository (default: the team in the fleet's pattern of names, else TEAM-db)")
    .option('--repo-url <URL>', 'Git URL of the repository, as Argo CD reads it (default: its https address)')
    .option('--bucket <NAME>', 'S3 bucket of the backups')
    .option('--platform-release <RELEASE>', 'tested set of versions (default: the newest)')
    .option('--storage-class <NAME>', 'StorageClass of the volumes')
    .option('--postgres-major <NUMBER>', 'PostgreSQL major version')
    .option('--environment-names <NAME...>', 'environments (default: stage prod)')
    .option('--accept-insecure-release', 'allow a release below the security floor')
    .option('--protect', 'the default branch takes only pull requests that an owner approved and whose checks are green')
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--json', 'print the result as JSON')
    .action(async (team: string, options: Options) => context.finish(await create(team, options, context)))
    .addHelpText(
      'after',
      `
What npm would resolve is resolved here, into package-lock.json; no code of a package runs.

Examples:
  pgplatform fleet create payments
  pgplatform fleet create payments --name payments-db --environment-names stage prod --protect
  pgplatform fleet create ledger --postgres-major 18 --dry-run`,
    );
}

async function create(
  team: string,
  { config: file, json: _, postgresMajor, ...given }: Options,
  context: CommandContext,
): Promise<CommandResult> {
  const { createTeamRepository, openGitHub, readFleetConfig } =
    require('@pgplatform/fleet') as typeof import('@pgplatform/fleet');
  const { readFleetFile, speaking } = require('../../fleet-files') as typeof import('../../fleet-files');
  const { env, note } = context;
  const config = readFleetConfig(readFleetFile(context.cwd, file), file);
  const options = { ...given, postgresMajor: postgresMajor === undefined ? undefined : wholeNumber(postgresMajor) };
  note(`asking ${config.api} …`);
  const report = await speaking(async () => {
    const github = await openGitHub(config, env, { concurrency: config.limits.concurrency, note });
    return createTeamRepository(github, config, { ...options, team, env, now: context.now() });
  });
  return { exitCode: 0, text: textOf(report), json: { ok: true, ...report } };
}

function textOf({ owner, name, url, steps, notes }: CreateReport): string {
  const said = { done: 'done', there: 'was there', 'to do': 'would be done' };
  const table = tableText(
    [`${owner}/${name}`, ''],
    steps.map(({ what, state }) => [what, said[state]]),
  );
  return [table, ...(url ? [url] : []), ...notes].join('\n');
}

function wholeNumber(given: string): number {
  if (!/^[1-9][0-9]{0,2}$/.test(given)) {
    const path = '--postgres-major';
    const fix = `Write it like ${path} 17.`;
    throw configError([
      { code: 'OPTION_TYPE', path, message: 'The major version is a whole number.', given: given.slice(0, 20), fix },
    ]);
  }
  return Number(given);
}
