import * as fs from 'node:fs';
import * as path from 'node:path';
import { configError } from '@pgplatform/core';
import { OutsideError } from './command-context';

/** The text of a fleet.yaml. Throws a ConfigProblem `FILE_UNREADABLE`. */
export function readFleetFile(cwd: string, file: string): string {
  return readFleetBytes(cwd, file, ', or begin with fleet.example.yaml of @pgplatform/fleet').toString();
}

/** The bytes of a plan, which may be longer than a text can be. */
export function readFleetBytes(cwd: string, file: string, or = ''): Buffer {
  try {
    return fs.readFileSync(path.resolve(cwd, file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw configError([
      { code: 'FILE_UNREADABLE', path: file, message: `The file cannot be read (${code}).`, fix: `Correct the path${or}.` },
    ]);
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
