import { isConfigError } from '@pgplatform/core';
import { NOW } from '@pgplatform/test-kit';
import { Command } from 'commander';
import type { CommandModule, CommandResult } from '../src/command-context';

/** What a command gave back, or the codes of what it threw. */
export type Ran = {
  readonly exitCode: number;
  readonly text: string;
  readonly report: any;
  readonly codes: string[];
  readonly notes: string[];
};

/** Runs a command in this process, at the moment of every test. */
export async function runCommand({ define }: CommandModule, cwd: string, args: string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  let result: CommandResult | undefined;
  const notes: string[] = [];
  const command = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  define(command, {
    cwd,
    env,
    now: () => NOW,
    stdin: process.stdin,
    screen: { write: () => {} },
    note: (line) => void notes.push(line),
    finish: (given) => {
      result = given;
    },
  });
  try {
    await command.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!isConfigError(error)) throw error;
    return { exitCode: 2, text: '', report: {}, codes: error.problems.map(({ code }) => code), notes };
  }
  const { exitCode, text, json } = result as CommandResult;
  return { exitCode, text: [text].flat().join(''), report: json, codes: [], notes };
}
