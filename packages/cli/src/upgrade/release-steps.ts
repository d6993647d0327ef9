import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ByHand } from '@pgplatform/codemods';
import { PlatformRelease } from '@pgplatform/core';
import { preconditions } from '@pgplatform/impact';
import { editSource, type SourceEdit } from './projenrc-edits';
import { synthesize } from './regeneration';
import type { StepMaker } from './step-maker';
import { Stopped } from './stopped';
import type { UpgradeWorld } from './upgrade-world';

/** What Argo CD applies. */
const MANIFEST = /^(?:apps|infrastructure|workloads)\/.*\.ya?ml$/;

/** The steps to a platform release. A row of the table that changes no manifest here is not a step. */
export function releaseSteps(target: string): StepMaker {
  return {
    make(world, before, snapshot) {
      const byHand: ByHand[] = [];
      const rows = PlatformRelease.path(before.platformRelease, target);
      for (const row of rows) {
        const problems = preconditions(before, row, (file) => fs.existsSync(path.join(world.root, file)));
        if (problems.length > 0) throw new Stopped(problems);
        editSource(world.root, [pin(row), ...(row.step === 'plugin' ? [moveBackupPatch(byHand)] : [])]);
        synthesize(world, snapshot);
        if (changesManifests(world, snapshot)) break;
      }
      return rows.length > 0 ? { byHand } : undefined;
    },
    next: ({ platformRelease }) => (platformRelease === target ? undefined : `pgplatform upgrade --to ${target}`),
  };
}

function changesManifests({ git }: UpgradeWorld, snapshot: string): boolean {
  return git.changedSince(snapshot).some((file) => MANIFEST.test(file));
}

function pin(row: PlatformRelease): SourceEdit {
  return (text) => (require('@pgplatform/codemods') as typeof import('@pgplatform/codemods')).pinRelease(text, row.id);
}

/** Before backups move, what a patch says about the in-tree store is said in a way that holds for both. */
function moveBackupPatch(byHand: ByHand[]): SourceEdit {
  return (text) => {
    const codemods = require('@pgplatform/codemods') as typeof import('@pgplatform/codemods');
    const moved = codemods.moveBackupPatch(text);
    byHand.push(...moved.byHand);
    return { edited: true, text: moved.text };
  };
}
