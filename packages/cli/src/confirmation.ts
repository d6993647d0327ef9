import { createInterface } from 'node:readline';
import type { CommandContext } from './command-context';

/** Asks a question on the terminal; only `yes` is yes. Whoever has no terminal must be asked another way. */
export function confirm(question: string, { stdin, screen }: CommandContext): Promise<boolean> {
  screen.write(`${question} (yes/no) `);
  const lines = createInterface({ input: stdin, terminal: false });
  return new Promise((resolve) => {
    lines.once('line', (line) => {
      resolve(line.trim() === 'yes');
      lines.close();
    });
    lines.once('close', () => resolve(false));
  });
}
