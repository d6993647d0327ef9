import { createInterface } from 'node:readline/promises';
import type { CommandLine } from './command-line';
import type { Problem } from './problem';

/** What cannot be guessed and was not given. */
export function missing({ directory, options }: CommandLine): Problem[] {
  return [
    ...(directory
      ? []
      : [required('DIR', 'The directory of the new repository is required.', 'npm create pgplatform@latest payments-db -- ...')]),
    ...(options.team ? [] : [required('--team', 'The team that owns the repository is required.', '--team payments')]),
  ];
}

function required(path: string, message: string, example: string): Problem {
  return { code: 'OPTION_REQUIRED', path, message, fix: `Give it: ${example}` };
}

/** Asks a person for what is missing, until there is an answer. */
export async function ask(line: CommandLine, signal: AbortSignal): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = async (question: string) => {
    for (;;) {
      const text = (await terminal.question(question, { signal })).trim();
      if (text) {
        return text;
      }
    }
  };
  // readline has the terminal in raw mode: Ctrl-C is a key there, and ends this process as it does elsewhere.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    line.directory ??= await answer('Directory of the new repository: ');
    line.options.team ??= await answer('Team that owns it: ');
  } finally {
    terminal.close();
  }
}
