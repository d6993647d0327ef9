import { Command, CommanderError } from 'commander';
import type { CommandContext, CommandResult, OutsideError } from './command-context';
import { COMMANDS } from './commands';
import { Output, type OutputStream } from './output';

/** What a run of the program has: that of the process. */
export type ProgramWorld = {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => Date;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Takes the exit code; once more, and higher, when a stream fails afterwards. */
  readonly exit: (code: number) => void;
};

/** Reads the arguments, runs one command, prints its result. Nothing else prints or exits. */
export async function run(world: ProgramWorld): Promise<void> {
  const args = [...world.args];
  const { cwd, env, now } = world;
  const json = args.includes('--json');
  const screen: Output = new Output(world.stderr, env, () => world.exit(3));
  const output = new Output(world.stdout, env, (code) => {
    const problem = {
      code: 'OUTPUT_FAILED',
      path: '',
      message: `Standard output could not be written: ${code}. What the command does is done.`,
      fix: 'Make room where standard output goes, then run it again.',
    };
    screen.write(`${(require('./problem-text') as typeof import('./problem-text')).problemText([problem])}\n`);
    world.exit(3);
  });
  let result: CommandResult | undefined;
  const context: CommandContext = {
    cwd,
    env,
    now,
    get stdin() {
      return world.stdin;
    },
    screen,
    ...(output.isTTY && { terminal: { columns: output.columns ?? 80, hasColours: !env.NO_COLOR } }),
    note: (line) => screen.write(`${line}\n`),
    finish: (given) => {
      result = given;
    },
  };
  const root = program(args, context, output);
  try {
    await root.parseAsync(args, { from: 'user' });
  } catch (error) {
    result = failure(error, root.commands.find((command) => command.name() === args[0] && command.commands.length > 0) ?? root);
  }
  if (result) {
    world.exit(result.exitCode);
    print(result, json, result.exitCode < 2 || json ? output : screen);
  }
}

function print({ text, form, json }: CommandResult, isJson: boolean, output: Output): void {
  if (isJson) {
    output.writeJson(`${JSON.stringify(json, undefined, 2)}\n`);
  } else if (form === 'json') {
    output.writeJson(`${text}\n`);
  } else if (form === 'commands') {
    output.writeCommands(`${text}\n`);
  } else if (text.length > 0) {
    output.write(...[text].flat(), '\n');
  }
}

function program(args: string[], context: CommandContext, output: Output): Command {
  const root = new Command('pgplatform')
    .description('PostgreSQL platforms on Kubernetes, from one .projenrc.ts')
    .version(require('../package.json').version)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.write(text),
      outputError: () => {}, // commander quotes what was typed, which may be a secret
      getOutHelpWidth: () => output.columns ?? 80,
      getOutHasColors: () => false,
    })
    .addHelpText(
      'after',
      '\nExit codes: 0 fine, 1 findings, 2 usage, 3 an outside system failed.\nExample: pgplatform seal status',
    );
  for (const { name, summary, load } of COMMANDS) {
    const command = root.command(name).summary(summary).description(summary);
    if (args[0] === name || (args[0] === 'help' && args[1] === name)) {
      load().define(command, context);
    }
  }
  return root;
}

/** What went wrong in a command, as a result. Only messages that we wrote are shown: others may quote what they were given. */
function failure(error: unknown, within: Command): CommandResult {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? { exitCode: 0, text: '', json: {} } : usage(error, within);
  }
  const { errorSubject, isConfigError } = require('@pgplatform/core') as typeof import('@pgplatform/core');
  if (isConfigError(error)) {
    const { problemText } = require('./problem-text') as typeof import('./problem-text');
    return { exitCode: 2, text: problemText(error.problems), json: { ok: false, problems: error.problems } };
  }
  if (isOutsideError(error)) {
    const { code, message, fix } = error;
    return {
      exitCode: 3,
      text: `error  ${code}\n    ${message}\n    → ${fix}`,
      json: { ok: false, problems: [{ code, message, fix }] },
    };
  }
  const thrown = error as NodeJS.ErrnoException;
  const where = String(thrown?.stack)
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n');
  const subject = errorSubject(error);
  const words = ['unexpected', thrown?.name, thrown?.code, thrown?.syscall, subject && `while judging ${subject}`];
  const text = `${words.filter(Boolean).join(' ')}\n${where}`;
  return { exitCode: 3, text, json: { ok: false, problems: [{ code: 'UNEXPECTED', message: text, fix: 'Report it.' }] } };
}

function isOutsideError(error: unknown): error is OutsideError {
  return error instanceof (require('./command-context') as typeof import('./command-context')).OutsideError;
}

/** A mistake on the command line, in our words: commander's repeat the argument. */
function usage(error: CommanderError, within: Command): CommandResult {
  const option = /unknown option '(-{1,2}[A-Za-z][A-Za-z-]*)/.exec(error.message)?.[1];
  const name = /(?:missing required argument|option) '([^']+)'/.exec(error.message)?.[1];
  const messages: Record<string, string> = {
    'commander.unknownOption': `There is no such option${option && /^(--[a-z-]{2,20}|-[a-z])$/.test(option) ? `: ${option}` : ''}. No option takes a value of a secret.`,
    'commander.excessArguments': 'There are too many arguments. No argument takes a value of a secret.',
    'commander.missingArgument': `The argument ${name} is missing.`,
    'commander.optionMissingArgument': `The option ${name} needs an argument.`,
    'commander.unknownCommand': `There is no such command. Commands: ${within.commands.map((command) => command.name()).join(', ')}.`,
    'commander.help': `Give a command: ${within.parent ? `pgplatform ${within.name()}` : 'pgplatform'} --help`,
  };
  const message = messages[error.code] ?? 'The arguments are not understood.';
  return {
    exitCode: 2,
    text: `error  ${message}`,
    json: { ok: false, problems: [{ code: 'USAGE', message, fix: 'See --help.' }] },
  };
}
