import type { Command } from 'commander';
import type { Printed, Screen } from './terminal-code';

/** What a command gives back; main prints it and exits. */
export type CommandResult = {
  /** 0 fine, 1 findings, 2 usage, 3 an outside system failed. */
  readonly exitCode: 0 | 1 | 2 | 3;
  /** For people. */
  readonly text: string | Printed;
  /** What the text is: JSON, or commands to a runner of GitHub. @default - text for people */
  readonly form?: 'json' | 'commands';
  /** For programs (`--json`). */
  readonly json: object;
};

/** The world of a command. Tests put another one in. */
export type CommandContext = {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => Date;
  readonly stdin: NodeJS.ReadStream;
  /** Where prompts go: the terminal, never the result. */
  readonly screen: Screen;
  /** The terminal that the result goes to. @default - it goes elsewhere */
  readonly terminal?: { readonly columns: number; readonly hasColours: boolean };
  /** One line of progress or advice, beside the result. */
  readonly note: (line: string) => void;
  /** Takes the result of the command. */
  readonly finish: (result: CommandResult) => void;
};

/** A file of `commands/`: adds arguments, options, help and action to its command. */
export type CommandModule = { define(command: Command, context: CommandContext): void };

export { OutsideError } from '@pgplatform/reading';
