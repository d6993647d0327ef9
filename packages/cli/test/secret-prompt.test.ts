import { createPrivateKey } from 'node:crypto';
import * as fs from 'node:fs';
import { spawn } from '@lydell/node-pty';
import { encryptionLabel } from '@pgplatform/sealed-secrets';
import { parse } from 'yaml';
import { COMMAND, GeneratedRepository, SECRET, throwawayKey } from './generated-repository';
import { unseal } from './unsealer';

// A real pseudo-terminal: what is asserted about echo and restoring holds for the kernel's terminal, not for a mock of it.

const stage = throwawayKey();
const ID = 'AKIAZ7PTYPTYPTYPTYPT';
const KEY = '0123456789abcdefghijABCDEFGHIJ0123456789';
const ASK_ID = 'ACCESS_KEY_ID: ';
const ASK_KEY = 'ACCESS_SECRET_KEY: ';
const ID_AGAIN = 'ACCESS_KEY_ID again: ';
const KEY_AGAIN = 'ACCESS_SECRET_KEY again: ';
/** The same from a terminal that marks what is pasted. */
const pasted = (text: string) => `\x1b[200~${text}\x1b[201~`;
const CERTIFICATE = `${KEY}\n${ID}\n`;
let repository: GeneratedRepository;

beforeEach(() => {
  repository = new GeneratedRepository({ stage: stage.certificate });
});
afterEach(() => repository.remove());

/** Runs the command in a shell on a pseudo-terminal; each input goes in when its prompt is on the screen. */
function onTerminal(
  inputs: [prompt: string, keys: string | Buffer][],
  args = ['seal', 'stage', SECRET],
): Promise<{ code: number; screen: string; leaks: string[]; restored: boolean }> {
  return new Promise((resolve) => {
    const words = [process.execPath, ...COMMAND, ...args].map((word) => `'${word}'`).join(' ');
    // The shell tells the exit code and the state of the terminal afterwards.
    const terminal = spawn('sh', ['-c', `stty -a > before.stty; ${words}; echo "code=$?"; stty -a > after.stty`], {
      cwd: repository.root,
      cols: 200,
    });
    const leaks: string[] = [];
    let screen = '';
    const rest = [...inputs];
    terminal.onData((data) => {
      screen += data;
      while (rest.length > 0 && screen.includes(rest[0][0])) {
        terminal.write(rest.shift()![1] as string);
      }
      leaks.push(...placesOf([ID, KEY]));
    });
    terminal.onExit(() => {
      const restored = repository.read('before.stty') === repository.read('after.stty');
      fs.rmSync(`${repository.root}/before.stty`);
      fs.rmSync(`${repository.root}/after.stty`);
      resolve({ code: Number(/code=(\d+)/.exec(screen)?.[1]), screen, leaks, restored });
    });
  });
}

/** Every process whose arguments or environment hold one of the secrets. */
function placesOf(secrets: string[]): string[] {
  if (!fs.existsSync('/proc/self/cmdline')) {
    return [];
  }
  return fs
    .readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .flatMap((pid) => [`/proc/${pid}/cmdline`, `/proc/${pid}/environ`])
    .filter((file) => {
      try {
        const content = fs.readFileSync(file, 'latin1');
        return secrets.some((secret) => content.includes(secret));
      } catch {
        return false; // gone, or not ours
      }
    });
}

function opened(key: string): string {
  const sealed = parse(repository.read(repository.file('stage'))).spec.encryptedData[key];
  return unseal(createPrivateKey(stage.privateKeyPem), sealed, encryptionLabel('strict', 'postgres-stage', SECRET)).toString();
}

/** Nothing of the secrets on the screen or in a process, the terminal as before. */
function expectSilence(run: Awaited<ReturnType<typeof onTerminal>>): void {
  expect(run.leaks).toEqual([]);
  expect(run.restored).toBe(true);
  for (const secret of [ID, KEY, ID.slice(0, 8), KEY.slice(0, 8)]) {
    expect(run.screen).not.toContain(secret);
  }
}

it('asks for every key twice, shows none, and seals what was typed', async () => {
  const run = await onTerminal([
    [ASK_ID, `${ID}\r`],
    [ID_AGAIN, `${ID}\r`],
    [ASK_KEY, `${KEY}\r`],
    [KEY_AGAIN, `${KEY}\r`],
  ]);
  expect(run.code).toBe(0);
  expectSilence(run);
  expect([opened('ACCESS_KEY_ID'), opened('ACCESS_SECRET_KEY')]).toEqual([ID, KEY]);
});

it('asks the terminal to mark pastes, and asks for what came in one a single time, however it came', async () => {
  const paste = pasted(`${KEY}\r\n`);
  const run = await onTerminal([
    [ASK_ID, `${pasted(ID.slice(0, 9)) + pasted(ID.slice(9))}\r`],
    ...[...paste, '\r'].map((byte): [string, string] => [ASK_KEY, byte]),
  ]);
  expect(run.code).toBe(0);
  expectSilence(run);
  expect(run.screen).not.toContain('again');
  expect(run.screen.split('\x1b[?2004h')[1]?.split('\x1b[?2004l')).toHaveLength(2);
  expect([opened('ACCESS_KEY_ID'), opened('ACCESS_SECRET_KEY')]).toEqual([ID, KEY]);
});

it('backspace takes a whole character, also one of several bytes, and Ctrl-U the line', async () => {
  const run = await onTerminal([
    [ASK_ID, `${ID}é\x7f€\x7f😀\x7f\r`],
    [ID_AGAIN, `${ID}\r`],
    [ASK_KEY, `wrong\x15${KEY}x\x08\r`],
    [KEY_AGAIN, `${KEY}\r`],
  ]);
  expect(run.code).toBe(0);
  expectSilence(run);
  expect([opened('ACCESS_KEY_ID'), opened('ACCESS_SECRET_KEY')]).toEqual([ID, KEY]);
});

it('Enter keeps what is sealed', async () => {
  repository.seal('stage');
  const before = parse(repository.read(repository.file('stage'))).spec.encryptedData;
  const run = await onTerminal([
    [ASK_ID, '\r'],
    [ASK_KEY, `${pasted(KEY)}\r`],
  ]);
  expect(run.code).toBe(0);
  const after = parse(repository.read(repository.file('stage'))).spec.encryptedData;
  expect(after.ACCESS_KEY_ID).toBe(before.ACCESS_KEY_ID);
  expect(after.ACCESS_SECRET_KEY).not.toBe(before.ACCESS_SECRET_KEY);
});

it.each<[string, [string, string | Buffer][], string]>([
  ['both values at once (typed ahead or pasted)', [[ASK_ID, `${ID}\r${KEY}\r`]], 'PROMPT_DIFFERENT'],
  [
    'lines that nobody marked as a paste, the second when its prompt is there',
    [
      [ASK_ID, `${KEY}\r`],
      [ID_AGAIN, `${ID}\r`],
    ],
    'PROMPT_DIFFERENT',
  ],
  [
    'lines without an end, and then what a person pastes again',
    [
      [ASK_ID, `${ID}\r${KEY}`],
      [ID_AGAIN, `${ID}\r${KEY}`],
    ],
    'PROMPT_DIFFERENT',
  ],
  ['a paste of lines', [[ASK_ID, pasted(CERTIFICATE)]], 'PROMPT_LINES'],
  ['a paste of lines that comes byte by byte', [...pasted(CERTIFICATE)].map((byte) => [ASK_ID, byte]), 'PROMPT_LINES'],
  ['a paste that begins with a line end', [[ASK_ID, pasted(`\n${ID}`)]], 'PROMPT_LINES'],
  ['a line end inside of what is pasted and then typed', [[ASK_ID, `${pasted(`${ID}\n`)}x\r`]], 'PROMPT_LINES'],
  [
    'two entries that differ',
    [
      [ASK_ID, `${pasted(ID.slice(1))}${ID[0]}\r`],
      [ID_AGAIN, `${pasted(ID)}\r`],
    ],
    'PROMPT_DIFFERENT',
  ],
  ['Ctrl-C', [[ASK_ID, `${ID}\x03`]], 'PROMPT_CANCELLED'],
  ['Ctrl-C in a paste that does not end', [[ASK_ID, `\x1b[200~${ID}\x03`]], 'PROMPT_CANCELLED'],
  [
    'Ctrl-C at the second key',
    [
      [ASK_ID, `${pasted(ID)}\r`],
      [ASK_KEY, `${KEY}\x03`],
    ],
    'PROMPT_CANCELLED',
  ],
  ['Ctrl-D', [[ASK_ID, '\x04']], 'PROMPT_CANCELLED'],
  ['an arrow key', [[ASK_ID, `${ID}\x1b[D\r`]], 'PROMPT_CONTROL'],
  ['an escape sequence in a paste', [[ASK_ID, `${pasted(`${ID}\x1b[200~`)}\r`]], 'PROMPT_CONTROL'],
  ['a tab', [[ASK_ID, `${ID}\t\r`]], 'PROMPT_CONTROL'],
  ['bytes that are no UTF-8', [[ASK_ID, Buffer.from([0x41, 0xff, 0x0d])]], 'PROMPT_ENCODING'],
  [
    'nothing for a key that is not sealed',
    [
      [ASK_ID, '\r'],
      [ASK_KEY, `${pasted(KEY)}\r`],
    ],
    'VALUE_EMPTY',
  ],
  [
    'a value of the wrong length',
    [
      [ASK_ID, `${pasted(ID)}\r`],
      [ASK_KEY, `${pasted(`${KEY}!`)}\r`],
    ],
    'VALUE_LENGTH',
  ],
])('%s: nothing is written, nothing is shown', async (_, inputs, code) => {
  const before = repository.tree();
  const run = await onTerminal(inputs);
  expect(run.screen).toContain(code);
  expect(run.code).toBe(2);
  expectSilence(run);
  expect(repository.tree()).toEqual(before);
});

it('standard input that is the terminal is not read as a source, which would show what is typed', async () => {
  const run = await onTerminal([], ['seal', 'stage', SECRET, '--from', 'ACCESS_KEY_ID=stdin']);
  expect(run.code).toBe(2);
  expect(run.screen).toContain('SOURCE_STDIN');
});

it('a program that is killed at the prompt leaves no file', async () => {
  const before = repository.tree();
  const terminal = spawn(process.execPath, [...COMMAND, 'seal', 'stage', SECRET], { cwd: repository.root });
  await new Promise<void>((resolve) => {
    terminal.onData((data) => {
      if (data.includes(ASK_ID)) {
        terminal.write(ID);
        terminal.kill('SIGKILL');
      }
    });
    terminal.onExit(() => resolve());
  });
  expect(repository.tree()).toEqual(before);
});
