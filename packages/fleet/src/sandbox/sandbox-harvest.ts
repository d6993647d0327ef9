import * as fs from 'node:fs';
import * as path from 'node:path';

const LIST = '.projen/files.json';
const MOST_FILES = 2000;
const MOST_BYTES = 1 << 20;

/** Takes what projen lists as generated out of a folder that hostile code wrote: plain files in plain folders, nothing behind a link. */
export function harvest(folder: string): { path: string; content: string; mode: '100644' | '100755' }[] {
  const { files } = JSON.parse(read(folder, LIST).content);
  if (!Array.isArray(files) || files.length > MOST_FILES) throw new Error(`${LIST} lists no files, or more than ${MOST_FILES}`);
  // package.json belongs to npm too, so projen does not list it.
  return [...new Set<unknown>([...files, 'package.json'])].flatMap((file) => {
    if (typeof file !== 'string' || !isPlainPath(file))
      throw new Error(`${LIST} lists what is no path: ${JSON.stringify(file).slice(0, 80)}`);
    const there = fs.lstatSync(path.join(folder, file), { throwIfNoEntry: false });
    return there ? [read(folder, file)] : []; // projen lists its deps.json, there or not
  });
}

function read(folder: string, file: string): { path: string; content: string; mode: '100644' | '100755' } {
  const root = fs.realpathSync(folder);
  const at = path.join(root, file);
  if (!fs.lstatSync(at).isFile() || fs.realpathSync(at) !== at) throw new Error(`${file} is a link, or no file`);
  const descriptor = fs.openSync(at, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW);
  try {
    const { size, mode } = fs.fstatSync(descriptor);
    if (size > MOST_BYTES) throw new Error(`${file} has ${size} bytes`);
    return { path: file, content: fs.readFileSync(descriptor, 'utf8'), mode: mode & 0o100 ? '100755' : '100644' };
  } finally {
    fs.closeSync(descriptor);
  }
}

function isPlainPath(file: string): boolean {
  return (
    file.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git') &&
    !file.includes('\0')
  );
}
