import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { now, secondsSince, until, uptime } from './clock';
import { type CommandLine, readCommandLine } from './command-line';
import { confined } from './confinement';
import { makePart } from './go';
import type { Request } from './ground';
import { obstacles } from './machine';
import { ETCD, KUBERNETES, type Part } from './part';
import { isAlive, PartCache } from './part-cache';
import { writeProof } from './proof';
import type { SuiteResult } from './report';
import { SUITES } from './suites/suites';
import { Obstacle, Trouble } from './trouble';

const ROOT = resolve(__dirname, '../../..');
const FOLDERS = 'pgplatform-proving-';
const print = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * `npm run prove`: makes the parts, then proves the suites in namespaces of their own.
 *
 * @param args the command line
 * @param atEnd takes what is to be done at the end, however this process ends short of SIGKILL (of which the kernel takes care)
 * @returns exit code: 0 proved, 1 something fell short, 2 a wrong command line, 3 the machine or the network does not let it
 */
export async function prove(args: readonly string[], atEnd: (cleanup: () => void) => void): Promise<number> {
  let line: CommandLine | undefined;
  try {
    line = readCommandLine(args);
    const { short } = line;
    const suites = SUITES.filter(({ name }) => line!.suites.includes(name));
    const tools = ['go', 'unshare', 'setpriv', 'mount', 'ip', ...suites.flatMap((suite) => suite.tools)];
    const problems = await obstacles([...new Set(tools)]);
    if (problems.length > 0) {
      throw new Obstacle(problems.join('\n'));
    }
    const parts = await makeParts(
      [...new Set([ETCD, KUBERNETES, ...suites.flatMap((suite) => suite.parts(short))])],
      buildTime(line),
    );
    return await runInside(line, parts, atEnd);
  } catch (error) {
    if (error instanceof Obstacle && line?.within !== undefined) {
      print(`skip  ${error.message}\n\n${total(0, 0, 1)}`);
      return 0;
    }
    if (error instanceof Trouble) {
      print(error.message);
      return error.exitCode;
    }
    throw error;
  }
}

const total = (passed: number, failed: number, skipped = 0) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

/** How long may be built, in milliseconds: the last quarter of the time is the suites'. */
const buildTime = ({ within }: CommandLine) => (within === undefined ? undefined : within * 45_000);

/** Every part, made where it is not there, with what is left to do. */
async function makeParts(parts: readonly Part[], time: number | undefined): Promise<Record<string, string>> {
  const signal = time === undefined ? undefined : AbortSignal.timeout(time);
  const cache = new PartCache((part, folder) => makePart(part, folder, signal));
  const missing = parts.filter((part) => !cache.has(part));
  let left = missing.reduce((total, { seconds }) => total + seconds, 0);
  if (missing.length > 0) {
    print(`${missing.length} of ${parts.length} parts are to be made, about ${minutes(left)} on an idle machine of two cores`);
  }
  const folders: Record<string, string> = {};
  for (const part of parts) {
    const started = now();
    const isNew = !cache.has(part);
    const key = `${part.name} ${part.version}`;
    folders[key] = await cache.get(part).catch((error) => {
      throw signal?.aborted
        ? new Obstacle(
            `${key} was not built in time; what was built is kept, about ${minutes(left)} are left of an idle machine.`,
          )
        : error;
    });
    if (isNew) {
      left -= part.seconds;
      print(`ok    ${key}  ${secondsSince(started)} s${left > 0 ? `, about ${minutes(left)} left` : ''}`);
    }
  }
  return folders;
}

const minutes = (seconds: number) => (seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`);

/** Runs the suites in a process that holds all others. */
async function runInside(
  line: CommandLine,
  parts: Record<string, string>,
  atEnd: (cleanup: () => void) => void,
): Promise<number> {
  removeLeftFolders();
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `${FOLDERS}${process.pid}-`));
  mkdirSync(join(folder, 'state'));
  const request: Request = { ...line, parts, folder, root: ROOT, results: join(folder, 'results.json') };
  const child = spawn(...confined([process.execPath, join(__dirname, 'inside.js')], '--net', '--mount'), {
    env: { ...process.env, PGPLATFORM_PROVING_GROUND: JSON.stringify(request) },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true, // Ctrl-C reaches this process alone, which then ends that one
  });
  const end = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  atEnd(end);
  const ended = new Promise<number>((done, fail) => child.once('error', fail).once('close', (code) => done(code ?? 1)));
  if (line.keep) {
    await offer(folder, child, atEnd);
  }
  const late = line.within && setTimeout(() => child.kill('SIGKILL'), line.within * 60_000 - uptime());
  const code = await ended;
  clearTimeout(late);
  const results: SuiteResult[] = existsSync(request.results) ? JSON.parse(readFileSync(request.results, 'utf8')) : [];
  writeProof(results, request);
  end();
  const missing = line.suites.filter((name) => !results.some(({ suite }) => suite === name));
  const failed = results.reduce((count, { fellShort }) => count + fellShort.length, missing.length);
  print(missing.map((name) => `FAIL  ${name}: was not proved to its end\n`).join(''));
  print(
    total(
      results.reduce((count, { held }) => count + held, 0),
      failed,
    ),
  );
  return code || (failed ? 1 : 0);
}

/** A port of this machine for the API server that is kept. */
async function offer(folder: string, child: ChildProcess, atEnd: (cleanup: () => void) => void): Promise<void> {
  const template = join(folder, 'kubeconfig.template');
  const isThere = await until('the suites are through', 24 * 3600, () =>
    existsSync(template) ? true : child.exitCode === null ? undefined : false,
  );
  if (!isThere) {
    return;
  }
  const server = createServer((outside) => {
    const inside = connect(join(folder, 'api-server.sock'));
    outside.on('error', () => inside.destroy()).pipe(inside);
    inside.on('error', () => outside.destroy()).pipe(outside);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  atEnd(() => server.close());
  const kubeconfig = join(folder, 'kubeconfig');
  const text = readFileSync(template, 'utf8').replace('PORT', String((server.address() as AddressInfo).port));
  writeFileSync(kubeconfig, text, { mode: 0o600 });
  print(
    `\nThe control plane is kept:\n  export KUBECONFIG=${kubeconfig}\nCtrl-C, or kill ${process.pid}, ends it with all that belongs to it.`,
  );
}

/** Folders of runs that were killed. */
function removeLeftFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(FOLDERS) ? Number(name.slice(FOLDERS.length).split('-')[0]) : undefined;
    if (pid !== undefined && !isAlive(pid)) {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
}
