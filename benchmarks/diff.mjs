// What `pgplatform diff` costs: a cold process beside an empty one; the impact of many repositories from parsed manifests, every
// database of them changed; and the same from folders.
// Usage: node benchmarks/diff.mjs REPOSITORY [ROUNDS [COUNT]]      prints one JSON object
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const [repository, rounds = '15', count = '1000'] = process.argv.slice(2);
const world = { env: process.env, now: new Date(), note: () => {} };
const directory = mkdtempSync(join(tmpdir(), 'pgplatform-bench-diff-'));

try {
  const contenders = { empty: ['-e', '0'], diff: [at('packages/cli/lib/pgplatform.js'), 'diff', 'HEAD'] };
  const process = race(contenders, Number(rounds));
  const changed = changedCopy();
  console.log(JSON.stringify({ process, count: Number(count), parsed: await parsed(changed), folders: await folders(changed) }));
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** Medians of milliseconds; all contenders in every round, and the first round does not count. */
function race(contenders, times) {
  const taken = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round <= times; round++) {
    for (const [name, args] of Object.entries(contenders)) {
      const started = performance.now();
      const { status } = spawnSync(process.execPath, args, { cwd: repository });
      if (status !== 0) throw new Error(`${args.join(' ')} failed with ${status}`);
      if (round > 0) taken[name].push(performance.now() - started);
    }
  }
  return Object.fromEntries(Object.entries(taken).map(([name, all]) => [name, all.sort((a, b) => a - b)[all.length >> 1]]));
}

/** The repository with other parameters in every Cluster, where they are written and where they are rendered. */
function changedCopy() {
  const copy = join(directory, 'changed');
  cpSync(repository, copy, { recursive: true, filter: (path) => !/(?:^|\/)(?:\.git|node_modules)$/.test(path) });
  const edit = (path, change) => {
    const text = readFileSync(join(copy, path), 'utf8');
    rmSync(join(copy, path));
    writeFileSync(join(copy, path), change(text));
  };
  const parameters = (text) =>
    text.replaceAll(/work_mem: .*/g, 'work_mem: 5MB').replaceAll(/max_connections: .*/g, 'max_connections: "90"');
  for (const file of readdirSync(join(copy, 'infrastructure'), { recursive: true })) {
    if (/cluster.*\.yaml$/.test(file)) edit(join('infrastructure', file), parameters);
  }
  for (const file of readdirSync(join(copy, 'rendered'))) {
    edit(join('rendered', file), (text) =>
      parameters(text).replaceAll(
        /^# input: (.+) sha256:.+$/gm,
        (_, input) => `# input: ${input} sha256:${digestOf(join(copy, input))}`,
      ),
    );
  }
  return copy;
}

function digestOf(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Seconds for the impact of so many repositories, once their manifests are parsed, in one thread. */
async function parsed(changed) {
  const { comparedRepositories } = require(at('packages/cli/lib/diff/compared-repositories.js'));
  const { WorkTree } = require(at('packages/reading'));
  const { impactOf } = require('@pgplatform/impact');
  const [before, after] = await comparedRepositories([new WorkTree(repository), new WorkTree(changed)], world);
  const pairs = Array.from({ length: Number(count) }, () => structuredClone([before.manifests, after.manifests]));
  const started = performance.now();
  const databases = pairs.flatMap(([was, is]) => impactOf(was, is).databases);
  const seconds = (performance.now() - started) / 1000;
  if (!databases.every(({ verdict }) => verdict === 'restart')) throw new Error('not every database changes');
  return seconds;
}

/** Seconds for as many, from their folders to the verdict, in one thread; a tenth of them is measured. */
async function folders(changed) {
  const { diff } = require(at('packages/cli/lib/diff/diff.js'));
  const started = performance.now();
  for (let i = 0; i < Number(count) / 10; i++) await diff({ cwd: changed, base: repository, head: changed }, world);
  return (performance.now() - started) / 100;
}
