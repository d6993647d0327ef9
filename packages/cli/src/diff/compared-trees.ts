import * as fs from 'node:fs';
import * as path from 'node:path';
import { configError } from '@pgplatform/core';
import { askGit, commitOf, GitRevision, type SourceTree, WorkTree } from '@pgplatform/reading';
import { generatedAround } from '../repository-folder';
import type { DiffOptions } from './diff-options';

/** One of two repositories that are compared. */
export type ComparedTree = {
  readonly tree: SourceTree;
  /** For people: a revision, a folder, or `the work tree`. */
  readonly name: string;
  /** The folder is the work tree of a repository, so that its model must be fresh. */
  readonly isWorkTree: boolean;
  /** Where its history is. @default - it is no revision */
  readonly history?: { readonly root: string; readonly commit: string };
};

/** The two repositories that are compared. Throws ConfigProblems `REVISION_UNKNOWN` and `BASE_UNKNOWN`. */
export function comparedTrees({ cwd, base, head }: DiffOptions): { before: ComparedTree; after: ComparedTree } {
  const root = rootOf(cwd);
  const after =
    head === undefined ? { tree: new WorkTree(root), name: 'the work tree', isWorkTree: true } : named(head, cwd, root, 'HEAD');
  const before = named(base ?? mergeBase(root, after.isWorkTree ? undefined : head), cwd, root, 'BASE');
  return { before, after };
}

/** The generated repository around a folder, else the git work tree, else the folder. */
function rootOf(cwd: string): string {
  return generatedAround(cwd) ?? askGit(cwd, 'rev-parse', '--show-toplevel') ?? cwd;
}

/** A revision of the repository, or a folder; what starts with a point or a slash is a folder. */
function named(text: string, cwd: string, root: string, argument: string): ComparedTree {
  const isPath = /^(?:\.{1,2}$|\.{0,2}\/)/.test(text);
  const commit = isPath ? undefined : commitOf(root, text);
  if (commit) return { tree: GitRevision.at(root, commit), name: text, isWorkTree: false, history: { root, commit } };
  const folder = path.resolve(cwd, text);
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return { tree: new WorkTree(folder), name: text, isWorkTree: false };
  }
  throw configError([
    {
      code: 'REVISION_UNKNOWN',
      path: argument,
      message: 'This is neither a revision of this repository nor a folder.',
      given: text,
      fix: 'Name a branch, a tag, a commit or a folder; in a shallow clone, fetch the revision first.',
    },
  ]);
}

/** Where the change left the default branch. */
function mergeBase(root: string, head = 'HEAD'): string {
  const from = commitOf(root, head);
  const remote = askGit(root, 'symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD');
  for (const branch of [remote, 'origin/main', 'origin/master', 'main', 'master']) {
    const commit = branch && commitOf(root, branch);
    const base = from && commit && askGit(root, 'merge-base', from, commit);
    if (base) return base;
  }
  throw configError([
    {
      code: 'BASE_UNKNOWN',
      path: 'BASE',
      message:
        'There is no default branch to compare with: neither origin/HEAD, main nor master has a commit in common with this.',
      fix: 'Name what to compare with: pgplatform diff REVISION. In a shallow clone, fetch the history first.',
    },
  ]);
}
