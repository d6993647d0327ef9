import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Jail, type SandboxTool, SEARCH } from './sandbox-tool';

/** What a program in a sandbox may use. */
export interface SandboxLimits {
  readonly seconds: number;
  /** Bytes of standard output and error, together. */
  readonly output: number;
  /** Bytes of memory: of each process by the system, of all together by looking at them. */
  readonly memory: number;
  /** Bytes of all that it writes into its folder. */
  readonly disk: number;
}

export const LIMITS: SandboxLimits = { seconds: 60, output: 1 << 20, memory: 2 ** 31, disk: 100 << 20 };

/** How a run ended. */
export interface SandboxEnd {
  /** Exit code; nothing when it was stopped. */
  readonly code: number | undefined;
  /** The limit that it met. */
  readonly stopped?: string;
  /** The end of what it printed. */
  readonly printed: string;
}

const LOOK_EVERY = 250;
const MOST_FILES = 20_000;
const PRINTED = 2000;

/** Runs a program in a jail until it ends, or meets a limit; its children end with it. */
export function runInSandbox(
  tool: SandboxTool,
  jail: Jail,
  program: readonly string[],
  limits: SandboxLimits = LIMITS,
): Promise<SandboxEnd> {
  const { seconds, output, memory, disk } = limits;
  const kib = (bytes: number) => Math.floor(bytes / 1024);
  const ulimits = `ulimit -c 0; ulimit -t ${seconds}; ulimit -f ${kib(disk) * 2}; ulimit -d ${kib(memory)}; ulimit -n 1024; exec "$@"`;
  const [file, ...args] = tool.command(jail, ['/bin/sh', '-c', ulimits, 'sandbox', ...program]);
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: '/', env: SEARCH, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let stopped: string | undefined;
    let bytes = 0;
    let printed = '';
    const stop = (why: string) => {
      stopped ??= why;
      child.kill('SIGKILL');
    };
    const hear = (chunk: Buffer) => {
      bytes += chunk.length;
      printed = `${printed}${chunk.toString('utf8').slice(-PRINTED)}`.slice(-PRINTED);
      if (bytes > output) stop(`it printed more than ${output} bytes`);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const timer = setTimeout(() => stop(`it ran longer than ${seconds} s`), seconds * 1000);
    const look = setInterval(() => {
      if (memoryOf(child.pid ?? 0) > memory) stop(`it used more than ${memory} bytes of memory`);
      if (sizeOf(jail.folder) > disk) stop(`it wrote more than ${disk} bytes`);
    }, LOOK_EVERY);
    const done = () => {
      clearTimeout(timer);
      clearInterval(look);
    };
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('close', (code) => {
      done();
      resolve({ code: stopped === undefined ? (code ?? undefined) : undefined, stopped, printed });
    });
  });
}

/** Bytes of memory of a process and all below it. */
function memoryOf(pid: number): number {
  try {
    const [, resident] = fs.readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    const children = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return Number(resident) * 4096 + children.reduce((sum, child) => sum + memoryOf(Number(child)), 0);
  } catch {
    return 0; // it has ended
  }
}

/** Bytes of all files in a folder, links not followed; too many files are as bad as too large ones. */
function sizeOf(folder: string): number {
  let bytes = 0;
  let files = 0;
  const folders = [folder];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    for (const entry of entriesOf(at)) {
      const file = path.join(at, entry.name);
      if (entry.isDirectory() && file !== path.join(folder, 'node_modules')) folders.push(file);
      if (entry.isFile()) bytes += fs.lstatSync(file, { throwIfNoEntry: false })?.size ?? 0;
      if (++files > MOST_FILES) return Number.POSITIVE_INFINITY;
    }
  }
  return bytes;
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // it is gone
  }
}
