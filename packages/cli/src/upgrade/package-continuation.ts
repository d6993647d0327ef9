import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ByHand } from '@pgplatform/codemods';
import type { ConfigProblem } from '@pgplatform/core';
import type { MetadataRefresh } from '@pgplatform/sealed-secrets';
import { writeAtomically } from '../atomic-files';
import type { CommandResult } from '../command-context';
import { stepOf } from './change-text';
import type { Journal } from './journal';
import { byHandProblem } from './projenrc-edits';
import { changeSince, errorsOf, newErrors, synthesize } from './regeneration';
import { resultOf } from './result-text';
import { withSealedFiles } from './sealed-files';
import { Stopped } from './stopped';
import type { UpgradeStep } from './upgrade-result';
import { repositoryOf, type UpgradeWorld } from './upgrade-world';

/** After the packages were installed: migrates `.projenrc.ts`, regenerates, checks, and says what it does. */
export async function continuePackages(world: UpgradeWorld, installed: Journal): Promise<CommandResult> {
  const { git, journal } = world;
  const findings = installed.findings ?? (await errorsOf(world));
  const begun = journal.write({ ...installed, findings });
  const { applied, byHand } = migrate(world, begun);
  journal.write({ ...begun, phase: 'migrated' });
  try {
    synthesize(world, begun.snapshot);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return halfWay(world, begun, [...error.problems, ...byHand.map(byHandProblem)]);
  }
  const sealed = refreshSealed(world, begun);
  const change = await changeSince(world, begun.snapshot);
  const problems = newErrors(findings, await errorsOf(world));
  const isChanged = git.dirty().length > 0;
  journal.end();
  return resultOf(world, {
    packages: begun.packages,
    before: change.before,
    after: change.after,
    steps: isChanged ? [withSealedFiles(withMigrations(stepOf(change), applied), sealed)] : [],
    byHand,
    problems,
    standing: findings.length,
    failed: change.report.failed,
  });
}

/** The journal stays: somebody edits `.projenrc.ts`, and runs this again. */
function halfWay(world: UpgradeWorld, { packages }: Journal, problems: readonly ConfigProblem[]): CommandResult {
  const { model } = repositoryOf(world);
  const title = `pgplatform ${packages.to}, which needs an edit of .projenrc.ts`;
  const text = `${title}\n\nThe packages are installed and .projenrc.ts is migrated as far as that is safe. Edit it, then run pgplatform upgrade again. To give up: git stash --include-untracked && npm ci`;
  const release = { from: model.platformRelease, to: model.platformRelease };
  const body = `${text}\n\n${problems.map(({ path: at, message, fix }) => `- ${at}: ${message} ${fix}`).join('\n')}\n`;
  const step: UpgradeStep = { title, worst: 'unknown', release, commit: null, text, body };
  return resultOf(world, { packages, before: model, after: model, steps: [step], byHand: [], problems, failed: false });
}

function withMigrations<T extends { readonly text: string }>(step: T, applied: readonly string[]): T {
  const lines = applied.map((id) => `- ${id}`);
  return lines.length > 0 ? { ...step, text: `${step.text}\n\nMigrated in .projenrc.ts\n${lines.join('\n')}` } : step;
}

/** Sealed files belong to people, so synthesis leaves them alone; what newer packages declare of them reaches them here. */
function refreshSealed(world: UpgradeWorld, { snapshot }: Journal): MetadataRefresh[] {
  const { refreshSealedFiles } = require('../metadata-refresh') as typeof import('../metadata-refresh');
  const repository = repositoryOf(world);
  return refreshSealedFiles(repository, repository.model.environments, { baseOf: (file) => world.git.show(snapshot, file) });
}

/** Runs the codemods on `.projenrc.ts` as it stands, so that what a person has edited since stays. */
function migrate({ root, git }: UpgradeWorld, { packages, snapshot }: Journal): { applied: string[]; byHand: ByHand[] } {
  const { migrateSource } = require('@pgplatform/codemods') as typeof import('@pgplatform/codemods');
  const file = path.join(root, '.projenrc.ts');
  const text = fs.readFileSync(file, 'utf8');
  const migrated = migrateSource(text, packages.from);
  if (migrated.text !== text) writeAtomically([{ file, content: migrated.text, before: text }]);
  const { applied } = migrateSource(git.show(snapshot, '.projenrc.ts') ?? text, packages.from);
  return { applied, byHand: migrated.byHand };
}
