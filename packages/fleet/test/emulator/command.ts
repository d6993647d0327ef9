import { spawn } from 'node:child_process';
import * as path from 'node:path';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `pgplatform` from its sources, beside this process. */
export function pgplatform(args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<Ran> {
  const main = path.resolve(__dirname, '../../../cli/src/main.ts');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['-r', path.join(__dirname, 'from-source.cjs'), main, ...args], {
      cwd: options.cwd,
      env: {
        PATH: process.env.PATH,
        PGPLATFORM_TEST_CLOCK: process.env.PGPLATFORM_TEST_CLOCK,
        HOME: options.cwd,
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
