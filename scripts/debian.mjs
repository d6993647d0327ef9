// What the tests ask of the machine that npm does not have: tools, each with Debian's package of it.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execute, step } from './command.mjs';

const PACKAGES = {
  shellcheck: 'shellcheck',
  jq: 'jq',
  openssl: 'openssl',
  'ssh-keygen': 'openssh-client',
  faketime: 'faketime',
  bwrap: 'bubblewrap',
  'redis-server': 'redis-server',
  ip: 'iproute2',
  unshare: 'util-linux',
};

/** Installs the tools that are missing, as root on Debian; elsewhere it says which they are. Never throws: a test that needs one says so. */
export async function installDebianTools() {
  const names = Object.keys(PACKAGES)
    .filter((tool) => !isOnPath(tool))
    .map((tool) => PACKAGES[tool]);
  if (names.length === 0) {
    return;
  }
  if (!canInstall()) {
    const why = isOnPath('apt-get') ? 'only root may' : 'there is no apt-get';
    console.log(`     not installed: ${names.join(', ')}: ${why}; on Debian: apt-get install ${names.join(' ')}`);
    return;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await step(`apt-get update, apt-get install ${names.join(' ')}`, async () => {
      await execute('apt-get', ['update', '--quiet'], { env });
      await execute('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', ...names], { env });
    });
  } catch (error) {
    console.log(error.message);
  }
}

/** Whether a missing tool is a fault here, and no property of the machine. */
export function canInstall() {
  return process.getuid?.() === 0 && isOnPath('apt-get');
}

export function isOnPath(tool) {
  return fileOnPath(tool) !== undefined;
}

/** The file of a tool; nothing when the PATH has none. */
export function fileOnPath(tool) {
  const files = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, tool));
  return files.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
