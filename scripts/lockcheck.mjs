#!/usr/bin/env node
// What is wrong with package-lock.json: registry addresses (they would tie everybody to one registry), and per-platform packages that npm has
// silently left out because the registry did not have them on that day (`npm ci` then refuses the file on such a platform).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './command.mjs';

/** Never published for these platforms: nobody is refused because of them. */
const NEVER_PUBLISHED = /^@install-binary\/kustomize-/;

export function lockProblems(lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))) {
  const addresses = Object.entries(lock.packages)
    .filter(([, entry]) => entry.resolved && !entry.link)
    .map(([path]) => `${path} has a registry address`);
  const holes = Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !NEVER_PUBLISHED.test(name) && !resolves(lock, path, name))
      .map((name) => `${path} lacks its optional dependency ${name}`),
  );
  return [...addresses, ...holes];
}

/** Node's way up through the node_modules folders. */
function resolves(lock, from, name) {
  for (let path = from; ; path = path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${path ? `${path}/` : ''}node_modules/${name}`]) {
      return true;
    }
    if (!path) {
      return false;
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = lockProblems();
  console.log(problems.join('\n') || 'package-lock.json is whole and names no registry');
  process.exitCode = problems.length ? 1 : 0;
}
