// How the scripts of this repository run commands, print what they do, and always clean up.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

const running = new Set();
const cleanups = [];
let interrupted = false;

/** Runs a script's body; whatever ends it (its end, an error, Ctrl-C, SIGTERM), its commands are stopped and its cleanups run. */
export async function main(body) {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.once(signal, async () => {
      interrupted = true;
      console.error(`\n${signal}: cleaning up`);
      await end();
      process.exit(code);
    });
  }
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    if (!interrupted) {
      console.error(error instanceof CommandError || error instanceof UserError ? error.message : error);
    }
    process.exitCode = 1;
  } finally {
    await end();
  }
}

/** Something the person who called the script can put right: printed without a stack trace. */
export class UserError extends Error {}

/** Run when the script ends, last registered first. */
export function atEnd(cleanup) {
  cleanups.push(cleanup);
}

async function end() {
  await Promise.all([...running].map(stop));
  for (const cleanup of cleanups.splice(0).reverse()) {
    await cleanup();
  }
}

async function stop(child) {
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5000);
  await closed;
  clearTimeout(late);
}

/** A command that failed, with everything it printed. */
export class CommandError extends Error {
  constructor(command, code, output) {
    super(`${output.trim()}\n\n${command} failed (exit code ${code})`.trim());
    this.code = code;
  }
}

/**
 * Runs a command and gives what it printed on its standard output; rejects with all of its output when it fails.
 *
 * `show` prints its output as it comes; `check: false` gives `{ code, output }` whatever the exit code.
 */
export function execute(command, args, { cwd = ROOT, env = process.env, show = false, check = true } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'] });
    running.add(child);
    const printed = { stdout: '', all: '' };
    child.stdout?.on('data', (chunk) => {
      printed.stdout += chunk;
      printed.all += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      printed.all += chunk;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      running.delete(child);
      if (!check) {
        resolve({ code: code ?? signal, output: printed.all });
      } else if (code === 0) {
        resolve(printed.stdout);
      } else {
        reject(new CommandError([command, ...args].join(' '), code ?? signal, printed.all));
      }
    });
  });
}

/** Prints a step and how long it took: `ok  compile  4.2 s`. */
export async function step(title, body) {
  const started = Date.now();
  const live = process.stdout.isTTY;
  process.stdout.write(live ? `     ${title} ...` : '');
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const finish = (word) => {
    if (!interrupted) {
      process.stdout.write(`${live ? '\r\u001b[K' : ''}${word.padEnd(5)}${title}  ${seconds()}\n`);
    }
  };
  try {
    const result = await body();
    finish('ok');
    return result;
  } catch (error) {
    finish('FAIL');
    throw error;
  }
}
