import { configError, PlatformRelease } from '@pgplatform/core';
import type { CheckWorld } from '../check/check-options';
import type { CommandResult } from '../command-context';
import { Repository } from '../repository';
import { generatedAround } from '../repository-folder';
import { GitRepository } from './git-repository';
import { type Journal, JournalFile, requireSame } from './journal';
import { requestOf, requestWords, type UpgradeOptions } from './upgrade-options';
import type { UpgradeWorld } from './upgrade-world';

/** Moves the packages, the platform release, or PostgreSQL. Throws ConfigProblems for what cannot be done as asked. */
export async function upgrade(options: UpgradeOptions, outside: CheckWorld): Promise<CommandResult> {
  const root = generatedAround(options.cwd) ?? Repository.find(options.cwd).root; // which says that there is none
  const git = GitRepository.around(root, outside.env);
  const world: UpgradeWorld = { ...outside, root, git, journal: new JournalFile(git), options };
  const unfinished = world.journal.unfinished();
  if (options.continue && !unfinished) throw nothingToContinue();
  if (!unfinished) requireCleanAndFresh(world);
  if (options.dryRun) return dryRun(world);
  if (!unfinished) return begin(world);
  if (!options.continue) {
    requireSame(unfinished, requestOf(options), NO_REQUEST);
    world.note(
      `Going on with the upgrade that was interrupted: pgplatform upgrade ${requestWords(unfinished.request)}`.trimEnd(),
    );
  }
  return begin({ ...world, options: { ...options, ...unfinished.request } }, unfinished);
}

const NO_REQUEST = { all: false, commit: true };

async function begin(world: UpgradeWorld, unfinished?: Journal): Promise<CommandResult> {
  const { options } = world;
  const { to, postgres } = options;
  if (to === undefined && postgres === undefined) {
    if (unfinished && options.continue) {
      const { continuePackages } = require('./package-continuation') as typeof import('./package-continuation');
      return continuePackages(world, unfinished);
    }
    const { upgradePackages } = require('./package-upgrade') as typeof import('./package-upgrade');
    return upgradePackages(world, unfinished);
  }
  const { upgradeStepwise } = require('./stepwise-upgrade') as typeof import('./stepwise-upgrade');
  if (postgres !== undefined) {
    const { postgresSteps } = require('./postgres-steps') as typeof import('./postgres-steps');
    return upgradeStepwise(world, postgresSteps({ ...requestOf(options), postgres }), unfinished);
  }
  const { releaseSteps } = require('./release-steps') as typeof import('./release-steps');
  return upgradeStepwise(world, releaseSteps(PlatformRelease.of(to as string).id), unfinished);
}

/** The same in a copy: what is said is what would be done. */
async function dryRun(world: UpgradeWorld): Promise<CommandResult> {
  const { root, env, options } = world;
  const { inCopy } = require('./dry-run') as typeof import('./dry-run');
  const isOfPackages = options.to === undefined && options.postgres === undefined;
  const result = await inCopy(root, env, !isOfPackages, (cwd) =>
    upgrade({ ...options, cwd, dryRun: false, commit: false }, world),
  );
  return { ...result, text: `${result.text}\n\nThis was a dry run: the repository is as it was.` };
}

function requireCleanAndFresh({ root, git }: UpgradeWorld): void {
  const dirty = git.dirty();
  if (dirty.length > 0) {
    throw configError([
      {
        code: 'UPGRADE_TREE_DIRTY',
        path: '',
        message: 'There are changes that are not committed, and an upgrade must be a change of its own.',
        given: dirty.slice(0, 10).join(', ') + (dirty.length > 10 ? ` and ${dirty.length - 10} more` : ''),
        fix: 'Commit them, or put them aside: git stash --include-untracked',
      },
    ]);
  }
  Repository.find(root).requireFresh();
}

function nothingToContinue(): Error {
  return configError([
    {
      code: 'UPGRADE_NOT_BEGUN',
      path: '--continue',
      message: 'No upgrade was interrupted in this work tree.',
      fix: 'Begin one: pgplatform upgrade',
    },
  ]);
}
