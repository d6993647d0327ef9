import { existsSync, lstatSync, readFileSync, type Stats } from 'node:fs';
import { join, relative } from 'node:path';
import { type ConfigProblem, configError, isSafePath, printable } from '@pgplatform/core';
import { PROJEN_MARKER } from 'projen/lib/common';
import { Component } from 'projen/lib/component';
import type { Project } from 'projen/lib/project';
import { generatedList } from './generated-list';
import { ManagedFile } from './managed-file';

/** Written by npm, beside the files of the project. */
const LOCK = 'package-lock.json';
/** Nobody else's, whatever is in them: projen's folder, and the model, which was read before. */
const OURS = /^(?:\.projen\/|\.pgplatform\/model\.json$)/;

/**
 * Looks at every place that a synthesis writes or removes, before it does: nothing is written over what somebody else wrote, and nothing
 * is written or removed through a link.
 *
 * Made in `preSynthesize` of the project, it comes after every other component: all files are known by then.
 */
export class WriteGuard extends Component {
  public override preSynthesize(): void {
    const problems = everyProject(this.project).flatMap((project) => writeProblems(project, this.project.outdir));
    if (problems.length > 0) {
      throw configError(problems);
    }
  }
}

function everyProject(project: Project): Project[] {
  return [project, ...project.subprojects.flatMap(everyProject)];
}

function writeProblems({ outdir, files }: Project, root: string): ConfigProblem[] {
  const listed = generatedList(outdir);
  const written = new Map(files.map((file) => [file.path, file]));
  const removed = (listed ?? []).filter((path) => !written.has(path));
  const template = existsSync(join(outdir, '.projenrc.ts')) ? [] : ['.projenrc.ts'];
  const [strange, inside] = divide(removed, (path) => !isSafePath(path));
  const below = root === outdir ? '' : `${relative(root, outdir).replaceAll('\\', '/')}/`;
  const obstacles = new Map(
    [...written.keys(), ...inside, LOCK, ...template].flatMap((path) => obstacle(root, below, path) ?? []),
  );
  // A component's file that is not read-only is in no list: whether it was there before, only who made the component knows.
  const known = files.filter((file) => file.readonly || file instanceof ManagedFile);
  const foreign = known.filter((file) => {
    const { path } = file;
    if (obstacles.has(path) || listed?.includes(path) || OURS.test(path) || !stats(join(outdir, path))) {
      return false;
    }
    const found = readFileSync(join(outdir, path), 'utf8');
    const isLost = file instanceof ManagedFile ? !file.covers(found) : found !== '';
    return isLost && !found.includes(PROJEN_MARKER);
  });
  return [
    ...problem(strange, {
      code: 'LISTED_OUTSIDE',
      message: 'The list of generated files names what is not a file of the repository: it would be removed.',
      fix: 'See who changed .projen/files.json, and bring it back: git checkout -- .projen/files.json',
    }),
    ...problem([...new Set(obstacles.values())], {
      code: 'PATH_OBSTRUCTED',
      message: 'Where a generated file is written or removed, there is a link, or a folder for a file, or a file for a folder.',
      fix: 'Move it away: a synthesis writes to regular files in folders of the repository, and through no link.',
    }),
    ...problem(
      foreign.map(({ path }) => below + path),
      {
        code: 'FILE_FOREIGN',
        message: 'Generated files have these names, and what is there was not generated.',
        fix: 'Move it away, or remove it; what it says and is to stay goes into .projenrc.ts (of .gitignore: project.gitignore.addPatterns).',
      },
    ),
  ];
}

function problem(paths: string[], { code, message, fix }: Pick<ConfigProblem, 'code' | 'message' | 'fix'>): ConfigProblem[] {
  return paths.length > 0 ? [{ code, path: paths.map(plain).join(', '), message, fix }] : [];
}

/** The first thing on the way to a file that is not what a path of a file has there, with the file. */
function obstacle(root: string, below: string, path: string): [[string, string]] | undefined {
  const parts = `${below}${path}`.split('/');
  for (let i = 1; i <= parts.length; i++) {
    const part = parts.slice(0, i).join('/');
    const found = stats(join(root, part));
    if (!found) {
      return undefined;
    }
    if (!(i < parts.length ? found.isDirectory() : found.isFile())) {
      return [[path, part]];
    }
  }
  return undefined;
}

/** What is there, links not followed; nothing also below what is no folder. */
function stats(file: string): Stats | undefined {
  return lstatSync(file, { throwIfNoEntry: false });
}

/** A path in one line, whoever wrote it. */
function plain(path: string): string {
  return /^[\w./@+-]+$/.test(path) ? path : printable(JSON.stringify(path));
}

function divide<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}
