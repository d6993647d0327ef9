import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string | Buffer;
  /** Ends it, at once. */
  readonly signal?: AbortSignal;
}

export interface RunResult {
  /** Exit code; 128 when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  /** Both outputs, as they came. */
  readonly output: string;
}

/** Runs a command to its end, whatever its exit code. */
export function run(command: string, args: readonly string[], { cwd, env, input, signal }: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, signal, killSignal: 'SIGKILL' });
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 128, stdout, output }));
    child.stdin.on('error', () => {}); // a command that does not read its input
    child.stdin.end(input);
  });
}

/** The same; throws all that it printed when it fails. */
export async function output(command: string, args: readonly string[], options?: RunOptions): Promise<string> {
  const result = await run(command, args, options);
  if (result.code !== 0) {
    throw new Error(`${[command, ...args].join(' ')} failed (exit code ${result.code})\n${result.output.trim()}`);
  }
  return result.stdout;
}
