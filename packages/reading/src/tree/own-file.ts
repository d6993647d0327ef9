import { type FileReading, readInside, refused } from './regular-file';
import { refusalOf, type SourceTree } from './source-tree';

/**
 * A file that says how a repository is to be read, such as its model; nothing when there is none. Without it the verdict would be
 * another one, so where it is there and is not read there is no verdict.
 *
 * @param from the tree, or the folder on disk, that it is in
 * @throws ConfigProblem FILE_REFUSED
 */
export function readOwnFile(from: SourceTree | string, file: string): Buffer | undefined {
  return required(file, typeof from === 'string' ? readInside(from, file) : readOf(from, file));
}

function readOf(tree: SourceTree, file: string): FileReading {
  const isFolder = () => tree.paths.some((path) => path.startsWith(`${file}/`));
  return tree.read(file) ?? refusalOf(tree, file) ?? (isFolder() ? refused('special', 'It is a folder.') : undefined);
}

function required(file: string, reading: FileReading): Buffer | undefined {
  if (reading === undefined || Buffer.isBuffer(reading)) return reading;
  const { configError } = require('@pgplatform/core') as typeof import('@pgplatform/core');
  throw configError([
    {
      code: 'FILE_REFUSED',
      path: file,
      message: reading.why,
      allowed: 'a regular file inside the repository',
      fix: 'Put the file itself there.',
    },
  ]);
}
