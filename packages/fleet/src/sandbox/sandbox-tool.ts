import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** What a sandboxed program sees: nothing else of the machine is there. */
export interface Jail {
  /** Folder that it may write to; it is `/repository` inside. */
  readonly folder: string;
  /** Installed packages, read-only: `/repository/node_modules` inside. */
  readonly modules?: string;
}

/** A program that shuts others in. */
export interface SandboxTool {
  readonly name: 'bwrap' | 'unshare';
  /** The command line that runs one in the jail. */
  command(jail: Jail, program: readonly string[]): readonly string[];
}

/** Neither tool is there, or the system forbids what they do. */
export class SandboxMissing extends Error {
  constructor(tried: readonly string[]) {
    super(`Nothing here can run code of others safely: ${tried.join('; ')}.`);
  }
}

/** Where a Linux keeps what node is made of; read-only, and without anybody's home or configuration. */
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/etc/ld.so.cache', '/nix/store'];
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/tmp', TMPDIR: '/tmp', PROJEN_DISABLE_POST: 'true' };
/** Environment of the tool itself: where it finds programs. */
export const SEARCH = { PATH: '/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin' };
const TEMPORARY_BYTES = 256 << 20;

/** The first tool that works here. Throws SandboxMissing. */
export function sandboxTool(tools: readonly SandboxTool[] = [BWRAP, UNSHARE]): SandboxTool {
  const tried: string[] = [];
  for (const tool of tools) {
    const [file, ...args] = tool.command({ folder: tmpdir() }, [process.execPath, '--version']);
    const { status, error, stderr } = spawnSync(file, args, { encoding: 'utf8', env: SEARCH, timeout: 20_000 });
    if (status === 0) return tool;
    tried.push(`${tool.name}: ${error ? (error as NodeJS.ErrnoException).code : stderr.trim().split('\n').at(-1)}`);
  }
  throw new SandboxMissing(tried);
}

/** https://github.com/containers/bubblewrap: namespaces for everything, no capability, and a root of its own. */
export const BWRAP: SandboxTool = {
  name: 'bwrap',
  command: ({ folder, modules }, program) => [
    'bwrap',
    ...['--unshare-all', '--die-with-parent', '--new-session', '--clearenv', '--cap-drop', 'ALL', '--hostname', 'sandbox'],
    ...Object.entries(ENVIRONMENT).flatMap(([name, value]) => ['--setenv', name, value]),
    ...readable().flatMap((file) => ['--ro-bind-try', file, file]),
    ...['--proc', '/proc', '--dev', '/dev', '--size', String(TEMPORARY_BYTES), '--tmpfs', '/tmp'],
    ...['--bind', folder, '/repository'],
    ...(modules ? ['--ro-bind', modules, '/repository/node_modules'] : []),
    ...['--remount-ro', '/', '--chdir', '/repository', '--', ...program],
  ],
};

/** The same by util-linux alone: the new root is put together, entered for good, and then every capability is dropped. */
export const UNSHARE: SandboxTool = {
  name: 'unshare',
  command: ({ folder, modules }, program) => [
    ...[
      'setpriv',
      '--pdeathsig',
      'KILL',
      'unshare',
      '--user',
      '--map-root-user',
      '--mount',
      '--net',
      '--pid',
      '--ipc',
      '--uts',
      '--fork',
    ],
    ...['--kill-child=KILL', '--', '/bin/sh', '-euc', SCRIPT, 'sandbox', folder, modules ?? ''],
    ...[String(readable().length), ...readable(), ...program],
  ],
};

const SCRIPT = `
folder=$1 modules=$2 count=$3; shift 3
# What is about to be hidden is held open by a mount of its own.
mount --make-rprivate /
mount -t tmpfs -o size=1m,mode=755 tmpfs /mnt
mkdir /mnt/folder /mnt/modules /mnt/root
mount --bind "$folder" /mnt/folder
[ -z "$modules" ] || { mount --bind "$modules" /mnt/modules && mount -o remount,bind,ro /mnt/modules; }
root=/mnt/root
mount -t tmpfs -o size=1m,mode=755 tmpfs "$root"
while [ "$count" -gt 0 ]; do
  file=$1; shift; count=$((count - 1))
  if [ -L "$file" ]; then mkdir -p "$root$(dirname "$file")"; cp -P "$file" "$root$file"; continue; fi
  if [ -d "$file" ]; then mkdir -p "$root$file"
  elif [ -e "$file" ]; then mkdir -p "$root$(dirname "$file")"; : > "$root$file"
  else continue; fi
  mount --rbind "$file" "$root$file"
  mount -o remount,bind,ro "$root$file"
done
mkdir -p "$root/proc" "$root/dev" "$root/tmp" "$root/repository" "$root/old"
mount -t proc proc "$root/proc"
for device in null zero full random urandom; do : > "$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"; done
mount -t tmpfs -o size=${TEMPORARY_BYTES},mode=1777 tmpfs "$root/tmp"
mount --rbind /mnt/folder "$root/repository"
[ -z "$modules" ] || mount --rbind /mnt/modules "$root/repository/node_modules"
cd "$root"
pivot_root . old
umount -l /old
rmdir /old
mount -o remount,ro,bind /
cd /repository
exec /usr/bin/env -i ${Object.entries(ENVIRONMENT)
  .map(([name, value]) => `${name}=${value}`)
  .join(' ')} setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$@"
`;

/** The system, and node where it is elsewhere. */
function readable(): string[] {
  const node = process.execPath;
  return SYSTEM.some((folder) => node.startsWith(`${folder}${path.sep}`)) ? SYSTEM : [...SYSTEM, node];
}
