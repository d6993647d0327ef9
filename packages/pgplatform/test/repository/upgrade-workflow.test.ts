import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWhen, temporaryDirectory } from '@pgplatform/test-kit';
import { upgradeWorkflow } from '../../src/repository/upgrade-workflow';
import { git, Runner, TOKEN, workflowOf } from './workflow-run';

const BRANCH = 'pgplatform/upgrade';
const workflow = workflowOf(upgradeWorkflow());

/** What the commands make of the repository, and say. */
interface Upgrade {
  readonly files?: Record<string, string | Buffer>;
  readonly removed?: string[];
  readonly title?: string;
  readonly worst?: string;
  readonly body?: string;
  readonly code?: number;
  /** What the packages of the default branch say. */
  readonly verdict?: string;
}

const NEXT: Upgrade = {
  files: { 'package.json': '{"v":2}\n' },
  title: 'Upgrade to 2026.07',
  worst: 'none',
  body: '# Impact',
  verdict: 'rolling update',
};

/** A file that was handed over, as code that nobody here wrote may write it. */
type HandedOver = { readonly path?: unknown; readonly mode?: unknown; readonly content?: unknown };

const FILE: HandedOver = { path: 'a.yaml', mode: '100644', content: 'a: 1\n' };

let runner: Runner;
/** The repository, and a copy of it for every test. */
const original = join(temporaryDirectory(), 'remote.git');
let remote: string;

const jq = spawnSync('jq', ['--version']).error && 'no jq on this machine';
describeWhen(jq)('upgrade.yml', () => {
  beforeAll(async () => {
    const first = temporaryDirectory();
    await git(first, 'init', '-q', '-b', 'main');
    writeFileSync(join(first, 'package.json'), '{"v":1}\n');
    writeFileSync(join(first, '.gitignore'), 'node_modules/\n');
    writeFileSync(join(first, 'old.yaml'), 'a: 1\n');
    await git(first, 'add', '-A');
    await git(first, 'commit', '-q', '-m', 'first');
    await git(first, 'clone', '-q', '--bare', first, original);
  });

  beforeEach(() => {
    remote = join(temporaryDirectory(), 'remote.git');
    cpSync(original, remote, { recursive: true });
    runner = new Runner({}, remote);
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
      writeFileSync(join(made, path), content, { mode: path.endsWith('.sh') ? 0o755 : 0o644 });
    }
    const { title = '', worst = 'none', body = '', code = 0 } = upgrade;
    writeFileSync(join(runner.temp, 'answer.json'), JSON.stringify({ title, worst }));
    writeFileSync(join(runner.temp, 'answer.md'), body);
    writeFileSync(join(runner.temp, 'removed'), (upgrade.removed ?? []).map((path) => `${path}\n`).join(''));
    command(
      folder,
      `printf '%s\\n' "$@" > "$RUNNER_TEMP/arguments"
[ ! -d "$RUNNER_TEMP/made" ] || cp -R "$RUNNER_TEMP/made/." .
while read -r path; do rm "$path"; done < "$RUNNER_TEMP/removed"
while [ "$1" != --body ]; do shift; done
cp "$RUNNER_TEMP/answer.md" "$2"
cat "$RUNNER_TEMP/answer.json"
exit ${code}
`,
    );
    const result = await runner.step(workflow, 'Upgrade', folder, { TO: to });
    const outputs = runner.outputs();
    const last = await runner.step(workflow, 'Fail when something has to be done by hand', folder, { CODE: outputs.code });
    return { ...result, changed: outputs.changed === 'true', failed: last.code !== 0 };
  }

  /** The command of the packages that a checkout has installed. */
  function command(folder: string, script: string): void {
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
    const bin = join(folder, 'node_modules/.bin/pgplatform');
    writeFileSync(bin, `#!/bin/bash\n${script}`);
    chmodSync(bin, 0o755);
  }

  /** The job that says what a change does: what it says, and the files that it compared. */
  async function judge(verdict = 'none', code = 0) {
    const folder = await checkout(['--depth', '1']);
    command(
      folder,
      `printf '%s\\n' "$@" > "$RUNNER_TEMP/arguments"
git diff-tree -r "$2" "$3" | cut -d ' ' -f 2,5 > "$RUNNER_TEMP/compared"
echo '{"worst":"${verdict}"}'
exit ${code}
`,
    );
    const result = await runner.step(workflow, 'What it does to the databases', folder, {}, TRAPPED);
    return { ...result, folder, outputs: runner.outputs() };
  }

  /** What has no business in the jobs that are handed a change, beside what they name. */
  const TRAPPED = ['git-lfs', 'ssh', 'curl', 'wget', 'evil'];

  /** The job that can write. It has no checkout. */
  async function publish({ verdict, tree }: Record<string, string> = {}) {
    const env = {
      GH_TOKEN: TOKEN,
      JUDGED_VERDICT: verdict ?? '',
      JUDGED_TREE: tree ?? '',
      RUN_URL: 'https://github.com/acme/payments-db/actions/runs/4711',
    };
    const sha = (await git(remote, 'rev-parse', 'main')).trim();
    return runner.step(
      workflow,
      'Open or update the pull request',
      temporaryDirectory(),
      env,
      ['git', 'node', 'npm', ...TRAPPED],
      sha,
    );
  }

  async function upgradeTo(upgrade: Upgrade) {
    const prepared = await prepare(upgrade);
    expect(prepared).toMatchObject({ code: 0, changed: true });
    return publish((await judge(upgrade.verdict)).outputs);
  }

  /** A change that is not as the first job makes it. */
  function handOver(change: unknown): void {
    mkdirSync(join(runner.temp, 'upgrade'));
    writeFileSync(join(runner.temp, 'upgrade/change.json'), typeof change === 'string' ? change : JSON.stringify(change));
  }

  /** Both jobs that are handed a change end before they do anything, with the same words; gives these. */
  async function refusalOf(change: unknown): Promise<string> {
    handOver(change);
    const empty = temporaryDirectory();
    const judged = await runner.step(workflow, 'What it does to the databases', empty, {}, ['git', ...TRAPPED]);
    const published = await publish();
    expect([judged.code, judged.stdout]).toEqual([published.code, published.stdout]);
    expect(published.code).not.toBe(0);
    const { calls, pulls, labels } = runner.github;
    expect([calls, pulls, labels]).toEqual([[], [], []]);
    expect(existsSync(join(runner.temp, 'trapped'))).toBe(false);
    return published.stdout;
  }

  function changeOf(...files: HandedOver[]) {
    return { title: 'Upgrade', body: 'text', files };
  }

  const shown = (path: string, revision = BRANCH) => git(remote, 'show', `${revision}:${path}`);

  it('opens one pull request with the text, the title and the label of the verdict', async () => {
    expect(await upgradeTo(NEXT)).toMatchObject({ code: 0 });
    expect(runner.github.pulls).toMatchObject([
      { number: 1, title: NEXT.title, base: 'main', head: { ref: BRANCH }, labels: ['pgplatform: rolling update'] },
    ]);
    expect(runner.github.pulls[0].body).toMatch(
      /^<!-- pgplatform:upgrade [0-9a-f]{64} -->\n_This text is by the packages that are installed here, in \[a run\]\(\S+4711\); .*_\n\n# Impact\n$/,
    );
    expect(runner.github.labels).toMatchObject([{ name: 'pgplatform: rolling update', color: 'fbca04' }]);
    expect(await shown('package.json')).toBe('{"v":2}\n');
    expect((await git(remote, 'log', '--format=%s', `main..${BRANCH}`)).trim()).toBe(NEXT.title);
  });

  it('the next week it updates the same pull request, and keeps the labels that somebody gave', async () => {
    await upgradeTo(NEXT);
    runner.change(({ pulls }) => pulls[0].labels.push('keep me', '-f x'));
    const worse = { ...NEXT, files: { 'package.json': '{"v":3}\n' }, title: 'Upgrade to 2026.08', verdict: 'destroys data' };
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
    expect(readdirSync(join(runner.temp, 'upgrade')).sort()).toEqual([]);
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

  it('new, executable, empty and removed files arrive byte for byte, and are what was judged', async () => {
    const files = { 'a/b/run.sh': '#!/bin/sh\n', 'crlf.txt': 'a\r\nb \t\r\n', empty: '', 'u.txt': '\uFEFFü\u0000\u2028' };
    await prepare({ ...NEXT, files, removed: ['old.yaml'] });
    const { outputs } = await judge('restart');
    expect(await publish(outputs)).toMatchObject({ code: 0 });
    expect((await git(remote, 'rev-parse', `${BRANCH}^{tree}`)).trim()).toBe(outputs.tree);
    expect(runner.github.pulls[0].labels).toEqual(['pgplatform: restart']);
    const folder = await checkout();
    await git(folder, 'checkout', '-q', BRANCH);
    for (const [path, content] of Object.entries(files)) {
      expect(readFileSync(join(folder, path), 'utf8')).toBe(content);
    }
    expect(existsSync(join(folder, 'old.yaml'))).toBe(false);
    expect(await git(folder, 'ls-tree', BRANCH, 'a/b/run.sh')).toMatch(/^100755 /);
  });

  it('what is no text is not handed over', async () => {
    const upgrade = { ...NEXT, files: { 'x.bin': Buffer.from([0, 1, 2, 255, 254, 10, 13]) } };
    expect(await prepare(upgrade)).toMatchObject({ code: 1, changed: false });
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

  it.each<[string, Upgrade, string]>([
    [
      'a title',
      { title: '$(touch "$RUNNER_TEMP/hacked") `id` @acme/all <!-- #1' },
      '?(touch ??RUNNER_TEMP?hacked?) ?id? ?acme?all ??-- ?1',
    ],
    ['a text', { body: '$(touch "$RUNNER_TEMP/hacked")\n```\n@/etc/passwd\n' }, NEXT.title as string],
  ])('%s from code that nobody here wrote stays data', async (_, hostile, title) => {
    expect(await upgradeTo({ ...NEXT, ...hostile })).toMatchObject({ code: 0 });
    const [pull] = runner.github.pulls;
    expect(pull.title).toBe(title);
    expect((await git(remote, 'log', '-1', '--format=%B', BRANCH)).trim()).toBe(title);
    expect(pull.body.replaceAll('\u200b', '')).toContain(hostile.body ?? NEXT.body);
    expect(existsSync(join(runner.temp, 'hacked'))).toBe(false);
  });

  it('the text calls nobody and hides nothing', async () => {
    await upgradeTo({ ...NEXT, body: 'by @eve &#64;eve &#X0040;eve &commat;eve of @pgplatform/cli <!-- gone --> <!-- open' });
    expect(runner.github.pulls[0].body).toContain(
      'by @\u200beve @\u200beve @\u200beve @\u200beve of @pgplatform/cli  &lt;!-- open',
    );
  });

  it('a text longer than GitHub takes is cut, and still found again', async () => {
    await upgradeTo({ ...NEXT, body: 'ü'.repeat(70_000) });
    await upgradeTo({ ...NEXT, body: 'ü'.repeat(70_000) });
    expect(runner.github.pulls).toHaveLength(1);
    expect(runner.github.pulls[0].body.length).toBeLessThan(65_536);
    expect(runner.github.pulls[0].body).toContain('<!-- pgplatform:upgrade ');
  });

  it('a link that was handed over is not followed', async () => {
    const secret = join(runner.temp, 'secret');
    writeFileSync(secret, JSON.stringify(changeOf(FILE)));
    mkdirSync(join(runner.temp, 'upgrade'));
    symlinkSync(secret, join(runner.temp, 'upgrade/change.json'));
    expect(await publish()).toMatchObject({ code: 1, stdout: expect.stringContaining('What was handed over is no file') });
    expect(runner.github.calls).toEqual([]);
  });

  it('the label is what the packages of the default branch say, whatever the new ones said', async () => {
    await upgradeTo({ ...NEXT, worst: 'none', verdict: 'destroys data' });
    expect(runner.github.pulls[0].labels).toEqual(['pgplatform: destroys data']);
  });

  it.each<[string, (outputs: Record<string, string>) => Record<string, string>]>([
    ['they could not judge it', ({ tree }) => ({ tree })],
    ['they judged something else', ({ verdict }) => ({ verdict, tree: '0'.repeat(40) })],
    ['they were not asked', () => ({})],
    ['it is none that there is', ({ tree }) => ({ tree, verdict: 'none"; touch "$RUNNER_TEMP/hacked"; "' })],
  ])('the label is unknown when %s', async (_, outputsOf) => {
    await prepare(NEXT);
    const { outputs } = await judge('none');
    expect(await publish(outputsOf(outputs))).toMatchObject({ code: 0 });
    expect(runner.github.pulls[0].labels).toEqual(['pgplatform: unknown']);
    expect(existsSync(join(runner.temp, 'hacked'))).toBe(false);
  });

  it.each([2, 3])('what the packages of the default branch cannot read (exit code %d) has no verdict', async (code) => {
    await prepare(NEXT);
    const judged = await judge('none', code);
    expect(judged.code).toBe(0);
    expect(judged.outputs.verdict).toBeUndefined();
  });

  it('files with filters are data in both jobs: no filter, hook or other host', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 1\n`;
    const files = {
      '.gitattributes': 'x.bin filter=lfs diff=evil\n',
      '.lfsconfig': '[lfs]\n\turl = http://127.0.0.1:9/evil\n',
      'x.bin': pointer,
    };
    // As git-lfs registers itself for every user of GitHub's machines.
    const config =
      '[filter "lfs"]\n\tprocess = git-lfs filter-process\n\tsmudge = git-lfs smudge -- %f\n\tclean = git-lfs clean -- %f\n\trequired = true\n';
    writeFileSync(join(runner.temp, '.gitconfig'), config);
    const change = changeOf(...Object.entries(files).map(([path, content]) => ({ path, mode: '100644', content })));
    handOver(change);
    const { outputs } = await judge();
    expect(await publish(outputs)).toMatchObject({ code: 0 });
    expect(readFileSync(join(runner.temp, 'compared'), 'utf8')).toMatch(
      /^100644 A\t\.gitattributes\n100644 A\t\.lfsconfig\n100644 A\tx\.bin\n$/,
    );
    for (const [path, content] of Object.entries(files)) {
      expect(await shown(path)).toBe(content);
    }
    expect(existsSync(join(runner.temp, 'trapped'))).toBe(false);
    expect(new Set(runner.github.calls.map(([command]: string[]) => command))).toEqual(new Set(['api']));
  });

  it.each(['.github/workflows/evil.yml', '.github/CODEOWNERS', '.GitHub/workflows/evil.yml', '.github/actions/x/action.yml'])(
    '%s is for a person, whatever else changes and whatever the token may',
    async (path) => {
      const refusal = await refusalOf(changeOf(FILE, { ...FILE, path }));
      expect(refusal).toMatch(/^::error::The upgrade changes files in \.github\/.* So a person makes it: npx projen upgrade/);
      expect(refusal).toContain(`It changes ${path}.`);
    },
  );

  it('an upgrade that removes a workflow is for a person too', async () => {
    expect(await refusalOf(changeOf({ path: '.github/workflows/validate.yml' }))).toContain('So a person makes it');
  });

  it.each<[string, HandedOver]>([
    ['a link', { mode: '120000', content: '/etc/passwd' }],
    ['a module', { mode: '160000', content: 'a'.repeat(40) }],
    ['a folder', { mode: '040000', content: 'a'.repeat(40) }],
    ['a mode that is a number', { mode: 100644 }],
    ['a file without a mode', { mode: null }],
    ['a file without content', { content: null }],
    ['content that is no text', { content: { toString: 'x' } }],
    ['too large a file', { content: 'x'.repeat(5_000_001) }],
    ['no path', { path: undefined }],
    ['a path that is no text', { path: ['a'] }],
    ['an absolute path', { path: '/etc/passwd' }],
    ['a way up', { path: 'a/../../escaped' }],
    ['a way up and back to the workflows', { path: 'a/../.github/workflows/evil.yml' }],
    ['a folder that is this one', { path: './a.yaml' }],
    ['an empty name', { path: 'a//b' }],
    ['no name', { path: '' }],
    ['a hook', { path: '.git/hooks/pre-push' }],
    ['a hook of another folder', { path: 'a/.GIT/hooks/pre-push' }],
    ['.git for Windows', { path: 'git~1/hooks/pre-push' }],
    ['.git for Windows, with a point', { path: '.git./hooks/pre-push' }],
    ['.git for Windows, with a stream', { path: '.git::$INDEX_ALLOCATION/hooks/pre-push' }],
    ['.git for macOS', { path: '.g\u200cit/hooks/pre-push' }],
    ['a backslash', { path: '.git\\hooks\\pre-push' }],
    ['modules', { path: '.gitmodules' }],
    ['a line break', { path: 'a\n::error::b' }],
    ['a tab', { path: 'a\tb' }],
    ['an option', { path: '--upload-pack=touch hacked' }],
    ['a command', { path: '$(touch hacked)' }],
    ['a long path', { path: 'a/'.repeat(250) + 'b' }],
  ])('%s is refused', async (_, file) => {
    const refusal = await refusalOf(changeOf({ ...FILE, ...file }));
    expect(refusal).toMatch(/^::error::What was handed over is not taken: see the log\.\n[^\n]+\n$/);
  });

  it.each<[string, unknown]>([
    ['nothing', ''],
    ['no JSON', '{'],
    ['two documents', `${JSON.stringify(changeOf(FILE))}${JSON.stringify(changeOf({ ...FILE, path: '.github/x' }))}`],
    ['a list', [FILE]],
    ['no files', { title: 'x', body: 'x' }],
    ['files that are none', { files: ['a.yaml'] }],
    ['a file twice', changeOf(FILE, FILE)],
    ['too many files', changeOf(...Array.from({ length: 1001 }, (_, i) => ({ ...FILE, path: `a${i}` })))],
    [
      'too much',
      changeOf(...Array.from({ length: 5 }, (_, i) => ({ path: `a${i}`, mode: '100644', content: 'x'.repeat(4_900_000) }))),
    ],
  ])('a change of %s is refused', async (_, change) => {
    await refusalOf(change);
  });

  it('two runs at the same time: the branch is moved from where it was seen, or not at all', async () => {
    await upgradeTo(NEXT);
    await prepare({ ...NEXT, files: { 'package.json': '{"v":3}\n' } });
    const folder = await checkout();
    await git(folder, 'checkout', '-q', BRANCH);
    await git(folder, 'commit', '-q', '--allow-empty', '-m', 'mine');
    runner.change((github) => {
      github.meanwhile = folder;
    });
    expect((await publish()).code).not.toBe(0);
    expect(await git(remote, 'log', '-1', '--format=%s', BRANCH)).toBe('mine\n');
  });

  it('the token is in no argument, no output and no file', async () => {
    await prepare(NEXT);
    const { outputs } = await judge();
    const said = await publish(outputs);
    expect(`${said.stdout}${said.stderr}${JSON.stringify(runner.github)}`).not.toContain(TOKEN);
    expect(readdirSync(runner.temp).filter((name) => runner.read(name).includes(TOKEN))).toEqual([]);
  });
});
