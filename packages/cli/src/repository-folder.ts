import { existsSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { configError, Model } from '@pgplatform/core';

/** The folder that was named, else the generated repository around the current one, else that. */
export function repositoryFolder(directory: string | undefined, cwd: string): string {
  const named = path.resolve(cwd, directory ?? '.');
  if (!statSync(named, { throwIfNoEntry: false })?.isDirectory()) {
    throw configError([
      {
        code: 'DIRECTORY_MISSING',
        path: 'DIR',
        message: 'This is not a folder.',
        given: directory,
        fix: 'Name the folder of the repository, or leave it out.',
      },
    ]);
  }
  return (directory === undefined ? generatedAround(named) : undefined) ?? named;
}

/** The generated repository that a folder is in; nothing when it is in none. */
export function generatedAround(cwd: string): string | undefined {
  for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, Model.PATH))) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}
