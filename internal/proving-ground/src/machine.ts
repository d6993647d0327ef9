import { isOnPath, run } from '@pgplatform/test-kit';
import { confined } from './confinement';

/** Tools of the ground itself -> Debian's package of each. */
export const TOOLS: Readonly<Record<string, string>> = {
  go: 'golang-go (1.26 or newer)',
  unshare: 'util-linux',
  setpriv: 'util-linux',
  mount: 'mount',
  ip: 'iproute2',
  openssl: 'openssl',
  git: 'git',
  tar: 'tar',
  'redis-server': 'redis-server',
};

/** Why the ground cannot be made on this machine; empty when it can. */
export async function obstacles(tools: readonly string[]): Promise<string[]> {
  if (process.platform !== 'linux') {
    return [`The ground is made of Linux namespaces; this is ${process.platform}.`];
  }
  const missing = tools.filter((tool) => !isOnPath(tool)).map((tool) => `${tool} is missing; Debian has it in ${TOOLS[tool]}.`);
  if (missing.length > 0) {
    return missing;
  }
  const { code, stderr } = await run(...confined(['ip', 'link', 'set', 'lo', 'up'], '--net', '--mount'));
  return code === 0 ? [] : [`This machine lets nobody make namespaces (unshare): ${stderr.trim()}`];
}
