import { type ChildProcess, spawn } from 'node:child_process';
import * as path from 'node:path';

export interface FleetProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

const SOURCES = path.join(__dirname, 'emulator/from-source.cjs');
const MAIN = path.resolve(__dirname, '../../cli/src/main.ts');

/** `pgplatform fleet …` in a process of its own, from its sources. */
export function startFleet(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): FleetProcess {
  const child = spawn(process.execPath, ['-r', SOURCES, MAIN, 'fleet', ...args], {
    cwd,
    env: { PATH: process.env.PATH, PGPLATFORM_TEST_CLOCK: process.env.PGPLATFORM_TEST_CLOCK, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr })),
  );
  return { child, ended };
}
