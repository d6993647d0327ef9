import { type ConfigProblem, configError, type ModelEnvironment, type ModelSecret, type ModelSecretKey } from '@pgplatform/core';
import {
  healingCommand,
  healingText,
  readSealedFile,
  type SealingCertificate,
  sealedKeysOf,
  sealIntoFile,
  valueProblems,
  withoutTrailingNewline,
} from '@pgplatform/sealed-secrets';
import type { Command } from 'commander';
import { writeAtomically } from '../atomic-files';
import type { CommandContext, CommandResult } from '../command-context';
import { tableText } from '../problem-text';
import { Repository } from '../repository';
import { promptForSecrets } from '../secret-prompt';
import { parseSources, readJsonValues, readSources, TOLD } from '../value-source';

type SealOptions = { from: string[]; fromJson?: string; only: string[]; refreshMetadata?: true };

const collect = (value: string, before: string[]) => [...before, value];

/** `pgplatform seal` and `pgplatform seal status`. */
export function define(command: Command, context: CommandContext): void {
  command
    .description(
      'Seals the values of a declared secret into its file. Name, namespace and scope come from the model; values from hidden prompts or from sources, never from arguments.',
    )
    .argument('[ENV]', 'environment')
    .argument('[SECRET]', 'declared secret')
    .option('--from <KEY=SOURCE>', 'source of a key: env:NAME, file:PATH, stdin, cmd:COMMAND (no shell); repeatable', collect, [])
    .option('--from-json <stdin>', 'all values as one JSON object on standard input')
    .option('--only <KEY>', 'seal this key alone; repeatable', collect, [])
    .option(
      '--refresh-metadata',
      'bring labels and annotations of sealed files up to date, without any value; of all of them unless ENV, or ENV and SECRET, are given',
    )
    .option('--json', 'print the result as JSON')
    .action(async (environment: string | undefined, secret: string | undefined, options: SealOptions) => {
      if (options.refreshMetadata) {
        context.finish(refresh(environment, secret, options, context));
      } else if (environment === undefined || secret === undefined) {
        const missing = environment === undefined ? 'ENV' : 'SECRET';
        command.error(`error: missing required argument '${missing}'`, { code: 'commander.missingArgument' });
      } else {
        context.finish(await seal(environment, secret, options, context));
      }
    })
    .addHelpText(
      'after',
      `
Keys without a source are asked for; Enter keeps a value that is sealed already. Without a terminal, sealed values are kept.

Examples:
  pgplatform seal stage postgres-backup-s3-credentials
  pgplatform seal prod postgres-backup-s3-credentials --from ACCESS_KEY_ID='cmd:op read op://prod/s3/id' \\
                                                      --from ACCESS_SECRET_KEY='cmd:op read op://prod/s3/key'
  vault kv get -field=key s3 | pgplatform seal prod postgres-backup-s3-credentials --only ACCESS_SECRET_KEY --from ACCESS_SECRET_KEY=stdin
  pgplatform seal --refresh-metadata
  pgplatform seal status`,
    );
  command
    .command('status')
    .description('What is sealed and what is missing, per environment and secret: keys, age, certificate, findings.')
    .option('--json', 'print the result as JSON')
    .action(() => {
      const { sealStatus } = require('../seal-status') as typeof import('../seal-status');
      context.finish(sealStatus(Repository.find(context.cwd), context.now()));
    })
    .addHelpText('after', '\nExample: pgplatform seal status --json');
}

function refresh(
  environmentName: string | undefined,
  secretName: string | undefined,
  { from, fromJson, only }: SealOptions,
  context: CommandContext,
): CommandResult {
  if (from.length > 0 || fromJson !== undefined || only.length > 0) {
    throw configError([
      {
        code: 'REFRESH_OPTIONS',
        path: '--refresh-metadata',
        message: 'It takes no value and changes none.',
        fix: 'Leave out --from, --from-json and --only.',
      },
    ]);
  }
  const { refreshMetadataOf } = require('../metadata-refresh') as typeof import('../metadata-refresh');
  const repository = Repository.find(context.cwd);
  if (environmentName === undefined) {
    return refreshMetadataOf(repository, repository.declared());
  }
  const environment = repository.declared(environmentName);
  const secret = secretName === undefined ? undefined : repository.sealedSecret(environment, secretName);
  return refreshMetadataOf(repository, [environment], secret);
}

async function seal(
  environmentName: string,
  secretName: string,
  options: SealOptions,
  context: CommandContext,
): Promise<CommandResult> {
  const repository = Repository.find(context.cwd);
  const environment = repository.declared(environmentName);
  const secret = repository.sealedSecret(environment, secretName);
  const keys = chosenKeys(secret, options);
  const asked = keys.filter((key) => key.publicValue === undefined);
  const sources = parseSources(
    options.from,
    asked.map((key) => key.name),
  );
  const certificate = usableCertificate(repository, environment, context);
  const existing = repository.read(secret.file);
  const sealed = existing === undefined ? [] : sealedKeysOf(readSealedFile(existing, secret.file), secret);

  const given = await givenValues(asked, sealed, sources, options, context);
  const values = checkedValues(environment, secret, asked, given, context);
  for (const key of keys) {
    if (key.publicValue !== undefined && (values.size > 0 || asked.length === 0 || !sealed.includes(key.name))) {
      values.set(key.name, Buffer.from(key.publicValue));
    }
  }
  if (values.size === 0) {
    return { exitCode: 0, text: 'Nothing to seal: every value was kept.', json: { ok: true, sealed: [], file: secret.file } };
  }
  const content = sealIntoFile({ secret, certificate, now: context.now(), existing }, values);
  const lengths = [...values].map(([key, value]) => ({ key, bytes: value.length }));
  for (const value of values.values()) {
    value.fill(0);
  }
  writeAtomically([{ file: repository.path(secret.file), content, before: existing }]);
  const heal = existing === undefined ? undefined : healingCommand(existing, secret);
  return {
    exitCode: 0,
    text: [
      tableText(
        ['KEY', 'LENGTH'],
        lengths.map(({ key, bytes }) => [key, `${bytes} bytes`]),
      ),
      `Sealed ${secret.namespace}/${secret.name} with ${environment.certificate!.path} into ${secret.file}`,
      ...healingText(heal === undefined ? [] : [heal]),
    ].join('\n'),
    json: {
      ok: true,
      environment: environment.name,
      secret: secret.name,
      sealed: lengths,
      file: secret.file,
      certificate: certificate.spki,
      ...(heal !== undefined && { heal }),
    },
  };
}

/** The keys to seal. */
function chosenKeys(secret: ModelSecret, { from, fromJson, only }: SealOptions): ModelSecretKey[] {
  const problems: ConfigProblem[] = [];
  const names = secret.keys.map((key) => key.name);
  if (only.some((name) => !names.includes(name))) {
    problems.push({
      code: 'KEY_UNKNOWN',
      path: '--only',
      message: 'There is no key of that name.',
      allowed: names.join(', '),
      fix: 'Correct it.',
    });
  }
  if (fromJson !== undefined && (fromJson !== 'stdin' || from.some((source) => source.endsWith('=stdin')))) {
    const message = 'JSON is read from standard input, and nothing else is then.';
    problems.push({
      code: 'SOURCE_JSON',
      path: '--from-json',
      message,
      allowed: '--from-json stdin',
      fix: `Correct it. If it held a value: ${TOLD}`,
    });
  }
  if (problems.length > 0) {
    throw configError(problems);
  }
  return secret.keys.filter((key) => only.length === 0 || only.includes(key.name));
}

function usableCertificate(repository: Repository, environment: ModelEnvironment, context: CommandContext): SealingCertificate {
  const { certificate, findings } = repository.pin(environment, context.now());
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (!certificate || errors.length > 0) {
    throw configError(errors);
  }
  for (const warning of findings.filter((finding) => finding.severity === 'warning')) {
    context.note(`warning: ${warning.message} ${warning.fix}`);
  }
  return certificate;
}

/** What the sources give, and then what the prompts give for the rest. */
async function givenValues(
  asked: readonly ModelSecretKey[],
  sealed: readonly string[],
  sources: ReturnType<typeof parseSources>,
  options: SealOptions,
  context: CommandContext,
): Promise<Map<string, Buffer>> {
  const names = asked.map((key) => key.name);
  const fromJson = options.fromJson === undefined ? new Map<string, Buffer>() : await readJsonValues(names, context);
  const twice = sources.find((source) => fromJson.has(source.key));
  if (twice) {
    throw configError([
      { code: 'SOURCE_TWICE', path: '--from', message: `${twice.key} has two sources.`, fix: 'Keep one of them.' },
    ]);
  }
  const values = new Map([...fromJson, ...(await readSources(sources, context))]);
  const open = asked.filter((key) => !values.has(key.name));
  if (open.length > 0 && context.stdin.isTTY) {
    const questions = open.map((key) => ({ key: key.name, hint: hint(key, sealed.includes(key.name)) }));
    for (const [name, value] of await promptForSecrets(questions, context.stdin, context.screen)) {
      if (value.length > 0 || !sealed.includes(name)) {
        values.set(name, value);
      }
    }
    return values;
  }
  const missing = open.filter((key) => values.size === 0 || !sealed.includes(key.name));
  if (missing.length > 0) {
    throw configError(
      missing.map((key) => ({
        code: 'VALUE_MISSING',
        path: key.name,
        message: 'The key has no source, and there is no terminal to ask on.',
        fix: `Run it on a terminal, or give --from ${key.name}=env:NAME, file:PATH, stdin or cmd:COMMAND.`,
      })),
    );
  }
  return values;
}

function hint(key: ModelSecretKey, sealed: boolean): string {
  const lengths =
    key.length !== undefined
      ? `${key.length} bytes`
      : key.minLength !== undefined || key.maxLength !== undefined
        ? `${key.minLength ?? 1} to ${key.maxLength ?? 'any number of'} bytes`
        : undefined;
  return [key.description ?? 'value', lengths, sealed && 'Enter keeps the sealed value'].filter(Boolean).join('; ');
}

/** The values as they are sealed; every problem of every key at once. */
function checkedValues(
  environment: ModelEnvironment,
  secret: ModelSecret,
  keys: readonly ModelSecretKey[],
  given: ReadonlyMap<string, Buffer>,
  context: CommandContext,
): Map<string, Buffer> {
  const values = new Map<string, Buffer>();
  const problems: ConfigProblem[] = [];
  for (const key of keys.filter((one) => given.has(one.name))) {
    const raw = given.get(key.name)!;
    const value = withoutTrailingNewline(key, raw);
    if (value.length < raw.length) {
      context.note(`notice: removed the newline at the end of ${key.name}`);
    }
    values.set(key.name, value);
    problems.push(...valueProblems(key, value, `environments.${environment.name}.secrets.${secret.name}.${key.name}`));
  }
  if (problems.length > 0) {
    throw configError(problems);
  }
  return values;
}
