// What is true of the repository as a whole: each check gives a list of problems, empty when it holds.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execute, ROOT } from './command.mjs';
import { errorsTable } from './errors.mjs';
import { exampleDifferences } from './examples.mjs';
import { lockProblems } from './lockcheck.mjs';

const bin = (name) => join(ROOT, 'node_modules/.bin', name);

/** Structs with more than twelve fields of their own, and why each may: the others are to be split. */
const WIDE_STRUCTS = {
  '@pgplatform/core.ModelEnvironment': 'a file format, not options',
  '@pgplatform/core.PlatformModel': 'a file format, not options',
  '@pgplatform/preflight.Finding': 'a report, not options',
  '@pgplatform/operator-values.DeploymentValues': "the chart's own keys, which are flat",
  '@pgplatform/cluster-base.ClusterBaseOptions':
    'what one Cluster is, in the words of the operator; everything with an owner of its own is a struct in it',
  '@pgplatform/environment-overlays.EnvironmentOptions':
    'what an environment may change of the base: the same words, one level deep',
  'pgplatform.PgPlatformProjectOptions': 'seven are what a command line can say, the others are the structs of the packages',
};

export const CHECKS = [
  { title: 'Every file is formatted and linted', run: () => failure('biome', ['check', '--diagnostic-level=warn', '.']) },
  {
    title: 'Packages import only whom they may',
    run: () =>
      failure('depcruise', ['--config', '.dependency-cruiser.cjs', ...['packages', 'internal', 'e2e'].filter(hasSources)]),
  },
  { title: 'The sources of the tests have no type error', run: testTypes },
  { title: 'package-lock.json is whole and names no registry', run: () => lockProblems() },
  { title: 'There are no snapshot files', run: snapshots },
  { title: 'The clock is read where it may be', run: clockReaders },
  { title: 'One file of each program prints', run: printers },
  { title: 'No value of input is converted by its own toString', run: conversions },
  { title: 'Generated files are as projen writes them', run: synthesis },
  { title: 'Every option is documented, with its default', run: optionDocs },
  { title: 'API.md of every package is up to date', run: apiDocs },
  { title: 'docs/errors.md lists every code', run: errorDocs },
  { title: 'The repositories in examples/ are what the generators make', run: exampleDifferences },
];

async function failure(command, args) {
  const { code, output } = await execute(bin(command), args, { check: false });
  return code === 0 ? [] : [output.trim()];
}

const hasSources = (folder) => existsSync(join(ROOT, folder));

/** One program over all tests, siblings read from their sources as jest does it. */
async function testTypes() {
  const config = join(ROOT, '.cache/tsconfig.tests.json');
  mkdirSync(dirname(config), { recursive: true });
  const paths = {
    '@pgplatform/test-kit': ['../internal/test-kit/src'],
    '@pgplatform/*': ['../packages/*/src'],
    pgplatform: ['../packages/pgplatform/src'],
  };
  const compilerOptions = {
    target: 'ES2022',
    lib: ['es2022'],
    module: 'node16',
    moduleResolution: 'node16',
    strict: true,
    noUnusedLocals: true,
    resolveJsonModule: true,
    esModuleInterop: true,
    skipLibCheck: true,
    noEmit: true,
    incremental: true,
    tsBuildInfoFile: './tests.tsbuildinfo',
    types: ['node', 'jest'],
    paths,
  };
  const include = ['../packages/*/test/**/*.ts', '../internal/*/test/**/*.ts', '../e2e/test/**/*.ts'];
  const exclude = ['../**/*.before.ts', '../**/*.after.ts']; // what codemods are tried on
  writeFileSync(config, JSON.stringify({ compilerOptions, include, exclude }));
  return failure('tsc', ['-p', config]);
}

async function snapshots() {
  const files = await execute('git', ['ls-files', '--cached', '--others', '*.snap', ':(exclude,glob)**/node_modules/**']);
  return files.split('\n').filter(Boolean);
}

/** Who may ask the machine what time it is: one file of each program, and the clock of the tests. */
const CLOCKS = [
  'packages/cli/src/main.ts',
  'packages/fleet/src/clock.ts',
  'packages/pgplatform/src/pg-platform-project.ts',
  'internal/proving-ground/src/clock.ts',
  'internal/test-kit/src/clock.ts',
  'internal/test-kit/src/clock-origin.cjs',
  'internal/test-kit/src/test-clock.cjs',
  'internal/test-kit/test/clock.test.ts',
];
const READS_CLOCK = /new Date\(\)|\bDate\.now\b/;
/** Another clock in a test: the speed of the machine, a faked one, or a certificate that a tool dates by the machine's. */
const OTHER_CLOCK = /\bperformance\.now\b|\bhrtime\b|useFakeTimers|setSystemTime|'-days'|'-not_(before|after)'|'faketime'/;

/** A day that is written down and the machine's must not meet: not in a product, and not in a test. */
async function clockReaders() {
  const files = await execute('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'packages', 'internal', 'e2e']);
  return files
    .split('\n')
    .filter((file) => /\/(src|test)\/.*\.(ts|mjs|cjs)$/.test(file) && !/\.bench\.mjs$|\.(before|after)\.ts$/.test(file))
    .filter((file) => !CLOCKS.includes(file) && existsSync(join(ROOT, file)))
    .flatMap((file) => {
      const isTest = !/^packages\/[^/]+\/src\//.test(file);
      const found = (line) => READS_CLOCK.test(line) || (isTest && OTHER_CLOCK.test(line));
      const remedy = isTest ? 'take NOW, TODAY, daysFromNow or clockTime of test-kit' : 'take the moment from who calls';
      const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
      return lines.flatMap((line, i) => (found(line) ? [`${file}:${i + 1} reads a clock: ${remedy}`] : []));
    });
}

/** Who may print: one file of each program, which lets no text through that a terminal takes for a command. */
const PRINTERS = [
  'packages/cli/src/main.ts',
  'packages/create-pgplatform/src/output.ts',
  'packages/create-pgplatform/src/questions.ts',
  'packages/fleet/src/sandbox/sandbox-stage.ts', // runs inside a sandbox, and is read outside it
  'packages/pgplatform/src/task-output.ts',
];

function printers() {
  const found = (line) => /\bconsole\.\w|\bprocess\.std(?:out|err)\b(?!\.isTTY\b)/.test(line);
  return linesIn(/^packages\/[^/]+\/src\/.*\.ts$/, found, (file) => !PRINTERS.includes(file), 'prints: hand the text on');
}

/** `String(value)` calls a `toString` in the value, or fails at one that is no function. */
function conversions() {
  const reads = /^packages\/(?:impact|preflight)\/src\/|^packages\/cli\/src\/(?:check|diff)\//;
  const found = (line) => /(?<![.\w])String\(|\.map\(String\)/.test(line) && !/release\.images\.map\(String\)/.test(line);
  return linesIn(reads, found, () => true, 'converts: take plainText of core');
}

/** The lines of sources that hold something. */
async function linesIn(paths, found, isMeant, says) {
  const files = await execute('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'packages']);
  return files
    .split('\n')
    .filter((file) => paths.test(file) && isMeant(file) && existsSync(join(ROOT, file)))
    .flatMap((file) =>
      readFileSync(join(ROOT, file), 'utf8')
        .split('\n')
        .flatMap((line, i) => (found(line) ? [`${file}:${i + 1} ${says}`] : [])),
    );
}

/** Synthesizes a copy, so that the check changes nothing, and compares every tracked file. */
async function synthesis() {
  const copy = mkdtempSync(join(tmpdir(), 'pgplatform-synth-'));
  try {
    const files = (await execute('git', ['ls-files', '-z'])).split('\0').filter((file) => file && existsSync(join(ROOT, file)));
    for (const file of files) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      copyFileSync(join(ROOT, file), join(copy, file));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    await execute(bin('projen'), ['--no-post'], { cwd: copy });
    const generated = files
      .filter((file) => /^((packages|internal)\/[^/]+\/|e2e\/|)\.projen\/files\.json$/.test(file))
      .flatMap((list) => JSON.parse(readFileSync(join(copy, list), 'utf8')).files.map((file) => join(dirname(list), '..', file)));
    return [...new Set([...files, ...generated])]
      .filter(
        (file) =>
          !existsSync(join(copy, file)) ||
          !existsSync(join(ROOT, file)) ||
          !readFileSync(join(copy, file)).equals(readFileSync(join(ROOT, file))),
      )
      .map((file) => `${file} differs from what .projenrc.ts makes of it: edit .projenrc.ts and run npm run synth`);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function jsiiPackages() {
  return readdirSync(join(ROOT, 'packages')).filter((name) => existsSync(join(ROOT, 'packages', name, '.jsii')));
}

function optionDocs() {
  const structs = jsiiPackages().flatMap((name) => {
    const { types } = JSON.parse(readFileSync(join(ROOT, 'packages', name, '.jsii'), 'utf8'));
    return Object.values(types ?? {}).filter((type) => type.kind === 'interface' && type.datatype);
  });
  return structs.flatMap(({ fqn, properties = [] }) => [
    ...properties.filter((field) => !field.docs?.summary).map((field) => `${fqn}.${field.name} has no description`),
    ...properties
      .filter((field) => field.optional && !field.docs?.default)
      .map((field) => `${fqn}.${field.name} has no @default`),
    ...(properties.length > 12 && !WIDE_STRUCTS[fqn]
      ? [`${fqn} has ${properties.length} fields: split it, or say in scripts/checks.mjs why not`]
      : []),
  ]);
}

/** Regenerates: what differs is left for the person to commit. */
async function apiDocs() {
  const files = jsiiPackages().map((name) => join('packages', name, 'API.md'));
  const text = (file) => (existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : undefined);
  const before = files.map(text);
  await execute(bin('turbo'), ['run', 'docgen', '--output-logs=errors-only']);
  return files
    .filter((file, i) => text(file) !== before[i])
    .map((file) => `${file} was out of date and is now written: commit it`);
}

function errorDocs() {
  const file = join(ROOT, 'docs/errors.md');
  return existsSync(file) && readFileSync(file, 'utf8') === errorsTable()
    ? []
    : ['docs/errors.md is out of date: run node scripts/errors.mjs'];
}
