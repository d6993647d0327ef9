import * as fs from 'node:fs';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { configError } from '@pgplatform/core';
import { replaceFile } from '../file-replacement';
import type { GitRepository } from './git-repository';
import { requestWords, type UpgradeRequest } from './upgrade-options';
import type { UpgradeStep } from './upgrade-result';

/** How far an upgrade has come. */
export type Journal = {
  /** The commit on which it was begun. */
  readonly base: string;
  readonly request: UpgradeRequest;
  /** `installing`, `installed`, `migrated` of packages; `applying`, `committing` of a step. */
  readonly phase: 'installing' | 'installed' | 'migrated' | 'applying' | 'committing';
  /** Versions of the packages. */
  readonly packages: { readonly from: string; readonly to: string };
  /** What was as it was before the step that is under way: a commit. */
  readonly snapshot: string;
  /** The errors that `check` found before. @default - it was not asked yet */
  readonly findings?: readonly string[];
  /** Steps that were made before. */
  readonly steps: readonly UpgradeStep[];
};

const FILE = 'pgplatform/upgrade.json';

/** The journal of an upgrade in the folder of git: nobody commits it. */
export class JournalFile {
  constructor(private readonly git: GitRepository) {}

  /** The upgrade that is to go on. One that was given up, or is not of this work tree, is forgotten. */
  unfinished(): Journal | undefined {
    const read = this.read();
    if (!read) return undefined;
    const [head, isClean] = [this.git.head(), this.git.dirty().length === 0];
    const isCommitted = isClean && read.phase === 'committing' && this.git.parent() === read.base;
    const journal = read.phase === 'committing' && !isCommitted ? { ...read, steps: read.steps.slice(0, -1) } : read;
    if (head === journal.base && !isClean) return journal;
    if (isCommitted || (head === journal.base && journal.steps.length > 0)) {
      return { ...journal, base: head, snapshot: head, phase: 'applying', findings: undefined };
    }
    this.end();
    return undefined;
  }

  write(journal: Journal): Journal {
    const file = this.git.path(FILE);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(`${file}.new`, `${JSON.stringify(journal, undefined, 2)}\n`);
    replaceFile(`${file}.new`, file);
    return journal;
  }

  end(): void {
    fs.rmSync(this.git.path(FILE), { force: true });
  }

  private read(): Journal | undefined {
    try {
      return JSON.parse(fs.readFileSync(this.git.path(FILE), 'utf8'));
    } catch {
      return undefined; // there is none
    }
  }
}

/** Refuses another upgrade than the one that is to go on: a ConfigProblem `UPGRADE_UNFINISHED`. */
export function requireSame(journal: Journal, request: UpgradeRequest, fresh: UpgradeRequest): void {
  const asked = (one: UpgradeRequest) => JSON.parse(JSON.stringify(one));
  if (isDeepStrictEqual(asked(request), asked(fresh)) || isDeepStrictEqual(asked(request), asked(journal.request))) return;
  throw configError([
    {
      code: 'UPGRADE_UNFINISHED',
      path: '',
      message: 'Another upgrade was interrupted in this work tree.',
      given: requestWords(request),
      allowed: requestWords(journal.request) || 'pgplatform upgrade',
      fix: 'Go on with it: pgplatform upgrade. To give it up: git stash --include-untracked && npm ci',
    },
  ]);
}
