import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { type Environment, freshMachine } from './published';

jest.setTimeout(300_000);

/** A command at a terminal, and a person who answers what it prints. */
async function atTerminal(cwd: string, env: Environment, command: string[], answers: [prompt: string, answer: string][]) {
  const known = Object.entries({ ...process.env, ...env }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const terminal = spawn(command[0], command.slice(1), { cwd, env: Object.fromEntries(known), cols: 200 });
  const left = [...answers];
  let output = '';
  let seen = 0;
  terminal.onData((data) => {
    output += data;
    const at = left.length ? output.indexOf(left[0][0], seen) : -1;
    if (at >= 0) {
      seen = at + left[0][0].length;
      terminal.write(left.shift()?.[1] ?? '');
    }
  });
  const succeeded = await new Promise<boolean>((done) =>
    terminal.onExit(({ exitCode, signal }) => done(exitCode === 0 && !signal)),
  );
  return { succeeded, unasked: left.map(([prompt]) => prompt) };
}

const CREATE = ['npm', 'create', '--yes', 'pgplatform@latest'];
const CTRL_C = '\u0003';

describe('npm create pgplatform at a terminal', () => {
  test('asks for what is missing', async () => {
    const cwd = temporaryDirectory();
    const answers: [string, string][] = [
      ['Directory of the new repository: ', 'payments-db\r'],
      ['Team that owns it: ', 'payments\r'],
    ];
    const creation = await atTerminal(cwd, await freshMachine(temporaryDirectory()), CREATE, answers);
    expect(creation).toEqual({ succeeded: true, unasked: [] });
    expect(existsSync(join(cwd, 'payments-db/.pgplatform/model.json'))).toBe(true);
  });

  test.each([
    ['at a question', [], 'Team that owns it: '],
    ['while it installs', ['--', '--team', 'payments'], 'Installing'],
    ['while it generates', ['--', '--team', 'payments'], 'Generating'],
  ])('Ctrl-C %s leaves nothing behind', async (_when, options, prompt) => {
    const cwd = temporaryDirectory();
    const command = [...CREATE, 'payments-db', ...options];
    const creation = await atTerminal(cwd, await freshMachine(temporaryDirectory()), command, [[prompt, CTRL_C]]);
    expect(creation).toEqual({ succeeded: false, unasked: [] });
    // npm gives up its terminal at once, and does not wait for the command that it started.
    while (readdirSync(cwd).length > 0) {
      await new Promise((wake) => setTimeout(wake, 100));
    }
  });
});
