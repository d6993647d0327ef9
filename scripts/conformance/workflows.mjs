// What actionlint and zizmor say about every workflow that we generate: of the examples, and that of a repository that keeps a fleet. Where
// shellcheck is installed, actionlint asks that about their scripts.
import { readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { execute } from '../command.mjs';
import { isOnPath } from '../debian.mjs';
import { examples } from './examples.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

const require = createRequire(import.meta.url);
const WORKFLOWS = '.github/workflows';

/** @param zizmor `{ file }`, or `{ missing }`: why there is none */
export function workflowChecks(actionlint, zizmor) {
  const check = (name, missing, lint) => ({
    title: `${name} has nothing to say about the generated workflows`,
    skip: missing,
    run: lint,
  });
  return [
    check('actionlint', actionlint ? undefined : 'actionlint is missing', async () => {
      const found = await lint((files) => [actionlint.file, files]);
      return isOnPath('shellcheck') ? `${found}, with shellcheck` : `${found}, without shellcheck, which is not on this machine`;
    }),
    // Findings that are ignored say why, beside the line.
    check('zizmor', zizmor.missing, () =>
      lint((files) => [zizmor.file, ['--offline', '--no-progress', '--strict-collection', ...files]]),
    ),
  ];
}

/** Runs a linter over all workflows; throws what it says. */
async function lint(commandFor) {
  const repositories = [...examples().map(({ name, folder }) => ({ name, folder: join(folder, WORKFLOWS) })), fleet()];
  for (const { folder } of repositories) {
    const files = readdirSync(folder).map((file) => join(folder, file));
    await execute(...commandFor(files));
  }
  return repositories.map(({ name, folder }) => `${readdirSync(folder).length} of ${name}`).join(', ');
}

function fleet() {
  const { fleetWorkflow } = require('../../packages/fleet');
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'fleet.yml'), fleetWorkflow({ config: 'fleet.yaml', rings: ['canary', 'rest'] }));
  return { name: 'a fleet', folder };
}
