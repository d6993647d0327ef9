#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import type { CommandContext, CommandResult, OutsideError } from './command-context';
import { COMMANDS } from './commands';

/** Reads the arguments, runs one command, prints its result, exits. Nothing else prints or exits. */
async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const json = args.includes('--json');
  let result: CommandResult | undefined;
  const context: CommandContext = {
    cwd: process.cwd(),
    env: process.env,
    now: () => new Date(),
    get stdin() {
      return process.stdin;
    },
    get screen() {
      return process.stderr;
    },
    note: (line) => void process.stderr.write(`${line}\n`),
    finish: (given) => {
      result = given;
    },
  };
  const root = program(args, context);
  try {
    await root.parseAsync(args, { from: 'user' });
  } catch (error) {
    result = failure(error, root.commands.find((command) => command.name() === args[0] && command.commands.length > 0) ?? root);
  }
  if (result) {
    const out = result.exitCode < 2 || json ? process.stdout : process.stderr;
    out.write(json ? `${JSON.stringify(result.json, undefined, 2)}\n` : result.text && `${result.text}\n`);
    process.exitCode = result.exitCode;
  }
}

function program(args: string[], context: CommandContext): Command {
  const root = new Command('pgplatform')
    .description('PostgreSQL platforms on Kubernetes, from one .projenrc.ts')
    .version(require('../package.json').version)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ outputError: () => {} }) // commander quotes what was typed, which may be a secret
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
  const { isConfigError } = require('@pgplatform/core') as typeof import('@pgplatform/core');
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
  const text = `unexpected ${[thrown?.name, thrown?.code, thrown?.syscall].filter(Boolean).join(' ')}\n${where}`;
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

void main();
