import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { compareVersions } from '@pgplatform/codemods';
import { Model } from '@pgplatform/core';
import { type CommandResult, OutsideError } from '../command-context';
import type { Journal } from './journal';
import { install, isInstalled, MANIFESTS, newestVersion } from './npm';
import { nothingToDo } from './result-text';
import { requestOf } from './upgrade-options';
import { repositoryOf, type UpgradeWorld } from './upgrade-world';

/** Upgrades the packages: installs them, and hands over to their own code. */
export function upgradePackages(world: UpgradeWorld, unfinished: Journal | undefined): CommandResult {
  const { root, env, git, journal, note } = world;
  const place = { cwd: root, env };
  const begun = unfinished ?? begin(world);
  if (!begun) return nothingToDo(repositoryOf(world).model);
  if (begun.phase === 'installing') {
    note(`Installing pgplatform ${begun.packages.to} …`);
    try {
      install(begun.packages.to, place);
    } catch (error) {
      git.restore(begun.snapshot, MANIFESTS);
      journal.end();
      throw error;
    }
    journal.write({ ...begun, phase: 'installed' });
  }
  return handOver(world);
}

/** The journal of a new upgrade; nothing when all is as new as it can be. */
function begin({ root, env, git, journal, options }: UpgradeWorld): Journal | undefined {
  const { packageVersion: from } = Model.parse(git.show('HEAD', Model.PATH) ?? '');
  const to = newestVersion({ cwd: root, env });
  if (compareVersions(to, from) < 0 || (to === from && isInstalled(root, to))) return undefined;
  const base = git.head();
  return journal.write({
    base,
    request: requestOf(options),
    phase: 'installing',
    packages: { from, to },
    snapshot: base,
    steps: [],
  });
}

/** Goes on in the code that was just installed. Its notes are seen as it writes them; what it prints is our result. */
function handOver({ root, env, options }: UpgradeWorld): CommandResult {
  const args = ['upgrade', '--continue', ...(options.json ? ['--json'] : []), ...(options.body ? ['--body', options.body] : [])];
  // Not by `node_modules/.bin`: on Windows that is a script of `cmd.exe`.
  const program = path.join(root, 'node_modules/@pgplatform/cli/lib/pgplatform.js');
  const { status, signal, stdout, error } = spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['inherit', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === null) {
    throw new OutsideError(
      'UPGRADE_KILLED',
      `The upgrade was ended by ${signal ?? (error as NodeJS.ErrnoException | undefined)?.code}.`,
      'Run pgplatform upgrade again: it goes on where it was.',
    );
  }
  const exitCode = status === 0 || status === 1 || status === 2 ? status : 3;
  return { exitCode, text: stdout.trimEnd(), json: options.json && stdout.trim() ? JSON.parse(stdout) : {} };
}
