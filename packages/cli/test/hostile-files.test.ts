import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { readGivenFile } from '../src/given-file';
import { insidePath } from '../src/inside-path';
import { GeneratedRepository, SECRET, throwawayKey } from './generated-repository';

const stage = throwawayKey();
const ID = 'AKIAZ7PTYPTYPTYPTYPT';
let repository: GeneratedRepository;
let outside: string;

beforeEach(() => {
  repository = new GeneratedRepository({ stage: stage.certificate });
  outside = fs.mkdtempSync(path.join(os.tmpdir(), 'pgplatform-outside-'));
});
afterEach(() => {
  repository.remove();
  fs.rmSync(outside, { recursive: true });
});

const at = (file: string) => path.join(repository.root, file);

/** Puts something else in the place of a file. */
const KINDS: [string, (file: string) => void][] = [
  ['a pipe', (file) => execFileSync('mkfifo', [file])],
  ['a device', (file) => fs.symlinkSync('/dev/zero', file)],
  ['a folder', (file) => fs.mkdirSync(file)],
  ['a link to nothing', (file) => fs.symlinkSync('/nowhere/file', file)],
];

describe.each(KINDS)('%s', (kind, make) => {
  it.each([
    ['the model', '.pgplatform/model.json'],
    ['.projenrc.ts', '.projenrc.ts'],
    ['the certificate', 'certs/stage.pem'],
    ['the sealed file', 'infrastructure/postgres/overlays/stage/backup-s3-credentials-sealed.yaml'],
  ])('in the place of %s ends at once, and is a problem', (_, file) => {
    repository.writeSealed('stage');
    fs.rmSync(at(file));
    make(at(file));
    const ran = repository.seal('stage');
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringMatching(/FILE_REFUSED|PATH_OUTSIDE/)]);
    expect(repository.run(['seal', 'status'])).toMatchObject({ code: 2, stdout: '' });
  });

  it('as the source of a value, or as a certificate to pin, is refused at once', () => {
    make(path.join(outside, 'value'));
    const ran = repository.run(['seal', 'stage', SECRET, '--from', `ACCESS_KEY_ID=file:${outside}/value`]);
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringMatching(/SOURCE_FILE/)]);
    expect(ran.stderr).not.toContain(outside);
    const pinned = repository.run(['cert', 'pin', 'stage', '--yes', '--from', path.join(outside, 'value')]);
    expect([pinned.code, pinned.stderr]).toEqual([2, expect.stringContaining('CERTIFICATE_FILE')]);
  });

  it('is told from a file without being read', () => {
    make(path.join(outside, 'value'));
    expect(readGivenFile(path.join(outside, 'value'), 100)).toBe(kind === 'a link to nothing' ? 'missing' : 'no file');
  });
});

it('a file is read to the limit and not beyond, also one that does not know its size', () => {
  fs.writeFileSync(path.join(outside, 'value'), 'x'.repeat(100));
  expect(readGivenFile(path.join(outside, 'value'), 100)).toEqual(Buffer.from('x'.repeat(100)));
  expect(readGivenFile(path.join(outside, 'value'), 99)).toBe('too large');
  expect((readGivenFile('/proc/self/status', 100_000) as Buffer).toString()).toContain('Name:');
  expect(readGivenFile('/proc/self/status', 100)).toBe('too large');
});

describe('a link', () => {
  it.each(['infrastructure/postgres/overlays/stage', 'infrastructure', 'certs'])(
    '%s: nothing is written through it',
    (folder) => {
      fs.rmSync(at(folder), { recursive: true, force: true });
      fs.mkdirSync(path.dirname(at(folder)), { recursive: true });
      fs.symlinkSync(outside, at(folder));
      repository.write('../new.pem', stage.certificate.pem);
      for (const args of [
        ['seal', 'stage', SECRET, '--from-json', 'stdin'],
        ['cert', 'pin', 'stage', '--yes', '--from', '../new.pem'],
      ]) {
        if (folder !== 'certs' && args[0] === 'cert') continue;
        const input = JSON.stringify({ ACCESS_KEY_ID: ID, ACCESS_SECRET_KEY: 'a1'.repeat(20) });
        expect(repository.run(args, { input })).toMatchObject({ code: 2, stderr: expect.stringContaining('PATH_OUTSIDE') });
      }
      fs.rmSync(path.join(repository.root, '../new.pem'));
      expect(fs.readdirSync(outside)).toEqual([]);
    },
  );

  it('one that stays inside neither', () => {
    fs.mkdirSync(at('elsewhere'));
    fs.mkdirSync(at('infrastructure/postgres/overlays'), { recursive: true });
    fs.symlinkSync(at('elsewhere'), at('infrastructure/postgres/overlays/stage'));
    expect(repository.seal('stage')).toMatchObject({ code: 2, stderr: expect.stringContaining('PATH_OUTSIDE') });
    expect(fs.readdirSync(at('elsewhere'))).toEqual([]);
  });
});

it.each<[string, string, path.PlatformPath, string | undefined]>([
  ['C:\\repo', 'certs/stage.pem', path.win32, 'C:\\repo\\certs\\stage.pem'],
  ['C:\\', 'certs/stage.pem', path.win32, 'C:\\certs\\stage.pem'],
  ['C:\\repo', '..\\repository\\x', path.win32, undefined],
  ['C:\\repo', '../x', path.win32, undefined],
  ['C:\\repo', 'D:\\x', path.win32, undefined],
  ['C:\\repo', 'D:x', path.win32, undefined],
  ['C:\\repo', '\\\\host\\share\\x', path.win32, undefined],
  ['C:\\repo', '..x\\y', path.win32, 'C:\\repo\\..x\\y'],
  ['/repo', '..x/y', path.posix, '/repo/..x/y'],
  ['/', 'x', path.posix, '/x'],
  ['/repo', '', path.posix, undefined],
  ['/repo', '../repository', path.posix, undefined],
  ['/repo', '/repo/x', path.posix, undefined],
])('in %s, %s is inside or not', (root, file, platform, wanted) => {
  expect(insidePath(root, file, platform)).toBe(wanted);
});

describe('values', () => {
  it.each<[string, string[], Buffer, string]>([
    ['bytes in JSON', ['--from-json', 'stdin'], Buffer.from('{"ACCESS_KEY_ID": "hunter2\xff"}', 'latin1'), 'SOURCE_JSON'],
    ['a NUL in JSON', ['--from-json', 'stdin'], Buffer.from('{"ACCESS_KEY_ID": "hunter2\\u0000hunter2hunter2"}'), 'VALUE_NUL'],
    ['a NUL on standard input', ['--from', 'ACCESS_KEY_ID=stdin'], Buffer.from('hunter2\0hunter2hunter2'), 'VALUE_NUL'],
    ['UTF-16', ['--from', 'ACCESS_KEY_ID=stdin'], Buffer.from('hunter2hunter2', 'utf16le'), 'VALUE_NUL'],
    ['a name of the prototype', ['--from', 'ACCESS_KEY_ID=env:toString'], Buffer.of(), 'SOURCE_ENV'],
    ['the prototype', ['--from', 'ACCESS_KEY_ID=env:__proto__'], Buffer.of(), 'SOURCE_ENV'],
  ])('%s is a problem that does not repeat it', (_, args, input, code) => {
    const ran = repository.run(['seal', 'stage', SECRET, '--only', 'ACCESS_KEY_ID', ...args], { input });
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining(code)]);
    expect(ran.stdout + ran.stderr).not.toContain('hunter2');
  });

  it('who typed one as an argument is told where it is kept', () => {
    const ran = repository.run(['seal', 'stage', SECRET, '--from', 'ACCESS_KEY_ID=hunter2']);
    expect(ran.stderr).toContain('~/.npm/_logs');
  });
});
