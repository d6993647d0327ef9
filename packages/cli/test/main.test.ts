import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { COMMANDS } from '../src/commands';
import { COMMAND, GeneratedRepository, SECRET, throwawayKey } from './generated-repository';

const key = throwawayKey();
let repository: GeneratedRepository;

beforeAll(() => {
  repository = new GeneratedRepository({ stage: key.certificate });
});
afterAll(() => repository.remove());

it('--version is the version of the package', () => {
  expect(repository.run(['--version'])).toMatchObject({ code: 0, stdout: `${require('../package.json').version}\n` });
});

it('--help lists every command and the exit codes', () => {
  const { code, stdout } = repository.run(['--help']);
  expect(code).toBe(0);
  expect(COMMANDS.filter(({ name, summary }) => !(stdout.includes(name) && stdout.includes(summary)))).toEqual([]);
  expect(stdout).toContain('0 fine, 1 findings, 2 usage, 3 an outside system failed');
});

it.each([['seal'], ['seal', 'status'], ['cert', 'pin'], ['cert', 'show'], ['cert', 'status'], ['live'], ['reseal']])(
  '%s %s --help has an example',
  (...words) => {
    const args = words.filter(Boolean);
    const { code, stdout } = repository.run([...args, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples?:[^]*pgplatform ${args.join(' ')}`));
    expect(stdout).toContain('--json');
  },
);

it.each<[string, string[]]>([
  ['no command', []],
  ['an unknown command', ['sael']],
  ['an unknown option', ['seal', 'stage', SECRET, '--force']],
  ['a missing argument', ['seal', 'stage']],
  ['too many arguments', ['live', 'stage', 'prod']],
  ['an option without its argument', ['seal', 'stage', SECRET, '--from']],
  ['cert without a word', ['cert']],
])('%s: exit code 2', (_, args) => {
  expect(repository.run(args).code).toBe(2);
});

it('--json gives one JSON document on standard output, also for errors', () => {
  for (const args of [
    ['seal', 'status'],
    ['seal', 'nowhere', SECRET],
    ['cert', 'show'],
    ['live', 'stage'],
    ['seal', 'stage', SECRET, '--force'],
  ]) {
    const { stdout } = repository.run([...args, '--json'], { env: { PATH: '/nowhere' } });
    expect(JSON.parse(stdout)).toHaveProperty('ok');
  }
});

it('prints no colours', () => {
  const { stdout, stderr } = repository.run(['seal', 'status'], { env: { FORCE_COLOR: '1' } });
  expect(stdout + stderr).not.toContain('\x1b[');
});

/** What a run has loaded, as file names. */
function loadedBy(args: string[]): string[] {
  const print = path.join(__dirname, 'print-loaded.cjs');
  const { stderr, stdout } = spawnSync(process.execPath, ['-r', print, ...COMMAND, ...args], {
    cwd: repository.root,
    encoding: 'utf8',
    input: '{}',
  });
  return JSON.parse((stdout + stderr).split('LOADED ')[1]);
}

it.each<[string, string[]]>([
  ['--version', ['--version']],
  ['seal', ['seal', 'stage', SECRET, '--from-json', 'stdin']],
  ['seal status', ['seal', 'status']],
  ['cert show', ['cert', 'show']],
])('%s leaves cdk8s, constructs, projen, ts-morph, Octokit and yaml unloaded', (_, args) => {
  const loaded = loadedBy(args);
  expect(loaded.some((file) => file.includes('commander'))).toBe(true);
  const heavy = loaded.filter((file) => /node_modules\/(cdk8s|constructs|projen|ts-morph|@octokit|typescript|yaml)\//.test(file));
  expect(heavy).toEqual([]);
});

it.each([
  [['fleet', 'aply'], 'create, plan, apply, status, workflow'],
  [['cert', 'shw'], 'pin, show, status'],
])('%j is answered with the commands that are there', (args, commands) => {
  const { code, stderr } = repository.run(args);
  expect({ code, stderr }).toEqual({ code: 2, stderr: `error  There is no such command. Commands: ${commands}.\n` });
});
