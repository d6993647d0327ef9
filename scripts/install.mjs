// Installs the repository's own dependencies, and only when they are not what package-lock.json says.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute, ROOT, step } from './command.mjs';

export async function install() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 16)) {
    throw new Error(`Node ${process.versions.node} is too old: 20.16 or newer is needed`);
  }
  if (isStale()) {
    await step('npm ci (node_modules is not what package-lock.json says)', () => execute('npm', ['ci']));
  }
}

/** npm keeps its own record of what it installed: compare that, not times, which a git checkout changes. */
function isStale() {
  const record = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(record)) {
    return true;
  }
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).some(
    ([path, entry]) =>
      path.includes('node_modules/') &&
      !entry.optional &&
      (entry.link ? !installed[path]?.link : installed[path]?.version !== entry.version),
  );
}
