import * as fs from 'node:fs';
import * as path from 'node:path';
import { configError, isConfigError } from '@pgplatform/core';
import { OutsideError } from './command-context';

/** Bytes of a plan that are read: one of ten thousand repositories has a tenth of it. */
const MOST_BYTES = 2 ** 31;
/** Bytes of a fleet.yaml that are read; its reader allows less. */
const MOST_CONFIG_BYTES = 16 << 20;

/** The text of a fleet.yaml. Throws a ConfigProblem `FILE_UNREADABLE`. */
export function readFleetFile(cwd: string, file: string): string {
  return readFleetBytes(cwd, file, MOST_CONFIG_BYTES, ', or begin with fleet.example.yaml of @pgplatform/fleet').toString();
}

/** The bytes of a plan, which may be longer than a text can be. Throws a ConfigProblem `FILE_UNREADABLE`. */
export function readFleetBytes(cwd: string, file: string, limit: number = MOST_BYTES, or = ''): Buffer {
  const unreadable = (why: string) =>
    configError([
      { code: 'FILE_UNREADABLE', path: file, message: `The file cannot be read (${why}).`, fix: `Correct the path${or}.` },
    ]);
  const at = path.resolve(cwd, file);
  try {
    const stat = fs.statSync(at);
    if (!stat.isFile()) throw unreadable('it is no file');
    if (stat.size > limit) throw unreadable(`it has ${stat.size} bytes, and ${limit} are read`);
    return fs.readFileSync(at);
  } catch (error) {
    throw isConfigError(error) ? error : unreadable((error as NodeJS.ErrnoException).code ?? 'no reason given');
  }
}

/** What speaks to GitHub; when that fails, so does the command, with exit code 3. */
export async function speaking<T>(speak: () => Promise<T>): Promise<T> {
  try {
    return await speak();
  } catch (error) {
    const { GitHubError } = require('@pgplatform/fleet') as typeof import('@pgplatform/fleet');
    if (error instanceof GitHubError) {
      const fix = error.kind === 'unauthorized' ? 'Give a token that is valid.' : 'Run it again: what is done is found again.';
      throw new OutsideError('GITHUB_FAILED', `${error.message} (${error.request})`, fix);
    }
    throw error;
  }
}
