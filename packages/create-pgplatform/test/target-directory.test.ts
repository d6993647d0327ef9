import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { TargetDirectory } from '../src/target-directory';

describe('TargetDirectory', () => {
  test('may be absent or empty', () => {
    const around = temporaryDirectory();
    expect(new TargetDirectory(join(around, 'absent')).problems()).toEqual([]);
    expect(new TargetDirectory(around).problems()).toEqual([]);
  });

  test('may hold nothing, not even a hidden file', () => {
    const around = temporaryDirectory();
    writeFileSync(join(around, '.hidden'), '');
    expect(new TargetDirectory(around).problems()).toMatchObject([{ code: 'DIRECTORY_NOT_EMPTY', given: around }]);
  });

  test('is no file', () => {
    const file = join(temporaryDirectory(), 'file');
    writeFileSync(file, '');
    expect(new TargetDirectory(file).problems()).toMatchObject([{ code: 'DIRECTORY_IS_FILE' }]);
  });

  test('undo removes every directory that was made, and no other', () => {
    const around = temporaryDirectory();
    const target = new TargetDirectory(join(around, 'teams/payments/db'));
    target.make();
    writeFileSync(join(target.path, 'package.json'), '{}');
    target.undo();
    expect(readdirSync(around)).toEqual([]);
  });

  test('undo leaves a directory that was there, empty', () => {
    const around = temporaryDirectory();
    const target = new TargetDirectory(around);
    target.make();
    mkdirSync(join(around, '.git'));
    target.undo();
    expect(existsSync(around)).toBe(true);
    expect(readdirSync(around)).toEqual([]);
  });
});
