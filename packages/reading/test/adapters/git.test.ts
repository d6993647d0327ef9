import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { askGit, commitOf, runGit } from '../../src/adapters/git';
import { GitRevision } from '../../src/tree/git-revision';
import { folderWith } from '../tree/files';

const WHO = [
  '-c',
  'user.name=a',
  '-c',
  'user.email=a@example.com',
  '-c',
  'commit.gpgsign=false',
  '-c',
  'protocol.file.allow=always',
];

function git(root: string, ...args: string[]): string {
  return execFileSync('git', ['-C', root, ...WHO, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim();
}

function repository(files: { readonly [path: string]: string }): string {
  const root = folderWith(files);
  git(root, 'init', '-q');
  git(root, 'add', '-A', '-f');
  git(root, 'commit', '-q', '-m', 'x');
  return root;
}

describe('git', () => {
  it('runs no hook and no monitor of a repository, but the hooks of a person for their commit', () => {
    const root = repository({ 'a.yaml': 'a' });
    const [hooked, watched] = [path.join(root, 'HOOKED'), path.join(root, 'WATCHED')];
    fs.mkdirSync(path.join(root, '.git/hooks'), { recursive: true });
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'pre-commit']) {
      fs.writeFileSync(path.join(root, '.git/hooks', hook), `#!/bin/sh\necho ${hook} >> ${hooked}\n`, { mode: 0o755 });
    }
    const env = {
      ...process.env,
      GIT_AUTHOR_NAME: 'b',
      GIT_AUTHOR_EMAIL: 'b@c',
      GIT_COMMITTER_NAME: 'b',
      GIT_COMMITTER_EMAIL: 'b@c',
    };
    git(root, 'config', 'core.fsmonitor', `touch ${watched}; false`);
    runGit(root, ['status', '--porcelain']);
    runGit(root, ['add', '--all']);
    runGit(root, ['restore', '--source=HEAD', '--worktree', '--', 'a.yaml']);
    runGit(root, ['commit', '--quiet', '--allow-empty', '--message', 'y'], { env });
    expect([fs.existsSync(hooked), fs.existsSync(watched)]).toEqual([false, false]);
    expect(runGit(root, ['commit', '--quiet', '--allow-empty', '--message', 'z'], { env, byPerson: true }).code).toBe(0);
    expect(fs.readFileSync(hooked, 'utf8')).toContain('pre-commit');
    expect(askGit(root, 'log', '-1', '--format=%an %ce')).toBe('b b@c');
  });

  it('works on the repository of the folder, whatever variables say', () => {
    const [root, other] = [repository({ 'a.yaml': 'a' }), repository({ 'b.yaml': 'b' })];
    const env = {
      ...process.env,
      GIT_DIR: path.join(other, '.git'),
      GIT_WORK_TREE: other,
      GIT_INDEX_FILE: path.join(other, '.git/index'),
    };
    expect(runGit(root, ['ls-files'], { env }).stdout.toString()).toBe('a.yaml\n');
  });

  it('speaks to nobody, also where a repository allows it', () => {
    const [root, other] = [repository({ 'a.yaml': 'a' }), repository({ 'b.yaml': 'b' })];
    const marker = path.join(root, 'MARKER');
    git(root, 'config', 'protocol.ext.allow', 'always');
    git(root, 'config', 'protocol.file.allow', 'always');
    for (const url of [`ext::touch ${marker}`, other, `file://${other}`]) {
      expect(runGit(root, ['fetch', url]).code).not.toBe(0);
    }
    expect(fs.existsSync(marker)).toBe(false);
    expect(runGit(root, ['clone', '--quiet', '--shared', other, path.join(root, 'copy')], { clones: true }).code).toBe(0);
  });

  it.each(['--output=x', '-n1', '--', '', 'HEAD:a.yaml', 'none'])('takes %j for a revision that there is not', (revision) => {
    expect(commitOf(repository({ 'a.yaml': 'a' }), revision)).toBeUndefined();
  });

  it('does not take a bare repository that lies in a folder, nor a folder in one', () => {
    const root = repository({ 'a.yaml': 'a' });
    git(root, 'clone', '-q', '--bare', root, path.join(root, 'sub'));
    for (const folder of ['sub', 'sub/refs']) expect(commitOf(path.join(root, folder), 'HEAD')).toBeUndefined();
    expect(commitOf(root, 'HEAD')).toBe(git(root, 'rev-parse', 'HEAD'));
  });

  it('is not taken from the repository, nor from a folder that depends on where one stands', () => {
    const root = repository({ 'a.yaml': 'a', 'bin/git': '#!/bin/sh\nexit 0\n', 'deep/er/x': '' });
    fs.chmodSync(path.join(root, 'bin/git'), 0o755);
    const links = folderWith({});
    fs.symlinkSync(path.join(root, 'bin/git'), path.join(links, 'git'));
    for (const PATH of [path.join(root, 'bin'), 'bin', './bin', '', links]) {
      expect([PATH, runGit(path.join(root, 'deep/er'), ['status'], { env: { PATH } }).code]).toEqual([PATH, 127]);
    }
  });
});

describe('the files of a revision', () => {
  it('may be none', () => {
    const root = repository({ 'a.yaml': 'a' });
    git(root, 'rm', '-q', 'a.yaml');
    git(root, 'commit', '-q', '-m', 'y');
    expect(GitRevision.read(root, 'HEAD').paths).toEqual([]);
  });

  it('are all there, or none is given', () => {
    const root = repository({ 'a.yaml': 'a', 'b.yaml': 'b' });
    const blob = git(root, 'rev-parse', 'HEAD:a.yaml');
    fs.rmSync(path.join(root, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    expect(() => GitRevision.read(root, 'HEAD')).toThrow('Objects of the revision are not here');
  });

  it('are regular ones, with names that stay inside', () => {
    const root = repository({ 'a.yaml': 'a', 'node_modules/k/k.yaml': 'k', 'deep/b.yaml': 'b' });
    fs.symlinkSync('a.yaml', path.join(root, 'link.yaml'));
    git(root, 'add', '-A', '-f');
    git(root, 'commit', '-q', '-m', 'y');
    const tree = GitRevision.read(root, 'HEAD');
    expect(tree.paths).toEqual(['a.yaml', 'deep/b.yaml']);
    expect([...tree.refusals]).toEqual([['link.yaml', { kind: 'link', why: 'It is a link.' }]]);
    expect(GitRevision.read(path.join(root, 'deep'), 'HEAD').read('b.yaml')?.toString()).toBe('b');
  });

  it('have no name that leads out, whatever a tree of git holds', () => {
    const root = repository({ 'a.yaml': 'a' });
    const blob = git(root, 'rev-parse', 'HEAD:a.yaml');
    const tree = (entries: string) => execFileSync('git', ['-C', root, 'mktree'], { input: entries, encoding: 'utf8' }).trim();
    const inner = tree(`100644 blob ${blob}\tx.yaml\n`);
    const hostile = ['..', '.', '.git', '.GIT', 'fine'].map((name) => `040000 tree ${inner}\t${name}\n`).join('');
    const commit = git(root, 'commit-tree', '-m', 'z', tree(hostile));
    expect(GitRevision.read(root, commit).paths).toEqual(['fine/x.yaml']);
  });
});
