import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { uptime } from './clock';
import type { CommandLine } from './command-line';
import { confined } from './confinement';
import type { Request } from './ground';
import { offerControlPlane } from './kept-control-plane';
import { isAlive } from './part-cache';
import { writeProof } from './proof';
import type { SuiteResult } from './report';

const ROOT = resolve(__dirname, '../../..');
const FOLDERS = 'pgplatform-proving-';

/** Runs the suites in a process that holds all others. */
export async function runInside(
  line: CommandLine,
  parts: Readonly<Record<string, string>>,
  atEnd: (cleanup: () => void) => void,
  print: (line: string) => void,
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
  const kept = line.keep ? await offerControlPlane(folder, child) : undefined;
  if (kept) {
    atEnd(kept.close);
    print(`\nThe control plane is kept:\n  export KUBECONFIG=${kept.kubeconfig}`);
    print(`Ctrl-C, or kill ${process.pid}, ends it with all that belongs to it.`);
  }
  const late = line.within && setTimeout(() => child.kill('SIGKILL'), line.within * 60_000 - uptime());
  const code = await ended;
  clearTimeout(late);
  const results: SuiteResult[] = existsSync(request.results) ? JSON.parse(readFileSync(request.results, 'utf8')) : [];
  writeProof(results, request);
  end();
  const missing = line.suites.filter((name) => !results.some(({ suite }) => suite === name));
  for (const name of missing) {
    print(`FAIL  ${name}: was not proved to its end`);
  }
  const failed = results.reduce((count, { fellShort }) => count + fellShort.length, missing.length);
  const held = results.reduce((count, result) => count + result.held, 0);
  print(`\n${held} passed, ${failed} failed`);
  return code || (failed ? 1 : 0);
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
