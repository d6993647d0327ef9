import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { writeAtomically } from '../src/atomic-files';
import { COMMAND, GeneratedRepository, SECRET, throwawayKey } from './generated-repository';

const key = throwawayKey();
const next = throwawayKey();

/** Runs the command again and again, killed one step later each time; gives the number of steps until it came through. */
function killedAtEveryStep(repository: GeneratedRepository, args: string[], input: string, check: () => void): number {
  const reset = repository.tree();
  for (let step = 1; ; step++) {
    const ran = spawnSync(process.execPath, ['-r', path.join(__dirname, 'kill-at.cjs'), ...COMMAND, ...args], {
      cwd: repository.root,
      env: { ...process.env, KILL_AT: String(step) },
      input,
      encoding: 'utf8',
    });
    check();
    if (ran.status === 0) {
      return step;
    }
    expect(ran.signal).toBe('SIGKILL');
    for (const file of Object.keys(repository.tree()).filter((file) => !(file in reset))) {
      fs.rmSync(path.join(repository.root, file));
    }
    for (const [file, content] of Object.entries(reset)) {
      fs.writeFileSync(path.join(repository.root, file), content, 'latin1');
    }
  }
}

it('seal, killed at any step of its writing, leaves the old file or the whole new one', () => {
  const repository = new GeneratedRepository({ stage: key.certificate });
  repository.writeSealed('stage');
  const before = repository.read(repository.file('stage'));
  const seen = new Set<string>();
  const input = JSON.stringify({
    ACCESS_KEY_ID: 'AKIAZ7PTYPTYPTYPTYPT',
    ACCESS_SECRET_KEY: '0123456789abcdefghijABCDEFGHIJ0123456789',
  });
  const steps = killedAtEveryStep(repository, ['seal', 'stage', SECRET, '--from-json', 'stdin'], input, () => {
    const now = repository.read(repository.file('stage'));
    seen.add(now === before ? 'old' : 'new');
    if (now !== before) {
      expect(now.split('\n').map((line) => line.split(':')[0])).toEqual(before.split('\n').map((line) => line.split(':')[0]));
    }
  });
  expect(steps).toBeGreaterThan(5);
  expect(seen).toEqual(new Set(['old', 'new']));
  repository.remove();
});

it('cert pin, killed at any step, leaves each file old or whole, and a half-done pin does not seal', () => {
  const repository = new GeneratedRepository({ stage: key.certificate });
  repository.run(['cert', 'pin', 'stage', '--from', 'certs/stage.pem', '--yes']);
  repository.synth();
  repository.write('new.pem', next.certificate.pem);
  const [pem, projenrc] = [repository.read('certs/stage.pem'), repository.read('.projenrc.ts')];
  killedAtEveryStep(repository, ['cert', 'pin', 'stage', '--from', 'new.pem', '--yes'], '', () => {
    const nowPem = repository.read('certs/stage.pem');
    const nowProjenrc = repository.read('.projenrc.ts');
    expect([pem, next.certificate.pem]).toContain(nowPem);
    expect([projenrc, projenrc.replace(key.certificate.spki, next.certificate.spki)]).toContain(nowProjenrc);
    if (nowPem !== pem && nowProjenrc === projenrc) {
      expect(repository.seal('stage')).toMatchObject({ code: 2, stderr: expect.stringContaining('CERTIFICATE_MISMATCH') });
    }
  });
  repository.remove();
});

describe('a set of files', () => {
  let folder: string;
  const at = (name: string) => path.join(folder, name);

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pgplatform-atomic-'));
    fs.writeFileSync(at('a'), 'old a', { mode: 0o600 });
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('is written whole, with the modes that the files had', () => {
    writeAtomically([
      { file: at('a'), content: 'new a', before: 'old a' },
      { file: at('sub/b'), content: 'new b', before: undefined },
    ]);
    expect([fs.readFileSync(at('a'), 'utf8'), fs.readFileSync(at('sub/b'), 'utf8')]).toEqual(['new a', 'new b']);
    expect(fs.statSync(at('a')).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(folder).sort()).toEqual(['a', 'sub']);
  });

  it('goes back when a later file cannot be replaced', () => {
    fs.mkdirSync(at('folder'));
    fs.writeFileSync(at('folder/x'), '');
    expect(() =>
      writeAtomically([
        { file: at('new'), content: 'n', before: undefined },
        { file: at('a'), content: 'new a', before: 'old a' },
        { file: at('folder'), content: 'b', before: undefined },
      ]),
    ).toThrow();
    expect(fs.readFileSync(at('a'), 'utf8')).toBe('old a');
    expect(fs.readdirSync(folder).sort()).toEqual(['a', 'folder']);
  });

  it('is not written over what somebody else changed meanwhile', () => {
    expect(() => writeAtomically([{ file: at('a'), content: 'new a', before: 'what we read' }])).toThrow(/FILE_CHANGED/);
    expect(fs.readFileSync(at('a'), 'utf8')).toBe('old a');
    expect(fs.readdirSync(folder)).toEqual(['a']);
  });

  it('leaves nothing when a file cannot be written', () => {
    fs.writeFileSync(at('file'), '');
    expect(() =>
      writeAtomically([
        { file: at('a'), content: 'new a', before: 'old a' },
        { file: at('file/b'), content: 'b', before: undefined },
      ]),
    ).toThrow();
    expect(fs.readdirSync(folder).sort()).toEqual(['a', 'file']);
  });

  it('takes away what a killed run left long before, and nothing else', () => {
    const names = ['.a.0123456789ab.tmp', '.a.b.0123456789ab.tmp', '.a.0123456789ab.tmp.txt', '.b.0123456789ab.tmp', '.a.tmp'];
    for (const name of names) {
      fs.writeFileSync(at(name), '');
      fs.utimesSync(at(name), 0, 0);
    }
    fs.writeFileSync(at('.a.ffffffffffff.tmp'), ''); // somebody writes it now
    writeAtomically([{ file: at('a'), content: 'new a', before: 'old a' }]);
    expect(fs.readdirSync(folder).sort()).toEqual([...names.slice(1), '.a.ffffffffffff.tmp', 'a'].sort());
  });
});

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s in the middle of writing ends the process when all is written',
  (signal) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pgplatform-atomic-'));
    const script = `
    const fs = require('node:fs');
    const { fsyncSync } = fs;
    fs.fsyncSync = (handle) => { process.kill(process.pid, ${JSON.stringify(signal)}); fsyncSync(handle); };
    const { writeAtomically } = require(${JSON.stringify(path.resolve(__dirname, '../src/atomic-files.ts'))});
    process.chdir(${JSON.stringify(folder)});
    writeAtomically(['a', 'b'].map((name) => ({ file: require('node:path').resolve(name), content: name, before: undefined })));
    setTimeout(() => {}, 10_000); // the signal ends it before
  `;
    const ran = spawnSync(process.execPath, ['-r', COMMAND[1], '-e', script], { encoding: 'utf8' });
    expect([ran.signal, fs.readdirSync(folder).sort()]).toEqual([signal, ['a', 'b']]);
    fs.rmSync(folder, { recursive: true });
  },
);
