import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { upgradeWorkflow } from '../../src/repository/upgrade-workflow';
import { git, Runner, TOKEN, workflowOf } from './workflow-run';

const BRANCH = 'pgplatform/upgrade';
const workflow = workflowOf(upgradeWorkflow());

/** What the command makes of the repository, and says. */
interface Upgrade {
  readonly files?: Record<string, string | Buffer>;
  readonly title?: string;
  readonly worst?: string;
  readonly body?: string;
  readonly code?: number;
}

const NEXT: Upgrade = {
  files: { 'package.json': '{"v":2}\n' },
  title: 'Upgrade to 2026.07',
  worst: 'rolling update',
  body: '# Impact',
};

let runner: Runner;
let remote: string;

beforeEach(async () => {
  runner = new Runner();
  remote = join(temporaryDirectory(), 'remote.git');
  const first = temporaryDirectory();
  await git(first, 'init', '-q', '-b', 'main');
  writeFileSync(join(first, 'package.json'), '{"v":1}\n');
  writeFileSync(join(first, '.gitignore'), 'node_modules/\n');
  await git(first, 'add', '-A');
  await git(first, 'commit', '-q', '-m', 'first');
  await git(first, 'clone', '-q', '--bare', first, remote);
});

/** A fresh checkout of the default branch. */
async function checkout(depth: string[] = []): Promise<string> {
  const folder = temporaryDirectory();
  await git(folder, 'clone', '-q', ...depth, `file://${remote}`, '.');
  return folder;
}

/** The job that runs the packages' code: true when it handed something over, and what its last step said. */
async function prepare(upgrade: Upgrade, to = '') {
  const folder = await checkout();
  const made = join(runner.temp, 'made');
  rmSync(made, { recursive: true, force: true });
  rmSync(join(runner.temp, 'upgrade'), { recursive: true, force: true });
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  for (const [path, content] of Object.entries(upgrade.files ?? {})) {
    mkdirSync(join(made, path, '..'), { recursive: true });
    writeFileSync(join(made, path), content);
  }
  const { title = '', worst = 'none', body = '', code = 0 } = upgrade;
  writeFileSync(join(runner.temp, 'answer.json'), JSON.stringify({ title, worst }));
  writeFileSync(join(runner.temp, 'answer.md'), body);
  const bin = join(folder, 'node_modules/.bin/pgplatform');
  writeFileSync(
    bin,
    `#!/bin/bash
printf '%s\\n' "$@" > "$RUNNER_TEMP/arguments"
[ ! -d "$RUNNER_TEMP/made" ] || cp -R "$RUNNER_TEMP/made/." .
while [ "$1" != --body ]; do shift; done
cp "$RUNNER_TEMP/answer.md" "$2"
cat "$RUNNER_TEMP/answer.json"
exit ${code}
`,
  );
  chmodSync(bin, 0o755);
  const result = await runner.step(workflow, 'Upgrade', folder, { TO: to });
  const outputs = runner.outputs();
  const last = await runner.step(workflow, 'Fail when something has to be done by hand', folder, { CODE: outputs.code });
  return { ...result, changed: outputs.changed === 'true', failed: last.code !== 0 };
}

/** The job that can write. */
async function publish(ownToken = false) {
  const folder = await checkout(['--depth', '1']);
  const env = { GH_TOKEN: TOKEN, OWN_TOKEN: String(ownToken) };
  return runner.step(workflow, 'Open or update the pull request', folder, env);
}

async function upgradeTo(upgrade: Upgrade, ownToken = false) {
  const prepared = await prepare(upgrade);
  expect(prepared).toMatchObject({ code: 0, changed: true });
  return publish(ownToken);
}

const shown = (path: string, revision = BRANCH) => git(remote, 'show', `${revision}:${path}`);

it('opens one pull request with the text, the title and the label of the verdict', async () => {
  expect(await upgradeTo(NEXT)).toMatchObject({ code: 0 });
  expect(runner.github.pulls).toMatchObject([
    { number: 1, title: NEXT.title, base: 'main', head: { ref: BRANCH }, labels: ['pgplatform: rolling update'] },
  ]);
  expect(runner.github.pulls[0].body).toMatch(/^# Impact\n\n<!-- pgplatform:upgrade [0-9a-f]{40} -->\n$/);
  expect(runner.github.labels).toMatchObject([{ name: 'pgplatform: rolling update', color: 'fbca04' }]);
  expect(await shown('package.json')).toBe('{"v":2}\n');
  expect((await git(remote, 'log', '--format=%s', `main..${BRANCH}`)).trim()).toBe(NEXT.title);
});

it('the next week it updates the same pull request, and keeps the labels that somebody gave', async () => {
  await upgradeTo(NEXT);
  runner.change(({ pulls }) => pulls[0].labels.push('keep me', '-f x'));
  const worse = { ...NEXT, files: { 'package.json': '{"v":3}\n' }, title: 'Upgrade to 2026.08', worst: 'destroys data' };
  expect(await upgradeTo(worse)).toMatchObject({ code: 0 });
  expect(runner.github.pulls).toHaveLength(1);
  expect(runner.github.pulls[0]).toMatchObject({
    title: 'Upgrade to 2026.08',
    labels: ['pgplatform: destroys data', 'keep me', '-f x'],
  });
  expect(await shown('package.json')).toBe('{"v":3}\n');
  expect((await git(remote, 'rev-list', '--count', `main..${BRANCH}`)).trim()).toBe('1');
});

it('the same change again moves no branch and makes no label twice', async () => {
  await upgradeTo(NEXT);
  const before = await git(remote, 'rev-parse', BRANCH);
  expect((await upgradeTo(NEXT)).stdout).toContain('The branch is up to date.');
  expect(await git(remote, 'rev-parse', BRANCH)).toBe(before);
  expect([runner.github.pulls.length, runner.github.labels.length]).toEqual([1, 1]);
});

it('when the default branch moved, the change is made on its new end', async () => {
  await upgradeTo(NEXT);
  const folder = await checkout();
  writeFileSync(join(folder, 'other'), 'x');
  await git(folder, 'add', '-A');
  await git(folder, 'commit', '-q', '-m', 'other');
  await git(folder, 'push', '-q', 'origin', 'main');
  expect(await upgradeTo(NEXT)).toMatchObject({ code: 0 });
  expect(await git(remote, 'rev-parse', `${BRANCH}^`)).toBe(await git(remote, 'rev-parse', 'main'));
});

it('nothing to do hands nothing over', async () => {
  expect(await prepare({ title: 'Nothing to do' })).toMatchObject({ code: 0, changed: false, failed: false });
  expect(readdirSync(join(runner.temp, 'upgrade')).sort()).toEqual(['body.md', 'upgrade.json', 'upgrade.patch']);
});

it('a pull request that somebody closed stays closed while the change is the same', async () => {
  await upgradeTo(NEXT);
  runner.change(({ pulls }) => {
    pulls[0].state = 'closed';
  });
  await git(remote, 'branch', '-q', '-D', BRANCH);
  expect((await upgradeTo(NEXT)).stdout).toContain('it stays closed');
  await expect(git(remote, 'rev-parse', '--verify', '-q', BRANCH)).rejects.toThrow();
  await upgradeTo({ ...NEXT, files: { 'package.json': '{"v":3}\n' } });
  expect(runner.github.pulls.map(({ state }: any) => state)).toEqual(['closed', 'open']);
});

it('after a merge the next change gets a pull request of its own', async () => {
  await upgradeTo(NEXT);
  runner.change(({ pulls }) => Object.assign(pulls[0], { state: 'closed', merged_at: '2026-11-22T00:00:00Z' }));
  await git(remote, 'branch', '-q', '-f', 'main', BRANCH);
  await upgradeTo({ ...NEXT, files: { 'package.json': '{"v":3}\n' } });
  expect(runner.github.pulls.map(({ state }: any) => state)).toEqual(['closed', 'open']);
});

it('a branch that somebody pushed to stays as it is', async () => {
  await upgradeTo(NEXT);
  const folder = await checkout();
  await git(folder, 'checkout', '-q', BRANCH);
  await git(folder, 'commit', '-q', '--allow-empty', '-m', 'mine');
  await git(folder, 'push', '-q', 'origin', BRANCH);
  const mine = await git(remote, 'rev-parse', BRANCH);
  expect(await upgradeTo({ ...NEXT, files: { 'package.json': '{"v":3}\n' } })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('::warning::Somebody else pushed'),
  });
  expect(await git(remote, 'rev-parse', BRANCH)).toBe(mine);
});

it('binary files, new, executable and removed files arrive as they are', async () => {
  const bytes = Buffer.from([0, 1, 2, 255, 254, 10, 13]);
  await upgradeTo({ ...NEXT, files: { 'a/b c/ü.bin': bytes, 'crlf.txt': 'a\r\nb \t\r\n' } });
  const folder = await checkout();
  await git(folder, 'checkout', '-q', BRANCH);
  expect(readFileSync(join(folder, 'a/b c/ü.bin'))).toEqual(bytes);
  expect(readFileSync(join(folder, 'crlf.txt'), 'utf8')).toBe('a\r\nb \t\r\n');
});

it('an upgrade that stops for a person says so, also when it opens a pull request', async () => {
  expect(await prepare({ ...NEXT, code: 1 })).toMatchObject({ changed: true, failed: true });
  expect(await prepare({ code: 1 })).toMatchObject({ changed: false, failed: true });
});

it.each([2, 3])('what stopped half way (exit code %d) is no change', async (code) => {
  expect(await prepare({ ...NEXT, code })).toMatchObject({ changed: false, failed: true });
});

it('the release that somebody typed reaches the command as one argument', async () => {
  await prepare(NEXT);
  expect(runner.read('arguments').split('\n')).not.toContain('--to=');
  const typed = '2026.07"; touch hacked; $(touch hacked) `touch hacked` --all';
  await prepare(NEXT, typed);
  expect(runner.read('arguments').split('\n')[1]).toBe(`--to=${typed}`);
});

it.each<[string, { title?: string; body?: string; worst?: string }]>([
  ['a title', { title: '$(touch "$RUNNER_TEMP/hacked") `touch "$RUNNER_TEMP/hacked"` "; touch $RUNNER_TEMP/hacked; "' }],
  ['a text', { body: '$(touch "$RUNNER_TEMP/hacked")\n```\n@/etc/passwd\n' }],
  ['a verdict', { worst: 'none"; touch "$RUNNER_TEMP/hacked"; "' }],
])('%s from code that nobody here wrote stays data', async (_, hostile) => {
  expect(await upgradeTo({ ...NEXT, ...hostile })).toMatchObject({ code: 0 });
  const [pull] = runner.github.pulls;
  expect(pull.title).toBe(hostile.title ?? NEXT.title);
  expect(pull.body.startsWith(hostile.body ?? NEXT.body)).toBe(true);
  expect(pull.labels).toEqual([hostile.worst ? 'pgplatform: unknown' : 'pgplatform: rolling update']);
  expect(existsSync(join(runner.temp, 'hacked'))).toBe(false);
});

it('a text longer than GitHub takes is cut, and still found again', async () => {
  await upgradeTo({ ...NEXT, body: 'ü'.repeat(70_000) });
  await upgradeTo({ ...NEXT, body: 'ü'.repeat(70_000) });
  expect(runner.github.pulls).toHaveLength(1);
  expect(runner.github.pulls[0].body.length).toBeLessThan(65_536);
  expect(runner.github.pulls[0].body).toContain('<!-- pgplatform:upgrade ');
});

it('a link among what was handed over is not followed', async () => {
  await prepare(NEXT);
  const secret = join(runner.temp, 'secret');
  writeFileSync(secret, 'secret');
  rmSync(join(runner.temp, 'upgrade/body.md'));
  symlinkSync(secret, join(runner.temp, 'upgrade/body.md'));
  expect((await publish()).code).not.toBe(0);
  expect(runner.github.pulls).toEqual([]);
});

it.each([
  ['out of the repository', 'a/../../escaped'],
  ['into .git', '.git/hooks/pre-push'],
])('a patch that leads %s is refused', async (_, path) => {
  await prepare(NEXT);
  const patch = `diff --git a/${path} b/${path}\nnew file mode 100755\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+x\n`;
  writeFileSync(join(runner.temp, 'upgrade/upgrade.patch'), patch);
  expect((await publish()).code).not.toBe(0);
  expect(runner.github.pulls).toEqual([]);
});

it('workflow files need a token that may change them, and the message says so', async () => {
  const upgrade = { ...NEXT, files: { '.github/workflows/validate.yml': 'name: x\n' } };
  const refused = await upgradeTo(upgrade);
  expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('PGPLATFORM_TOKEN') });
  await expect(git(remote, 'rev-parse', '--verify', '-q', BRANCH)).rejects.toThrow();
  expect(await upgradeTo(upgrade, true)).toMatchObject({ code: 0 });
});

it('the token is in no argument, no output and no file', async () => {
  const folder = await checkout(['--depth', '1']);
  await prepare(NEXT);
  const said = await runner.step(workflow, 'Open or update the pull request', folder, { GH_TOKEN: TOKEN, OWN_TOKEN: 'false' });
  expect(`${said.stdout}${said.stderr}${JSON.stringify(runner.github)}`).not.toContain(TOKEN);
  expect(await git(folder, 'config', '--list')).not.toContain(TOKEN);
});
