// What actionlint says about every workflow that we generate; where shellcheck is installed, it asks that about their scripts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { execute } from '../command.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

const require = createRequire(import.meta.url);

export function workflowChecks(actionlint) {
  const title = 'actionlint has nothing to say about the generated workflows';
  return actionlint ? [{ title, run: () => lint(actionlint) }] : [{ title, skip: 'actionlint is missing' }];
}

async function lint(actionlint) {
  const folder = temporaryFolder();
  const files = workflows();
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  await execute(
    actionlint.file,
    files.map(({ path }) => join(folder, path)),
  );
  return files.map(({ path }) => basename(path)).join(', ');
}

/** Those of a generated repository, and that of a repository that keeps a fleet. */
function workflows() {
  const { synthesizeRepository } = require('../../packages/pgplatform');
  const { fleetWorkflow } = require('../../packages/fleet');
  const options = { name: 'payments-db', team: 'payments', repoUrl: 'https://git.example.com/payments/postgres.git' };
  const { files, problems } = synthesizeRepository({ options, projenrc: '', today: '2026-11-22' });
  if (problems.length) {
    throw new Error(JSON.stringify(problems));
  }
  const fleet = {
    path: '.github/workflows/fleet.yml',
    content: fleetWorkflow({ config: 'fleet.yaml', rings: ['canary', 'rest'] }),
  };
  return [...files.filter(({ path }) => path.startsWith('.github/workflows/')), fleet];
}
