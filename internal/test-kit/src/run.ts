import { spawn } from 'node:child_process';

export interface RunOptions {
  /** @default - that of this process */
  readonly cwd?: string;
  /** Added to the environment of this process; `undefined` removes a variable. */
  readonly env?: Record<string, string | undefined>;
  /** Text for the standard input, which is closed after it. */
  readonly input?: string;
  /** Ends it, at once; the promise is rejected then. @default - nothing does */
  readonly signal?: AbortSignal;
}

export interface RunResult {
  /** Exit code; 128 when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, whatever its exit code, and gives what it printed. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const { cwd, env, input, signal } = options;
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, signal, killSignal: 'SIGKILL' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 128, stdout, stderr }));
    child.stdin.on('error', () => {}); // a command that does not read its input
    child.stdin.end(input);
  });
}
