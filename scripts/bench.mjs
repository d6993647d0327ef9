// `npm run bench`: measures what design and promises say about speed, side by side within one run, and writes docs/benchmarks.md.
//
//   npm run bench -- --rounds 15 --many 4000 --fleet 1000 --full     (--full also times npm test on a fresh clone; --quick leaves the cached
//   run of all tests out, which has to run them first)
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { nxWorkspace, plopWorkspace } from '../benchmarks/peers.mjs';
import { atEnd, execute, main, ROOT, step } from './command.mjs';
import { install } from './install.mjs';
import { startRegistry } from './registry.mjs';

const ENVIRONMENT = { NX_DAEMON: 'false', NX_TUI: 'false', NO_COLOR: '1' };

main(async () => {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '15' },
      many: { type: 'string', default: '4000' },
      fleet: { type: 'string', default: '1000' },
      full: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
    },
  });
  const rounds = Number(values.rounds);
  await install();
  await step('compile', () => execute(turbo, ['run', 'compile', '--output-logs=errors-only']));
  const directory = mkdtempSync(join(tmpdir(), 'pgplatform-bench-'));
  atEnd(() => rmSync(directory, { recursive: true, force: true }));
  const { env } = await step('publish to a registry of our own', startRegistry);
  Object.assign(env, ENVIRONMENT, { HOME: directory });

  const creation = await step('creation', () => measureCreation(directory, env, Math.min(5, rounds)));
  const resynth = await step('resynth, beside an empty project, nx and plop', () => measureResynth(directory, env, rounds));
  const many = await step('many repositories in one process', () => measureMany(resynth.files, Number(values.many)));
  const commands = await step('check and seal', () => measureCommands(join(directory, 'reference'), rounds));
  const diff = await step('diff', () => measureDiff(join(directory, 'reference'), rounds));
  const fleet = await step('planning a fleet', () => measureFleet(Number(values.fleet)));
  const cached = values.quick ? undefined : await step('a cached run of everything', measureTurbo).catch(() => undefined); // a failing test is never cached
  const full = values.full ? await step('npm test on a fresh clone', () => measureFull(directory)) : undefined;
  writeFileSync(
    join(ROOT, 'docs/benchmarks.md'),
    report({ rounds, creation, resynth, many, commands, diff, fleet, cached, full }),
  );
  console.log('docs/benchmarks.md is written');
});

const turbo = join(ROOT, 'node_modules/.bin/turbo');

/** Seconds that a command takes. */
async function seconds(command, args, options) {
  const started = process.hrtime.bigint();
  await execute(command, args, options);
  return Number(process.hrtime.bigint() - started) / 1e9;
}

const median = (times) => [...times].sort((a, b) => a - b)[times.length >> 1];

/** Runs every contender once per round, so that all of them see the same machine; the first round warms up and does not count. */
async function race(contenders, rounds) {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      const time = await run(round);
      if (round > 0) {
        times[name].push(time);
      }
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

/** `npm create pgplatform` against its parts, done one by one. */
async function measureCreation(directory, env, rounds) {
  const options = { env, cwd: directory };
  const commit = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '--quiet', '--message=bench'];
  await execute('npm', ['create', '--yes', 'pgplatform@latest', 'reference', '--', '--team', 'payments'], options);
  return race(
    {
      create: (round) =>
        seconds('npm', ['create', '--yes', 'pgplatform@latest', `created-${round}`, '--', '--team', 'payments'], options),
      parts: async (round) => {
        const cwd = join(directory, `parts-${round}`);
        await execute('cp', ['-r', join(directory, 'reference'), cwd]);
        for (const name of ['.git', 'node_modules', 'package-lock.json']) {
          rmSync(join(cwd, name), { recursive: true });
        }
        const installed = await seconds('npm', ['install', '--no-audit', '--no-fund'], { env, cwd });
        const synthesized = await seconds(join(cwd, 'node_modules/.bin/projen'), [], { env, cwd });
        const started = await seconds('git', ['init', '--quiet'], { env, cwd });
        const added = await seconds('git', ['add', '--all'], { env, cwd });
        return installed + synthesized + started + added + (await seconds('git', commit, { env, cwd }));
      },
    },
    rounds,
  );
}

/** One synthesis of the reference repository, of an empty projen project with the same runner, and of what peers do with as many files. */
async function measureResynth(directory, env, rounds) {
  const reference = join(directory, 'reference');
  const files = Number((await execute('git', ['ls-files'], { cwd: reference })).split('\n').length - 1);
  const empty = join(directory, 'empty');
  mkdirSync(empty);
  symlinkSync(join(reference, 'node_modules'), join(empty, 'node_modules'));
  writeFileSync(
    join(empty, '.projenrc.ts'),
    "import { Project } from 'projen';\nconst project = new Project({ name: 'empty' });\nproject.defaultTask?.exec('node --import tsx .projenrc.ts');\nproject.synth();\n",
  );
  await execute(process.execPath, ['--import', 'tsx', '.projenrc.ts'], { cwd: empty, env });
  const contenders = {
    reference: () => seconds(join(reference, 'node_modules/.bin/projen'), [], { cwd: reference, env }),
    empty: () => seconds(join(empty, 'node_modules/.bin/projen'), [], { cwd: empty, env }),
    upgrade: () => seconds(join(reference, 'node_modules/.bin/pgplatform'), ['upgrade'], { cwd: reference, env }),
    registry: () => seconds('npm', ['view', '@pgplatform/cli@latest', 'version', '--json'], { cwd: reference, env }),
  };
  for (const [name, workspace] of Object.entries({ nx: nxWorkspace, plop: plopWorkspace })) {
    const cwd = join(directory, name);
    const [command, ...args] = workspace(cwd, files);
    await execute('npm', ['install', '--no-audit', '--no-fund'], { cwd, env });
    contenders[name] = () => seconds(join(cwd, command), args, { cwd, env });
    await contenders[name]();
    const written = readdirSync(join(cwd, 'out'), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    ).length;
    if (written !== files) {
      throw new Error(`${name} wrote ${written} files instead of ${files}`);
    }
  }
  return { files, ...(await race(contenders, rounds)) };
}

async function measureMany(files, count) {
  const run = async (kind) =>
    JSON.parse(
      await execute(process.execPath, [
        '--expose-gc',
        join(ROOT, 'benchmarks/many-repositories.mjs'),
        kind,
        String(count),
        String(files),
      ]),
    );
  return { count, pgplatform: await run('pgplatform'), projen: await run('projen') };
}

async function measureCommands(repository, rounds) {
  return JSON.parse(await execute(process.execPath, [join(ROOT, 'benchmarks/commands.mjs'), repository, String(rounds)]));
}

async function measureDiff(repository, rounds) {
  await execute(
    'git',
    ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '--quiet', '--allow-empty', '--message=bench'],
    { cwd: repository },
  );
  return JSON.parse(await execute(process.execPath, [join(ROOT, 'benchmarks/diff.mjs'), repository, String(rounds)]));
}

async function measureFleet(count) {
  return JSON.parse(await execute(process.execPath, [join(ROOT, 'benchmarks/fleet.mjs'), String(count)]));
}

async function measureTurbo() {
  const run = () =>
    seconds(turbo, ['run', 'compile', 'test', '--output-logs=errors-only', '--filter=./packages/*', '--filter=./internal/*']);
  await run();
  return median([await run(), await run(), await run()]);
}

async function measureFull(directory) {
  const clone = join(directory, 'clone');
  await execute('git', ['clone', '--quiet', ROOT, clone]);
  return seconds('npm', ['test'], { cwd: clone });
}

function report({ rounds, creation, resynth, many, commands, diff, fleet, cached, full }) {
  const s = (time) => `${time.toFixed(2)} s`;
  const ms = (time) => `${Math.round(time)} ms`;
  const ratio = (a, b) => `${(a / b).toFixed(2)}`;
  const { version: nodeVersion } = process;
  const projen = JSON.parse(readFileSync(join(ROOT, 'node_modules/projen/package.json'), 'utf8')).version;
  const samples = Object.keys(many.pgplatform.heap);
  return [
    '# Benchmarks',
    '',
    `Written by \`npm run bench\`: medians of one run on ${availableParallelism()} cores, Node ${nodeVersion}, projen ${projen}. Contenders take turns within a run, so the`,
    'ratios mean something and the seconds depend on the machine. Nothing here is a test.',
    '',
    '## One synthesis',
    '',
    `The reference repository (${resynth.files} files) through its own \`node_modules/.bin/projen\`, ${rounds} rounds. The empty project is a \`projen.Project\` with the same`,
    'runner through the same bin. nx and plop generate as many trivial files.',
    '',
    '| | median | to the empty project |',
    '|---|---|---|',
    ...[
      ['reference repository', resynth.reference],
      ['empty projen project', resynth.empty],
      ['nx generator', resynth.nx],
      ['plop generator', resynth.plop],
    ].map(([name, time]) => `| ${name} | ${s(time)} | ${ratio(time, resynth.empty)} |`),
    '',
    'Promise: at most 1.5 times the empty project.',
    '',
    `\`pgplatform upgrade\` when there is nothing newer takes ${s(resynth.upgrade)}, of which asking the registry is ${s(resynth.registry)}; without that it is`,
    `${ratio(resynth.upgrade - resynth.registry, resynth.reference)} times the synthesis. Promise: under 1.5.`,
    '',
    '## Many repositories in one process',
    '',
    `| | one repository, median of ${many.count} | files | ${samples.map((n) => `heap after ${n}`).join(' | ')} |`,
    `|---|---|---|${samples.map(() => '---').join('|')}|`,
    ...['pgplatform', 'projen'].map((kind) => {
      const { ms, files, heap } = many[kind];
      return `| ${kind} | ${ms.toFixed(1)} ms | ${files} | ${samples.map((n) => `${heap[n]} MB`).join(' | ')} |`;
    }),
    '',
    'The projen row is a project with as many trivial files. Promise: at most 25 ms each, and memory that stays flat.',
    '',
    '## Creation',
    '',
    '| | median |',
    '|---|---|',
    `| \`npm create pgplatform\` | ${s(creation.create)} |`,
    `| \`npm install\` of the same package.json, one synthesis, \`git init\` and a commit | ${s(creation.parts)} |`,
    `| ratio | ${ratio(creation.create, creation.parts)} |`,
    '',
    'With a warm npm cache. Promise: at most 1.3.',
    '',
    '## Commands',
    '',
    'On the reference repository, as a whole process, beside an empty node process.',
    '',
    '| | median | to the empty process | promise |',
    '|---|---|---|---|',
    `| \`pgplatform check\` | ${ms(commands.check.check)} | ${ratio(commands.check.check, commands.check.empty)} | under 3 |`,
    `| \`pgplatform diff HEAD\` | ${ms(diff.process.diff)} | ${ratio(diff.process.diff, diff.process.empty)} | under 4 |`,
    `| \`pgplatform seal\`, two keys | ${ms(commands.seal.sealMs)} | ${ratio(commands.seal.sealMs, commands.seal.emptyNodeMs)} | at most 2 |`,
    '',
    `Seals per second in one thread (RSA 4096, 40 bytes): ${commands.seal.sealsPerSecondRsa4096}; promise: 10,000. Objects judged per second in one thread once`,
    `parsed (schema and admission): ${commands.objectsPerSecond}; promise: 5,000.`,
    '',
    `| ${commands.many.count} repositories, two threads | time | memory on the way |`,
    '|---|---|---|',
    ...['checked', 'parsed'].map(
      (kind) => `| ${kind} | ${s(commands.many[kind].seconds)} | ${commands.many[kind].memory.join(', ')} MiB |`,
    ),
    `| ratio | ${ratio(commands.many.checked.seconds, commands.many.parsed.seconds)} | |`,
    '',
    'Promises: under 10 s, and at most twice the parsing alone.',
    '',
    `Impact of ${diff.count} repositories, every database of them changed, in one thread: ${s(diff.parsed)} from parsed manifests (promise: under 3 s),`,
    `${s(diff.folders)} from folders to verdicts.`,
    '',
    '## Planning a fleet',
    '',
    `${fleet.count} repositories at a GitHub in another process (the npm package emulate), ${fleet.concurrency} requests at the same time, lock files excluded. A third is as it`,
    'should be, a third is on older packages, a third on an older platform release.',
    '',
    '| | repositories | requests | wall time | to the sum of the response times | to that sum, shared by the requests at the same time | our CPU, one repository | heap |',
    '|---|---|---|---|---|---|---|---|',
    ...['all', 'none', 'packages', 'release'].map((kind) => {
      const { repositories, requests, wall, responses, cpu, heap } = fleet[kind];
      const memory = Object.entries(heap).map(([n, size]) => `${size} MB after ${n}`);
      return `| ${kind} | ${repositories} | ${requests} | ${s(wall / 1000)} | ${ratio(wall, responses)} | ${ratio(wall * fleet.concurrency, responses)} | ${cpu.toFixed(1)} ms | ${memory.join(', ')} |`;
    }),
    '',
    'Promises: at most 1.5 times the response times, under 30 ms of CPU, and memory that stays flat.',
    '',
    ...(cached || full
      ? [
          '## This repository',
          '',
          '| | |',
          '|---|---|',
          ...(cached ? [`| \`turbo run compile test\`, all cached | ${s(cached)} |`] : []),
          ...(full ? [`| \`npm test\` on a fresh clone, nothing cached | ${s(full)} |`] : []),
          '',
          'Promises: under 1 s cached, under 8 minutes uncached on 2 cores.',
          '',
        ]
      : []),
  ].join('\n');
}
