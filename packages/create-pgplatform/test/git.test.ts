import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { commitAll } from '../src/git';

const git = (cwd: string, ...args: string[]) => execFileSync('git', args, { cwd, encoding: 'utf8' }).trim();

describe('commitAll', () => {
  test('makes one commit of everything that is not ignored or kept out', () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'kept'), '');
    writeFileSync(join(directory, 'left'), '');
    writeFileSync(join(directory, '.gitignore'), 'left\n');
    writeFileSync(join(directory, 'unfinished'), '');
    commitAll(directory, 'first', 'unfinished');
    expect(git(directory, 'log', '--format=%s')).toBe('first');
    expect(git(directory, 'ls-files').split('\n')).toEqual(['.gitignore', 'kept']);
    expect(git(directory, 'status', '--porcelain')).toBe('?? unfinished');
  });
});
