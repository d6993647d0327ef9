// A real browser: the one that is there, or Debian's.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execute, step } from '../command.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** `{ file }` of a Chromium, or `{ missing }`: why there is none. */
export async function chromium() {
  if (!find() && process.getuid?.() === 0 && onPath('apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    try {
      await step('Chromium, by apt-get', async () => {
        await execute('apt-get', ['update', '-qq'], { env });
        await execute('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
      });
    } catch (error) {
      return { missing: `Chromium is missing, and apt-get cannot install it: ${error.message.split('\n').pop()}` };
    }
  }
  const file = find();
  return file ? { file } : { missing: 'Chromium is missing (apt-get install chromium, as root)' };
}

function find() {
  return NAMES.map(onPath).find(Boolean);
}

function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(existsSync);
}
