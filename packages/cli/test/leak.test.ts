import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { spawn } from '@lydell/node-pty';
import { COMMAND, GeneratedRepository, SECRET, throwawayKey } from './generated-repository';
import { StubCluster } from './stub-cluster';

// A marker is the value of the secret; every command and every failure is run; then everything that could hold it is searched.

const MARKER = 'LEAKMARKER7Q9Z0123456789abcdefABCDEF0123';
const FORMS = [
  'LEAKMARKER7Q9Z',
  Buffer.from(MARKER).toString('base64').slice(0, 16),
  Buffer.from(MARKER).toString('hex').slice(0, 24),
];
const ID = 'AKIAZ7PTYPTYPTYPTYPT';

const key = throwawayKey();
const cluster = new StubCluster([key]);
let world: string;
let repository: GeneratedRepository;
let output = '';

beforeAll(async () => {
  await cluster.start();
  world = fs.mkdtempSync(path.join(os.tmpdir(), 'pgplatform-leak-'));
  fs.mkdirSync(path.join(world, 'home'));
  fs.mkdirSync(path.join(world, 'tmp'));
  repository = new GeneratedRepository({ stage: key.certificate, prod: undefined });
  execFileSync('git', ['init', '-q'], { cwd: repository.root });
});
afterAll(() => {
  cluster.stop();
  fs.rmSync(world, { recursive: true, force: true });
  repository.remove();
});

const home = () => ({ HOME: path.join(world, 'home'), TMPDIR: path.join(world, 'tmp') });

async function run(args: string[], input?: string, env: Record<string, string> = {}): Promise<number | null> {
  const all = { ...cluster.env(), ...home(), ...env };
  const ran = input === undefined ? await repository.runBeside(args, all) : repository.run(args, { input, env: all });
  output += ran.stdout + ran.stderr;
  return ran.code;
}

function onTerminal(keys: string): Promise<void> {
  return new Promise((resolve) => {
    const terminal = spawn(process.execPath, [...COMMAND, 'seal', 'stage', SECRET], {
      cwd: repository.root,
      env: { ...process.env, ...home() },
    });
    let typed = false;
    terminal.onData((data) => {
      output += data;
      if (!typed && data.includes('ACCESS_KEY_ID: ')) {
        typed = true;
        terminal.write(keys);
      }
    });
    terminal.onExit(() => resolve());
  });
}

function placesOf(folder: string): string[] {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    if (FORMS.some((form) => entry.name.includes(form))) {
      return [file];
    }
    return entry.isFile() && FORMS.some((form) => fs.readFileSync(file, 'latin1').includes(form)) ? [file] : [];
  });
}

it('the value of a secret is nowhere but in its ciphertext', async () => {
  const seal = ['seal', 'stage', SECRET];
  const json = (value: unknown) => JSON.stringify({ ACCESS_KEY_ID: ID, ACCESS_SECRET_KEY: value });
  fs.writeFileSync(path.join(world, 'fail.js'), `console.log(process.env.M); console.error(process.env.M); process.exit(1)`);
  const codes: Record<string, number | null> = {
    // It works, from every source.
    json: await run([...seal, '--from-json', 'stdin', '--json'], json(MARKER)),
    stdin: await run([...seal, '--from', 'ACCESS_SECRET_KEY=stdin'], MARKER),
    env: await run([...seal, '--from', 'ACCESS_SECRET_KEY=env:M'], '', { M: MARKER }),
    cmd: await run([...seal, '--from', `ACCESS_SECRET_KEY=cmd:${process.execPath} -p process.env.M`], '', { M: MARKER }),
    // Values that are refused.
    long: await run([...seal, '--from-json', 'stdin'], json(`${MARKER}!`)),
    lines: await run([...seal, '--from-json', 'stdin', '--json'], json(`${MARKER}\n${MARKER}`)),
    blanks: await run([...seal, '--from-json', 'stdin'], json(` ${MARKER}`)),
    brokenJson: await run([...seal, '--from-json', 'stdin'], `{"ACCESS_SECRET_KEY": "${MARKER}`),
    otherJson: await run([...seal, '--from-json', 'stdin'], JSON.stringify([MARKER])),
    otherKey: await run([...seal, '--from-json', 'stdin'], JSON.stringify({ [MARKER]: MARKER })),
    failing: await run([...seal, '--from', `ACCESS_SECRET_KEY=cmd:${process.execPath} ${path.join(world, 'fail.js')}`], '', {
      M: MARKER,
    }),
    // Mistakes on the command line, which must at least not be repeated.
    literal: await run([...seal, '--from', `ACCESS_SECRET_KEY=${MARKER}`]),
    bare: await run([...seal, '--from', MARKER, '--json']),
    asKey: await run([...seal, '--from', `${MARKER}=stdin`]),
    asVariable: await run([...seal, '--from', `ACCESS_SECRET_KEY=env:${MARKER}`]),
    asFile: await run([...seal, '--from', `ACCESS_SECRET_KEY=file:${MARKER}`]),
    asCommand: await run([...seal, '--from', `ACCESS_SECRET_KEY=cmd:${MARKER}`]),
    echoed: await run([...seal, '--from', `ACCESS_SECRET_KEY=cmd:echo ${MARKER}`]),
    asOnly: await run([...seal, '--only', MARKER]),
    asJson: await run([...seal, '--from-json', MARKER]),
    asSecret: await run(['seal', 'stage', MARKER]),
    asEnvironment: await run(['seal', MARKER, SECRET]),
    asOption: await run([...seal, `--value=${MARKER}`]),
    asOtherOption: await run([...seal, `--${MARKER}`]),
    asShortOption: await run([...seal, `-${MARKER}`]),
    asArgument: await run([...seal, `ACCESS_SECRET_KEY=${MARKER}`]),
    asCommandName: await run([MARKER]),
    asSubcommand: await run(['cert', MARKER]),
    asExpected: await run(['cert', 'pin', 'stage', '--expect', MARKER]),
    asUrl: await run(['cert', 'pin', 'stage', '--yes', '--from', `http://user:${MARKER}@127.0.0.1/`]),
    asHttpsUrl: await run(['cert', 'pin', 'stage', '--yes', '--from', `https://user:${MARKER}@127.0.0.1:9/`]),
    asPin: await run(['cert', 'pin', MARKER, '--yes']),
    // No certificate, no terminal.
    unpinned: await run(['seal', 'prod', SECRET, '--from-json', 'stdin'], json(MARKER)),
    nothing: await run(seal, MARKER),
    // Every other command, on what was sealed.
    status: await run(['seal', 'status']),
    show: await run(['cert', 'show', 'stage']),
    certStatus: await run(['cert', 'status']),
    live: await run(['live', 'stage']),
    reseal: await run(['reseal', 'stage', '--yes']),
  };
  await onTerminal(`${MARKER}\rx${MARKER}\r`);
  await onTerminal(`\x1b[200~${MARKER}\n${MARKER}\x1b[201~`);
  await onTerminal(`${MARKER}\x03`);
  await onTerminal(`${MARKER}\x1b[D`);
  repository.write('.projenrc.ts', '// stale');
  codes.stale = await run([...seal, '--from-json', 'stdin'], json(MARKER));
  execFileSync('git', ['add', '-A'], { cwd: repository.root });
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-qm', 'all'], { cwd: repository.root });

  const fine = Object.keys(codes).filter((name) => codes[name] === 0);
  expect(fine).toEqual(['json', 'stdin', 'env', 'cmd', 'show', 'live', 'reseal']);
  expect(FORMS.filter((form) => output.includes(form))).toEqual([]);
  expect(placesOf(repository.root)).toEqual([]);
  expect(placesOf(world)).toEqual([]);
  const objects = spawnSync('git', ['cat-file', '--batch-all-objects', '--batch'], {
    cwd: repository.root,
    maxBuffer: 1 << 28,
  }).stdout.toString('latin1');
  expect(objects.length).toBeGreaterThan(1000);
  expect(FORMS.filter((form) => objects.includes(form))).toEqual([]);
}, 120_000);
