import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { confined } from './confinement';
import { run } from './run';

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
  const { code, output } = await run(...confined(['ip', 'link', 'set', 'lo', 'up'], '--net', '--mount'));
  return code === 0 ? [] : [`This machine lets nobody make namespaces (unshare): ${output.trim()}`];
}

function isOnPath(tool: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
