import * as fs from 'node:fs';
import * as path from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { replaceFile } from '../src/file-replacement';

/** A rename that does what Windows does: refuses a few times, and always while the target is read-only. */
function windows(times: number, code: string) {
  let left = times;
  return (from: fs.PathLike, to: fs.PathLike) => {
    const isReadonly = fs.existsSync(to) && (fs.statSync(to).mode & 0o200) === 0;
    if (left-- > 0 || isReadonly) throw Object.assign(new Error(code), { code });
    fs.renameSync(from, to);
  };
}

function files(mode = 0o644): [string, string] {
  const folder = temporaryDirectory();
  fs.writeFileSync(path.join(folder, 'new'), 'new');
  fs.writeFileSync(path.join(folder, 'old'), 'old', { mode });
  return [path.join(folder, 'new'), path.join(folder, 'old')];
}

test.each(['EPERM', 'EACCES', 'EBUSY'])('on Windows a replacement that is refused with %s is tried again', (code) => {
  for (const mode of [0o644, 0o444]) {
    const [from, to] = files(mode);
    replaceFile(from, to, 'win32', windows(2, code));
    expect(fs.readFileSync(to, 'utf8')).toBe('new');
    expect(fs.existsSync(from)).toBe(false);
  }
});

test('what stays refused, what is refused otherwise, and what is refused elsewhere is an error, and the old file is whole', () => {
  for (const [platform, times, code] of [
    ['win32', 1000, 'EBUSY'],
    ['win32', 1, 'EXDEV'],
    ['linux', 1, 'EPERM'],
  ] as const) {
    const [from, to] = files();
    expect(() => replaceFile(from, to, platform, windows(times, code))).toThrow(code);
    expect(fs.readFileSync(to, 'utf8')).toBe('old');
  }
});
