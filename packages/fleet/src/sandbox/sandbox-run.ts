import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { outputOnly } from './open-descriptors';
import { STAGE } from './sandbox-stage';
import { type Sandbox, type SandboxLimits, SEARCH, sandbox } from './sandbox-tool';

/** What is run shut in. */
export interface SandboxInput {
  readonly program: readonly string[];
  /** Path and text of each file that is in `/repository`. */
  readonly files: readonly (readonly [string, string])[];
  /** Folder of installed packages. */
  readonly modules?: string;
}

/** How a run ended. */
export interface SandboxEnd {
  /** Exit code; nothing when it was stopped. */
  readonly code: number | undefined;
  /** The limit that it met. */
  readonly stopped?: string;
  /** The end of what it printed. */
  readonly printed: string;
  /** What it says that it generated, for `readHarvest`; nothing unless it ended well. */
  readonly harvest: Buffer;
}

const LOOK_EVERY = 100;
const PRINTED = 2000;
/** Bytes that are left to everything else on this machine. */
const SPARE = 256 << 20;

/** Runs a program shut in until it ends, or meets a limit; its children end with it. It writes nothing on this machine: files go in and out through pipes. */
export function runInSandbox(
  { program, files, modules }: SandboxInput,
  limits: SandboxLimits,
  shutIn: Sandbox = sandbox(limits),
): Promise<SandboxEnd> {
  const { seconds, output, memory } = limits;
  const [file, ...args] = shutIn([process.execPath, '-e', STAGE], modules);
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: '/', env: SEARCH, stdio: outputOnly('pipe'), detached: true });
    let stopped: string | undefined;
    let printed = '';
    const harvest: Buffer[] = [];
    const stop = (why: string) => {
      stopped ??= why;
      child.kill('SIGKILL');
    };
    const counted = (limit: number, why: string, take: (chunk: Buffer) => void) => {
      let bytes = 0;
      return (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > limit) stop(why);
        else take(chunk);
      };
    };
    const hear = (chunk: Buffer) => {
      printed = `${printed}${chunk.toString('utf8').slice(-PRINTED)}`.slice(-PRINTED);
    };
    child.stdout?.on(
      'data',
      counted(limits.harvest, `it generated more than ${limits.harvest} bytes`, (chunk) => harvest.push(chunk)),
    );
    child.stderr?.on('data', counted(output, `it printed more than ${output} bytes`, hear));
    child.stdin?.on('error', () => {}); // it ended without reading
    child.stdin?.end(JSON.stringify({ program, files }));
    const timer = setTimeout(() => stop(`it ran longer than ${seconds} s`), seconds * 1000);
    const look = setInterval(() => {
      if (memoryOf(child.pid ?? 0) > memory) stop(`it used more than ${memory} bytes of memory`);
      if (memoryLeft() < SPARE) stop(`less than ${SPARE} bytes of memory were left on this machine`);
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
      const ended = stopped === undefined ? (code ?? undefined) : undefined;
      resolve({ code: ended, stopped, printed, harvest: Buffer.concat(ended === 0 ? harvest : []) });
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

/** Bytes that programs may still take: what no process seems to have, files in memory and the kernel's own, is counted here. */
function memoryLeft(): number {
  const [, kib] = /^MemAvailable:\s+(\d+) kB/m.exec(fs.readFileSync('/proc/meminfo', 'utf8')) ?? [];
  return kib === undefined ? Number.POSITIVE_INFINITY : Number(kib) * 1024;
}
