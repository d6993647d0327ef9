// One trial: something hostile is made from a seed, given to the programs, and what must hold is looked at.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ROOT } from '../command.mjs';
import { firstRepositories } from './first-repositories.mjs';
import { hostileRepository, writeRepository } from './hostile-repository.mjs';
import { NAMES, TEXTS, VALUES } from './hostile-values.mjs';
import { Random } from './random.mjs';

const require = createRequire(join(ROOT, 'packages/cli/package.json'));
const { run } = require(join(ROOT, 'packages/cli/lib/run.js'));
const { readFleetConfig, readFleetPlan } = require('@pgplatform/fleet');
const { isConfigError } = require('@pgplatform/core');

/** Seconds of processor that one command may take here. */
const MOST_SECONDS = 15;
/** Stands in a file that is outside of every repository. */
const OUTSIDE = 'OUTSIDE-4f1c';
const UNPRINTABLE = /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/u;
const GIT_OF_OTHERS = /\b(?:fetch|clone|init|remote|ls-remote|pull|submodule)\b/;
const NOW = new Date('2026-06-15T12:00:00Z');

const FLEET = {
  owner: 'acme',
  repositories: { list: ['a'], topic: 'pg', name: '*-db' },
  rings: [{ name: 'first', names: ['a*'], upTo: 'restart', failureBudget: 1, waitForChecks: true }],
  limits: { concurrency: 2, pullRequestsPerHour: 5, openPullRequests: 3 },
  reviewers: { users: ['a'], teams: ['b'] },
  labels: ['x'],
  title: 'pgplatform {target}: {verdict}',
};

const PLAN = {
  planVersion: 1,
  campaign: 'c',
  packageVersion: '1.0.0',
  owner: 'acme',
  api: 'https://api.github.com',
  rings: ['first', 'rest'],
  repositories: [
    {
      owner: 'acme',
      name: 'a',
      ring: 'first',
      action: 'change',
      reason: 'x',
      title: 't',
      body: 'b',
      labels: ['x'],
      defaultBranch: 'main',
      base: 'a'.repeat(40),
      files: [{ path: 'a/b', mode: '100644', content: 'x' }],
    },
  ],
};

/** Tries things that follow from seeds, below one folder of its own. */
export class Trials {
  #firsts = firstRepositories();
  #lost = [];

  /**
   * @param folder that is there, with a FIFO named `fifo` in it
   * @param kustomize file of a program that builds kustomizations
   */
  constructor(folder, kustomize) {
    this.folder = folder;
    const fakes = this.#made('fakes');
    for (const name of ['git', 'ssh', 'curl', 'helm', 'sh', 'node', 'npm']) {
      writeFileSync(join(fakes, name), `#!/bin/sh\necho "$@" >> '${join(folder, 'STARTED')}-${name}'\nexit 1\n`);
      chmodSync(join(fakes, name), 0o755);
    }
    Object.assign(process.env, { PATH: `${fakes}:${kustomize}`, TMPDIR: this.#made('tmp'), HOME: this.#made('home') });
    process.on('unhandledRejection', (reason) => this.#lost.push(reason));
    process.on('uncaughtException', (error) => this.#lost.push(error));
    process.on('warning', (warning) => this.#lost.push(warning)); // Node prints it itself, past all of us
  }

  /** What a trial finds wrong: nothing, or a title and what was seen. */
  async try(seed) {
    const random = new Random(seed);
    const began = process.cpuUsage();
    const found = await random.one([check, check, check, check, diff, diff, diff, diff, fleet])(this, random);
    await new Promise((resolve) => setImmediate(resolve));
    const { user, system } = process.cpuUsage(began);
    const seconds = (user + system) / 1e6;
    if (seconds > MOST_SECONDS) found.push([`takes long`, `${seconds.toFixed(1)} s of processor`]);
    for (const error of this.#lost.splice(0)) found.push([`lost: ${placeOf(error)}`, String(error?.stack)]);
    return found;
  }

  /** A hostile repository on the disk. */
  repository(random, name) {
    rmSync(join(this.folder, name), { recursive: true, force: true });
    const root = this.#made(name);
    writeRepository(root, hostileRepository(random, this.#firsts), join(this.folder, 'fifo'));
    return root;
  }

  /** Runs a command, and looks at all that it must not do. */
  async run(args, random, roots) {
    const outside = this.#made('outside');
    writeFileSync(
      join(outside, 'secret.yaml'),
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${OUTSIDE}}\n${OUTSIDE}: {}\n`,
    );
    const before = [outside, ...roots].map((folder) => digest(folder));
    const env = { ...process.env, ...(random.is(0.5) && { GITHUB_ACTIONS: 'true' }) };
    const printed = { stdout: '', stderr: '', code: undefined };
    const stream = (name) => ({ write: (text) => (printed[name] += text), on() {} });
    const exit = (code) => (printed.code = code);
    const found = [];
    try {
      await run({
        args,
        cwd: roots[0],
        env,
        now: () => NOW,
        stdin: process.stdin,
        stdout: stream('stdout'),
        stderr: stream('stderr'),
        exit,
      });
    } catch (error) {
      found.push([`thrown: ${placeOf(error)}`, String(error?.stack)]);
    }
    const all = printed.stdout + printed.stderr;
    if (printed.code === 3 || printed.code === undefined) found.push([`exit 3: ${placeIn(all)}`, all.slice(0, 2_000)]);
    const raw = UNPRINTABLE.exec(all);
    if (raw)
      found.push([
        `raw U+${raw[0].charCodeAt(0).toString(16)}`,
        JSON.stringify(all.slice(Math.max(0, raw.index - 200), raw.index + 50)),
      ]);
    if (all.includes(OUTSIDE)) found.push(['shows what is outside', all.slice(0, 2_000)]);
    if (printed.code < 2 && !isJson(printed.stdout) && all.includes('hunter2'))
      found.push(['shows a secret', all.slice(Math.max(0, all.indexOf('hunter2') - 400)).slice(0, 600)]);
    const commands = printed.stdout.split('\n').filter((line) => /^\s*::|##\[/.test(line));
    if (!args.includes('github') && env.GITHUB_ACTIONS && commands.length > 0)
      found.push(['a command to the runner', commands[0]]);
    if (printed.code < 2 && args.includes('github') && !args.includes('--json')) {
      const other = printed.stdout.split('\n').find((line) => line && !/^::(?:error|warning|notice) [^\n]*::/.test(line));
      if (other) found.push(['no command in the format for GitHub', other]);
    }
    if (args.some((arg) => /^(?:--json|json|sarif)$/.test(arg)) && printed.code < 2 && !isJson(printed.stdout)) {
      found.push(['no JSON', printed.stdout.slice(0, 500)]);
    }
    [outside, ...roots].forEach((folder, i) => {
      if (digest(folder) !== before[i]) found.push([`changes ${folder.split('/').pop()}`, args.join(' ')]);
    });
    for (const name of readdirSync(process.env.TMPDIR)) {
      found.push(['leaves a temporary file', name]);
      rmSync(join(process.env.TMPDIR, name), { recursive: true, force: true });
    }
    for (const name of readdirSync(this.folder).filter((one) => one.startsWith('STARTED'))) {
      const words = readFileSync(join(this.folder, name), 'utf8');
      // Our own questions to git are about the folders that are compared.
      if (name !== 'STARTED-git' || GIT_OF_OTHERS.test(words))
        found.push([`starts ${name.slice(8)}`, `${words}\n${args.join(' ')}`]);
      rmSync(join(this.folder, name));
    }
    if (roots.some((root) => existsSync(join(root, 'MARKER')))) found.push(['makes MARKER', args.join(' ')]);
    return found;
  }

  #made(name) {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }
}

async function check(trials, random) {
  const root = trials.repository(random, 'repository');
  const format = random.one(['text', 'json', 'sarif', 'github', 'text']);
  return trials.run(['check', root, '--format', format, ...(random.is(0.1) ? ['--json'] : [])], random, [root]);
}

async function diff(trials, random) {
  const before = trials.repository(random, 'before');
  const after = trials.repository(random, 'after');
  const format = random.one(['text', 'markdown']);
  return trials.run(['diff', before, after, '--format', format, ...(random.is(0.3) ? ['--json'] : [])], random, [before, after]);
}

/** The readers of a fleet's files. */
function fleet(_, random) {
  const holder = [structuredClone(random.is(0.5) ? FLEET : PLAN)];
  const isPlan = 'planVersion' in holder[0];
  for (let count = random.below(4); count >= 0; count--) {
    let at = holder;
    let key = 0;
    while (typeof at[key] === 'object' && at[key] !== null && Object.keys(at[key]).length > 0 && random.is(0.85)) {
      at = at[key];
      key = random.one(Object.keys(at));
    }
    const value = random.is(0.5) ? random.one(TEXTS) : random.one(VALUES)();
    Object.defineProperty(at, random.is(0.8) || Array.isArray(at) ? key : random.one(NAMES), {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
  const config = { ...FLEET, api: 'https://api.github.com' };
  const text = isPlan ? JSON.stringify(holder[0]) : stringify(holder[0], { aliasDuplicateObjects: false });
  const broken = random.is(0.3) ? spliced(text ?? '', random) : (text ?? '');
  try {
    if (isPlan) readFleetPlan(Buffer.from(broken), 'plan.json', config);
    else readFleetConfig(broken, 'fleet.yaml');
    return [];
  } catch (error) {
    return isConfigError(error)
      ? []
      : [[`thrown: ${placeOf(error)}`, `${error?.stack}\n${JSON.stringify(broken.slice(0, 2_000))}`]];
  }
}

function spliced(text, random) {
  const at = random.below(text.length + 1);
  return (
    text.slice(0, at) +
    random.one([...TEXTS, '*a', '&a [*a]', '? [a]\n: b\n', '!!set {a}', '<<: 1\n']) +
    text.slice(at + random.below(4))
  );
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function digest(folder) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const file = join(folder, path);
    const stat = lstatSync(file);
    hash.update(`${path} ${stat.mode} ${stat.isDirectory() ? '' : `${stat.size} ${stat.mtimeMs}`}\n`);
    if (stat.isDirectory()) for (const name of readdirSync(file).sort()) visit(join(path, name));
    else if (stat.isFile()) hash.update(readFileSync(file));
    else if (stat.isSymbolicLink()) hash.update(readlinkSync(file));
  };
  visit('');
  return hash.digest('hex');
}

/** Where an error was thrown: the nearest line of a stack that is ours. */
function placeOf(error) {
  return placeIn(String(error?.stack ?? error));
}

function placeIn(text) {
  const [first] = text.split('\n').filter((line) => line.includes('    at ') && !line.includes('node:'));
  return `${text.split('\n')[0].slice(0, 80)} ${(first ?? '')
    .trim()
    .replace(/\(.*\/(packages|node_modules)\//, '($1/')
    .slice(0, 160)}`;
}
