#!/usr/bin/env node
// `npm run examples`: regenerates the repositories in examples/ from their own .projenrc.ts, with the compiled packages of this repository and without
// an install.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execute, main, ROOT, step } from './command.mjs';

const FOLDER = join(ROOT, 'examples');

const examples = () => readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, '.projenrc.ts')));

async function generate(directory) {
  const env = { ...process.env, PROJEN_DISABLE_POST: 'true' };
  await execute(process.execPath, ['--import', 'tsx', join(ROOT, 'packages/pgplatform/lib/synth.task.js')], {
    cwd: directory,
    env,
  });
}

/** Regenerates copies, and gives the files that differ from what is committed. */
export async function exampleDifferences() {
  // Inside this repository, so that `pgplatform` is found in its node_modules.
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const copies = mkdtempSync(join(ROOT, '.cache/examples-'));
  try {
    const differences = [];
    for (const name of examples()) {
      cpSync(join(FOLDER, name), join(copies, name), { recursive: true });
      await generate(join(copies, name));
      const files = new Set([...list(join(FOLDER, name)), ...list(join(copies, name))]);
      const differing = [...files].filter((file) => text(join(FOLDER, name, file)) !== text(join(copies, name, file)));
      differences.push(
        ...differing.map((file) => `examples/${name}/${file} is not what the generators make: run npm run examples`),
      );
    }
    return differences;
  } finally {
    rmSync(copies, { recursive: true, force: true });
  }
}

function list(directory) {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(directory.length + 1));
}

function text(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main(async () => {
    await step('compile', () => execute(join(ROOT, 'node_modules/.bin/turbo'), ['run', 'compile', '--output-logs=errors-only']));
    for (const name of examples()) {
      await step(`examples/${name}`, () => generate(join(FOLDER, name)));
    }
  });
}
