import { spawnSync } from 'node:child_process';

/** What a program gave back. */
export type ProgramResult = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Where a program runs. */
export type ProgramPlace = { readonly cwd: string; readonly env: NodeJS.ProcessEnv };

/** Exit code of what cannot be started, as shells have it. */
export const NOT_FOUND = 127;

/** Runs a program to its end. */
export function runProgram(command: string, args: readonly string[], { cwd, env }: ProgramPlace): ProgramResult {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error && status === null) {
    return { code: NOT_FOUND, stdout: '', stderr: `${command}: ${(error as NodeJS.ErrnoException).code}` };
  }
  return { code: status ?? 128, stdout, stderr };
}
