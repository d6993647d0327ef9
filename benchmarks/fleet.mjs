// What planning a fleet costs, against a GitHub in another process (the npm package `emulate`), lock files excluded.
// Usage: node benchmarks/fleet.mjs [COUNT [CONCURRENCY]]      prints one JSON object:
// { count, concurrency, all, none, packages, release }, each of them
// { repositories, actions, requests, wall: ms, responses: ms of all answers together, cpu: ms of one repository, heap: { COUNT: MB } }
//
// A third of the fleet is as it should be, a third is on older packages, a third on an older platform release. All of them are planned
// at once, then each third alone.
import { fork, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(new URL('../packages/fleet/package.json', import.meta.url));
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const OWNER = 'acme';
const KINDS = ['none', 'packages', 'release'];
const [, , first = '1000', second = '8'] = process.argv;

if (first === 'plan') {
  console.log(JSON.stringify(await plan(JSON.parse(second))));
} else {
  console.log(JSON.stringify(await measure(Number(first), Number(second))));
}

async function measure(count, concurrency) {
  const emulator = await startEmulator(count);
  const folder = mkdtempSync(join(tmpdir(), 'pgplatform-bench-fleet-'));
  try {
    await seed(emulator, count);
    writeFileSync(join(folder, 'npm'), `#!/bin/sh\nprintf '{"name":"repository","packages":{"":{}}}\\n' > package-lock.json\n`);
    chmodSync(join(folder, 'npm'), 0o755);
    const run = (kind, heapAt) => {
      const work = JSON.stringify({ url: emulator.url, kind, concurrency, heapAt, npm: folder });
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        ['--expose-gc', fileURLToPath(import.meta.url), 'plan', work],
        { encoding: 'utf8', env: { ...process.env, GH_ENTERPRISE_TOKEN: emulator.token }, maxBuffer: 1 << 26 },
      );
      if (status !== 0) throw new Error(stderr);
      return JSON.parse(stdout);
    };
    const all = run('*', [100, 1000, 4000]);
    return { count, concurrency, all, ...Object.fromEntries(KINDS.map((kind) => [kind, run(kind, [])])) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    emulator.stop();
  }
}

async function plan({ url, kind, concurrency, heapAt, npm }) {
  const { openGitHub, planDraft } = require('@pgplatform/fleet');
  const config = {
    owner: OWNER,
    api: url,
    repositories: { name: `${kind}-*`.replace('*-*', '*') },
    rings: [{ name: 'all', failureBudget: 0, waitForChecks: false }],
    limits: { concurrency, pullRequestsPerHour: 60 },
    reviewers: { users: [], teams: [] },
    labels: [],
    branch: 'pgplatform/{campaign}',
    title: '{target}',
  };
  const github = await openGitHub(config, process.env, { concurrency, note: console.error });
  const options = {
    to: kind === 'release' || kind === '*' ? '2026.07' : undefined,
    now: new Date(),
    env: { PATH: `${npm}:${process.env.PATH}` },
    note: console.error,
  };
  const { repositories } = planDraft(github, config, options);
  const actions = {};
  const heap = {};
  let done = 0;
  const cpu = process.cpuUsage();
  const started = process.hrtime.bigint();
  for await (const { action } of repositories) {
    actions[action] = (actions[action] ?? 0) + 1;
    done++;
    if (heapAt.includes(done)) {
      globalThis.gc();
      heap[done] = Math.round(process.memoryUsage().heapUsed / 1e5) / 10;
    }
  }
  const wall = Number(process.hrtime.bigint() - started) / 1e6;
  const { user, system } = process.cpuUsage(cpu);
  const { requests, milliseconds } = github.traffic;
  return {
    repositories: done,
    actions,
    requests,
    wall: Math.round(wall),
    responses: Math.round(milliseconds),
    cpu: (user + system) / 1000 / done,
    heap,
  };
}

/** The emulator of the tests. */
async function startEmulator(count) {
  const child = fork(at('packages/fleet/test/emulator/emulator-process.mjs'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--max-old-space-size=8192'],
  });
  const repositories = Array.from({ length: count }, (_, i) => ({ name: nameOf(i) }));
  child.send({ owner: OWNER, members: ['robot'], repositories });
  const [{ url, token }] = await new Promise((resolve, reject) => {
    child.once('message', (message) => resolve([message]));
    child.once('exit', () => reject(new Error('the emulator ended')));
  });
  return { url, token, stop: () => child.disconnect() };
}

function nameOf(i) {
  return `${KINDS[i % KINDS.length]}-${String(i).padStart(5, '0')}`;
}

/** Generates the repositories, each of another team. */
async function seed({ url, token }, count) {
  const { synthesizeRepository } = require('pgplatform');
  const projenrc = readFileSync(at('examples/reference-2026.07/.projenrc.ts'), 'utf8');
  const ask = async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const one = async (i) => {
    const name = nameOf(i);
    const release = name.startsWith('release') ? '2025.10' : '2026.07';
    const text = projenrc
      .replace(/name: 'reference[^']*'/, `name: '${name}'`)
      .replace("team: 'payments'", `team: 'team-${i}'`)
      .replace("'2026.07'", `'${release}', acceptInsecureRelease: true`);
    const { environments } = JSON.parse(readFileSync(at('examples/reference-2026.07/.pgplatform/model.json'), 'utf8')).options;
    const { files, model } = synthesizeRepository({
      options: {
        name,
        team: `team-${i}`,
        repoUrl: `https://git.example.com/${OWNER}/${name}.git`,
        platformRelease: release,
        acceptInsecureRelease: true,
        environments,
      },
      projenrc: text,
      today: '2026-11-22',
    });
    const old = (content) => (name.startsWith('packages') ? content.replaceAll(`"${model.packageVersion}"`, '"0.0.1"') : content);
    const sealed = model.environments.flatMap(({ secrets }) => secrets.map(({ file }) => ({ path: file, content: '{}\n' })));
    const tree = [
      ...files.map(({ path, content, mode }) => ({
        path,
        mode,
        content: ['package.json', '.pgplatform/model.json'].includes(path) ? old(content) : content,
      })),
      ...sealed,
      { path: '.projenrc.ts', content: text },
    ].map((entry) => ({ mode: '100644', type: 'blob', ...entry }));
    const repository = `/repos/${OWNER}/${name}`;
    const { sha } = await ask('POST', `${repository}/git/trees`, { tree });
    const commit = await ask('POST', `${repository}/git/commits`, { message: 'Generated', tree: sha, parents: [] });
    await ask('PATCH', `${repository}/git/refs/heads/main`, { sha: commit.sha, force: true });
  };
  const queue = Array.from({ length: count }, (_, i) => i);
  const worker = async () => {
    for (let i = queue.shift(); i !== undefined; i = queue.shift()) await one(i);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}
