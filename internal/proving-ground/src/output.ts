import { type RunOptions, run } from '@pgplatform/test-kit';

/** What a command prints on its standard output; throws all that it printed when it fails. */
export async function output(command: string, args: readonly string[], options?: RunOptions): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options);
  if (code !== 0) {
    throw new Error(`${[command, ...args].join(' ')} failed (exit code ${code})\n${`${stdout}${stderr}`.trim()}`);
  }
  return stdout;
}
