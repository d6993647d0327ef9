// What the commands cost: a cold `check` and a cold `seal` beside an empty node process, and `check` over many repositories with two
// worker threads beside parsing the same YAML.
// Usage: node benchmarks/commands.mjs REPOSITORY [ROUNDS [COUNT]]      prints one JSON object
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const CLI = at('packages/cli/lib/pgplatform.js');

if (isMainThread) {
  const [repository, rounds = '15', count = '1000'] = process.argv.slice(2);
  const check = race({ empty: ['-e', '0'], check: [CLI, 'check'] }, repository, Number(rounds));
  const seal = JSON.parse(execFileSync(process.execPath, [at('packages/cli/test/seal.bench.mjs'), rounds], { encoding: 'utf8' }));
  const parsed = await inThreads('parse', repository, Number(count));
  const checked = await inThreads('check', repository, Number(count));
  console.log(
    JSON.stringify({
      check,
      seal,
      many: { count: Number(count), parsed, checked },
      objectsPerSecond: objectsPerSecond(repository),
    }),
  );
} else {
  const { kind, repository, count } = workerData;
  const work = kind === 'check' ? checker(repository) : parser(repository);
  const memory = [];
  for (let i = 0; i < count; i++) {
    await work();
    if (i % Math.ceil(count / 4) === 0) {
      memory.push(Math.round(process.memoryUsage().rss / 2 ** 20));
    }
  }
  parentPort.postMessage(memory);
}

/** Medians of milliseconds; all contenders in every round, and the first round does not count. */
function race(contenders, cwd, rounds) {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, args] of Object.entries(contenders)) {
      const started = process.hrtime.bigint();
      spawnSync(process.execPath, args, { cwd });
      if (round > 0) {
        times[name].push(Number(process.hrtime.bigint() - started) / 1e6);
      }
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, all.sort((a, b) => a - b)[all.length >> 1]]));
}

/** Seconds for so many repositories in two threads, and the memory on the way, in MiB. */
async function inThreads(kind, repository, count) {
  const started = process.hrtime.bigint();
  const threads = [1, 2].map(
    () =>
      new Promise((resolve, reject) => {
        const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { kind, repository, count: count / 2 } });
        worker.on('message', resolve).on('error', reject);
      }),
  );
  const memory = await Promise.all(threads);
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, memory: memory[0] };
}

function checker(repository) {
  const { check } = require(at('packages/cli/lib/check/check.js'));
  const world = { env: process.env, now: new Date(), note: () => {} };
  return () => check({ root: repository, fix: false, ignores: [] }, world);
}

function parser(repository) {
  const { parseAllDocuments } = require('yaml');
  const texts = readdirSync(repository, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml') && !entry.parentPath.includes('node_modules'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  return () => {
    for (const text of texts) {
      for (const document of parseAllDocuments(text, { version: '1.1' })) {
        document.toJS();
      }
    }
  };
}

/** Schema and admission of the objects of the repository, once they are parsed, in one thread. */
function objectsPerSecond(repository) {
  const { Preflight, SchemaPreflight } = require('@pgplatform/preflight');
  const { parseAllDocuments } = require('yaml');
  const objects = readdirSync(join(repository, 'rendered')).flatMap((file) =>
    parseAllDocuments(readFileSync(join(repository, 'rendered', file), 'utf8'), { version: '1.1' }).map((document) =>
      document.toJS(),
    ),
  );
  const rates = Array.from({ length: 5 }, () => {
    const started = process.hrtime.bigint();
    for (let i = 0; i < 300; i++) {
      for (const object of objects) {
        SchemaPreflight.check(object, '1.30.0');
        Preflight.admit(object, '1.30.0');
      }
    }
    return (300 * objects.length) / (Number(process.hrtime.bigint() - started) / 1e9);
  });
  return Math.round(rates.sort((a, b) => a - b)[2]);
}
