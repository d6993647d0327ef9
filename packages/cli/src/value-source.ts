import { isUtf8 } from 'node:buffer';
import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { type ConfigProblem, configError, isConfigError, nearestName } from '@pgplatform/core';
import type { CommandContext } from './command-context';
import { commandWords } from './command-words';
import { isTrackable } from './git-work-tree';
import { readGivenFile, type Unread } from './given-file';

/** Where the value of one key comes from. */
export type ValueSource = { readonly key: string; readonly kind: 'env' | 'file' | 'stdin' | 'cmd'; readonly target: string };

/** A Secret holds 1 MiB; more than twice that is not read. */
const MAX_BYTES = 2 * 1024 * 1024;
const COMMAND_TIMEOUT = 120_000;
const ALLOWED = 'KEY=env:NAME, KEY=file:PATH, KEY=stdin, KEY=cmd:COMMAND';

/** What became of a value that was typed as an argument. */
export const TOLD =
  'that value is in the history of your shell, was visible to other processes, and npx writes it to ~/.npm/_logs (npm config get cache). Rotate it.';

/** Reads `--from` arguments. Nothing of an argument is repeated in a problem: it may be a secret in the wrong place. */
export function parseSources(given: readonly string[], keys: readonly string[]): ValueSource[] {
  const problems: ConfigProblem[] = [];
  const sources: ValueSource[] = [];
  const refuse = (code: string, message: string, fix: string, allowed = ALLOWED) =>
    problems.push({ code, path: '--from', message, allowed, fix });
  for (const argument of given) {
    const [, key = '', source] = /^([^=]*)=(.*)$/s.exec(argument) ?? [];
    const [, kind, target = ''] = /^(env|file|stdin|cmd)(?::(.*))?$/s.exec(source ?? '') ?? [];
    if (source === undefined || kind === undefined) {
      refuse(
        'SOURCE_LITERAL',
        'An argument of --from names no source.',
        `If it held a value: ${TOLD} Then seal the new one from a prompt.`,
      );
    } else if (!keys.includes(key)) {
      const near = nearestName(key, keys);
      refuse(
        'SOURCE_KEY',
        'A key of --from is not declared as a secret value.',
        near ? `Did you mean ${near}?` : 'Correct the key.',
        keys.join(', '),
      );
    } else if (sources.some((other) => other.key === key)) {
      refuse('SOURCE_TWICE', `${key} has two sources.`, 'Keep one of them.');
    } else if (kind !== 'stdin' && target === '') {
      refuse('SOURCE_EMPTY', `The source of ${key} names nothing.`, 'Complete it.');
    } else if (kind === 'stdin' && sources.some((other) => other.kind === 'stdin')) {
      refuse(
        'SOURCE_STDIN_TWICE',
        'Standard input holds one value.',
        'Give several values as one JSON object: --from-json stdin.',
      );
    } else {
      sources.push({ key, kind: kind as ValueSource['kind'], target });
    }
  }
  if (problems.length > 0) {
    throw configError(problems);
  }
  return sources;
}

/**
 * Reads the values, the environment first: its variables are removed before any child process starts.
 *
 * Throws ConfigProblems `SOURCE_*`; none of them shows what a source printed or held.
 */
export async function readSources(sources: readonly ValueSource[], context: CommandContext): Promise<Map<string, Buffer>> {
  const values = new Map<string, Buffer>();
  const problems: ConfigProblem[] = [];
  for (const kind of ['env', 'stdin', 'file', 'cmd'] as const) {
    for (const source of sources.filter((one) => one.kind === kind)) {
      const value = await READERS[kind](source, context);
      if (Buffer.isBuffer(value)) {
        values.set(source.key, value);
      } else {
        problems.push({ code: `SOURCE_${kind.toUpperCase()}`, path: source.key, ...value });
      }
    }
  }
  if (problems.length > 0) {
    throw configError(problems);
  }
  return values;
}

/** Values as one JSON object on standard input. The parser's own message would quote them. */
export async function readJsonValues(keys: readonly string[], context: CommandContext): Promise<Map<string, Buffer>> {
  const refuse = (message: string, fix: string) =>
    configError([{ code: 'SOURCE_JSON', path: '--from-json', message, allowed: keys.join(', '), fix }]);
  const input = await readStdin(context);
  if (!Buffer.isBuffer(input)) {
    throw refuse(input.message, input.fix);
  }
  let object: unknown;
  try {
    if (!isUtf8(input)) {
      throw refuse('Standard input is not UTF-8.', 'Give bytes that are no text with --from KEY=file:PATH.');
    }
    object = JSON.parse(input.toString('utf8'));
  } catch (error) {
    throw isConfigError(error) ? error : refuse('Standard input is not JSON.', 'Give one object: {"KEY": "value", …}.');
  } finally {
    input.fill(0);
  }
  if (typeof object !== 'object' || object === null || Array.isArray(object)) {
    throw refuse('Standard input is not one JSON object.', 'Give one object: {"KEY": "value", …}.');
  }
  const entries = Object.entries(object);
  if (entries.some(([key]) => !keys.includes(key))) {
    throw refuse('The object has a key that is not declared as a secret value.', 'Remove it, or declare it.');
  }
  if (entries.some(([, value]) => typeof value !== 'string' || /\p{Surrogate}/u.test(value))) {
    throw refuse('A value of the object is not a text.', 'Give bytes that are no text with --from KEY=file:PATH.');
  }
  return new Map(entries.map(([key, value]) => [key, Buffer.from(value)]));
}

const UNREAD: Record<Extract<Unread, string> | 'denied', Failure> = {
  missing: { message: 'Its file is not there.', fix: 'Give a file that you may read.' },
  denied: { message: 'Its file cannot be read.', fix: 'Give a file that you may read.' },
  'no file': {
    message: 'Its path is a folder, a pipe or a device, which may never end.',
    fix: 'Give a file, or what a program prints: … | pgplatform seal … --from KEY=stdin, or --from KEY=cmd:COMMAND.',
  },
  'too large': { message: `Its file is larger than ${MAX_BYTES} bytes; a Secret holds 1 MiB.`, fix: 'Give the right file.' },
};

type Failure = Pick<ConfigProblem, 'message' | 'fix'>;

const READERS: Record<
  ValueSource['kind'],
  (source: ValueSource, context: CommandContext) => Buffer | Failure | Promise<Buffer | Failure>
> = {
  env: ({ target }, { env }) => {
    if (!Object.hasOwn(env, target)) {
      return { message: 'Its environment variable is not set.', fix: 'Set it, or use a prompt.' };
    }
    const value = env[target] as string;
    delete env[target];
    return value.includes('\ufffd')
      ? { message: 'Its environment variable is not UTF-8.', fix: 'Give bytes that are no text with --from KEY=file:PATH.' }
      : Buffer.from(value);
  },
  file: ({ key, target }, { cwd, note }) => {
    const file = path.resolve(cwd, target);
    const value = target.includes('\0') ? 'missing' : readGivenFile(file, MAX_BYTES);
    if (!Buffer.isBuffer(value)) {
      return UNREAD[typeof value === 'string' ? value : 'denied'];
    }
    if (isTrackable(file)) {
      note(`warning: the file of ${key} lies in a git work tree and is not ignored; delete it, or a commit will publish it`);
    }
    return value;
  },
  stdin: (_, context) => readStdin(context),
  cmd: ({ target }, context) => runCommand(target, context),
};

async function readStdin({ stdin }: CommandContext): Promise<Buffer | Failure> {
  if (stdin.isTTY) {
    return {
      message: 'Standard input is the terminal, which would show what you type.',
      fix: 'Leave the source out: you will be asked.',
    };
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) {
      return { message: 'Standard input is larger than a Secret can be.', fix: 'Give the right input.' };
    }
  }
  return Buffer.concat(chunks);
}

/** Runs a command without a shell and takes what it prints. Its standard input stays ours, so that it can ask for a passphrase. */
function runCommand(command: string, { cwd, env }: CommandContext): Promise<Buffer | Failure> {
  const words = commandWords(command);
  if (!words || words.length === 0) {
    return Promise.resolve({
      message: 'Its command needs a shell (a pipe, a variable, an open quote), and there is none.',
      fix: 'Put it into a script, or pipe its output: … | pgplatform seal … --from KEY=stdin.',
    });
  }
  if (['echo', 'printf'].includes(path.basename(words[0]))) {
    return Promise.resolve({
      message: 'Its command prints its own arguments, which stand in the history of your shell.',
      fix: 'If that was the value, rotate it. Then seal the new one from a prompt.',
    });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    // What goes wrong is for eyes only: in a log it could be the value.
    const stderr = process.stderr.isTTY ? 'inherit' : 'ignore';
    const child = spawn(words[0], words.slice(1), { cwd, env, stdio: ['inherit', 'pipe', stderr] });
    const late = setTimeout(() => child.kill('SIGKILL'), COMMAND_TIMEOUT);
    const fail = (message: string) => {
      clearTimeout(late);
      child.stdout.destroy(); // a grandchild may keep it open
      resolve({ message, fix: 'Run it by hand; nothing that it printed is shown here.' });
    };
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_BYTES) {
        child.kill('SIGKILL');
      }
    });
    child.on('error', (error: NodeJS.ErrnoException) => fail(`Its command cannot be run (${error.code}).`));
    child.on('exit', (code, signal) => code !== 0 && fail(`Its command failed (${signal ?? `exit code ${code}`}).`));
    child.on('close', () => {
      clearTimeout(late);
      resolve(Buffer.concat(chunks));
    });
  });
}
