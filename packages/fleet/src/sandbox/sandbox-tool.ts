import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { outputOnly } from './open-descriptors';

/** The command line that runs a program shut in. It sees the system, `modules` read-only as `/repository/node_modules`, and an empty `/repository`. */
export type Sandbox = (program: readonly string[], modules?: string) => readonly string[];

/** What a sandbox may use, all of its processes together unless it says otherwise. */
export interface SandboxLimits {
  /** Seconds, by the clock; of the processor as well, each process. */
  readonly seconds: number;
  /** Bytes of what it prints. */
  readonly output: number;
  /** Bytes of memory: of each process by the system, of all together by looking at them. */
  readonly memory: number;
  /** Bytes of files in `/repository`, which is in memory; as many again in `/tmp`. */
  readonly disk: number;
  /** Processes and threads. */
  readonly processes: number;
  /** Bytes of the files that are taken out of it. */
  readonly harvest: number;
}

export const LIMITS: SandboxLimits = {
  seconds: 60,
  output: 1 << 20,
  memory: 2 ** 31,
  disk: 64 << 20,
  processes: 128,
  harvest: 16 << 20,
};

/** bubblewrap is not there, or the system forbids what it does. */
export class SandboxMissing extends Error {
  constructor(reason: string) {
    super(`Nothing here can run code of others safely: ${reason}.`);
  }
}

/** Where a Linux keeps what node is made of; read-only, and without anybody's home or configuration. */
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/etc/ld.so.cache', '/nix/store'];
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/tmp', TMPDIR: '/tmp', PROJEN_DISABLE_POST: 'true' };
/** Environment of bubblewrap itself: where it finds programs. */
export const SEARCH = { PATH: '/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin' };
/** Nobody: root in a namespace of its own would still own what the kernel's files in /proc/sys belong to. */
const UNPRIVILEGED = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];

/**
 * Namespaces for everything, none to be made inside, no capability, a root of its own in which nothing is writable but two folders in
 * memory, and limits that nobody inside can raise (https://github.com/containers/bubblewrap, prlimit of util-linux).
 */
export function sandbox({ seconds, memory, disk, processes }: SandboxLimits): Sandbox {
  const limits = {
    // Not 0: the kernel starts a core_pattern that is a program at 0 too, and does not at 1.
    core: 1,
    cpu: seconds,
    data: memory,
    fsize: disk,
    nofile: 1024,
    nproc: processes,
  };
  return (program, modules) => [
    ...(process.getuid?.() === 0 ? UNPRIVILEGED : []),
    'bwrap',
    ...['--unshare-user', '--disable-userns', '--unshare-all', '--cap-drop', 'ALL', '--hostname', 'sandbox'],
    ...['--die-with-parent', '--new-session', '--clearenv'],
    ...Object.entries(ENVIRONMENT).flatMap(([name, value]) => ['--setenv', name, value]),
    ...readable().flatMap((file) => ['--ro-bind-try', file, file]),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...['/tmp', '/repository'].flatMap((folder) => ['--size', String(disk), '--tmpfs', folder]),
    ...(modules ? ['--ro-bind', modules, '/repository/node_modules'] : []),
    ...['/proc', '/dev', '/'].flatMap((folder) => ['--remount-ro', folder]),
    ...['--chdir', '/repository', '--', 'prlimit'],
    ...Object.entries(limits).map(([name, value]) => `--${name}=${value}`),
    ...['--', ...program],
  ];
}

/** Tries whether a sandbox works here. Throws SandboxMissing. */
export function requireSandbox(tried: Sandbox = sandbox(LIMITS)): void {
  const [file, ...args] = tried([process.execPath, '--version']);
  const { status, error, stderr } = spawnSync(file, args, {
    encoding: 'utf8',
    env: SEARCH,
    timeout: 20_000,
    stdio: outputOnly(),
  });
  if (status === 0) return;
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  throw new SandboxMissing(`${file === 'setpriv' ? 'setpriv and bwrap' : file}: ${code ?? stderr.trim().split('\n').at(-1)}`);
}

/** The system, and node where it is elsewhere. */
function readable(): string[] {
  const node = process.execPath;
  return SYSTEM.some((folder) => node.startsWith(`${folder}${path.sep}`)) ? SYSTEM : [...SYSTEM, node];
}
