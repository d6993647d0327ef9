import { printable } from '@pgplatform/core';

/** Prints a text of a task: what the user should know goes to standard output, a failure to standard error. Nothing else of a task prints. */
export function printLine(text: string, kind: 'note' | 'failure'): void {
  const stream = kind === 'note' ? process.stdout : process.stderr;
  stream.write(`${printable(text, process.env)}\n`);
}
