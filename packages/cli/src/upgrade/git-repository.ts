import * as fs from 'node:fs';
import * as path from 'node:path';
import { configError } from '@pgplatform/core';
import { type GitOptions, OutsideError, runGit } from '@pgplatform/reading';

/** What projen has generated. */
const LIST = '.projen/files.json';
/** What an upgrade writes, and is not in that list. */
const OURS = ['.projenrc.ts', LIST, 'package.json', 'package-lock.json'];
/** Whoever makes commits that nobody ever sees. */
const NOBODY = {
  GIT_AUTHOR_NAME: 'pgplatform',
  GIT_AUTHOR_EMAIL: 'pgplatform@localhost',
  GIT_COMMITTER_NAME: 'pgplatform',
  GIT_COMMITTER_EMAIL: 'pgplatform@localhost',
};

/** The git repository that a generated repository is in. */
export class GitRepository {
  /** Throws a ConfigProblem `UPGRADE_NO_COMMIT` when there is nothing that an upgrade could be undone with. */
  static around(root: string, env: NodeJS.ProcessEnv): GitRepository {
    const repository = new GitRepository(root, env);
    if (repository.try('rev-parse', '--verify', '--quiet', 'HEAD').code !== 0) {
      throw configError([
        {
          code: 'UPGRADE_NO_COMMIT',
          path: root,
          message: 'This is not a git repository, or it has no commit: nothing could be compared with or gone back to.',
          fix: 'Commit first: git init && git add --all && git commit',
        },
      ]);
    }
    return repository;
  }

  private constructor(
    readonly root: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** The commit that is checked out. */
  head(): string {
    return this.git('rev-parse', 'HEAD');
  }

  /** The first parent of the commit that is checked out. */
  parent(): string | undefined {
    const { code, stdout } = this.try('rev-parse', '--verify', '--quiet', 'HEAD^');
    return code === 0 ? stdout.trim() : undefined;
  }

  /** Where a file of ours is in the folder of git. */
  path(name: string): string {
    return path.resolve(this.root, this.git('rev-parse', '--git-path', name));
  }

  /** What is not committed, from the root of the git repository. */
  dirty(): string[] {
    return this.git('status', '--porcelain', '-z', '--no-renames', '--untracked-files=all')
      .split('\0')
      .filter(Boolean)
      .map((line) => line.slice(3));
  }

  /** A file as it was in a commit. */
  show(commit: string, file: string): string | undefined {
    const { code, stdout } = this.try('cat-file', 'blob', `${commit}:./${file}`);
    return code === 0 ? stdout : undefined;
  }

  /** The files of the generated repository that differ from a commit, new ones too. */
  changedSince(commit: string): string[] {
    const tracked = this.git(
      'diff',
      '--no-ext-diff',
      '--no-textconv',
      '--name-only',
      '--no-renames',
      '--relative',
      '-z',
      commit,
      '--',
      '.',
    );
    return [...new Set([...tracked.split('\0'), ...this.untracked()])].filter(Boolean).sort();
  }

  /** The work tree as a commit that no branch knows. */
  snapshot(): string {
    const folder = this.path('pgplatform/snapshot');
    const variables = { ...NOBODY, GIT_INDEX_FILE: path.join(folder, 'index') };
    fs.rmSync(folder, { recursive: true, force: true }); // a killed upgrade leaves an index, and git a lock of it
    fs.mkdirSync(folder, { recursive: true });
    try {
      this.gitWith(variables, 'read-tree', 'HEAD');
      this.gitWith(variables, 'add', '--all', ':/');
      const tree = this.gitWith(variables, 'write-tree');
      return this.gitWith(variables, 'commit-tree', tree, '-p', 'HEAD', '-m', 'Between two steps of an upgrade');
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Brings back what an upgrade writes, as it was in a commit, and removes what it made. What a person wrote stays. */
  restore(commit: string, files = this.written(commit)): void {
    for (const file of files) {
      const isKnown = this.try('cat-file', '-e', `${commit}:./${file}`).code === 0;
      if (isKnown) this.git('restore', `--source=${commit}`, '--worktree', '--', file);
      else fs.rmSync(path.join(this.root, file), { force: true });
    }
  }

  /** Commits what an upgrade has written, as the person who runs this. */
  commit(message: string): string {
    this.git('add', '--all', '--', ...this.written('HEAD'));
    const { code, stderr } = this.run(['commit', '--quiet', '--cleanup=verbatim', '--message', message], { byPerson: true });
    if (code !== 0) {
      throw new OutsideError(
        'COMMIT_FAILED',
        `git did not commit: ${stderr.trim()}`,
        'Put that right, then run pgplatform upgrade again.',
      );
    }
    return this.head();
  }

  /** What differs from a commit and is not a person's: generated then or now, or what an upgrade edits. */
  private written(commit: string): string[] {
    const file = path.join(this.root, LIST);
    const lists = [this.show(commit, LIST), fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined];
    const ours = new Set([...OURS, ...lists.flatMap(listed)]);
    return this.changedSince(commit).filter((one) => ours.has(one));
  }

  private untracked(): string[] {
    return this.git('ls-files', '--others', '--exclude-standard', '-z', '--', '.').split('\0');
  }

  private git(...args: string[]): string {
    return this.gitWith({}, ...args);
  }

  private gitWith(variables: GitOptions['variables'], ...args: string[]): string {
    const { code, stdout, stderr } = this.run(args, { variables });
    if (code !== 0) {
      throw new OutsideError(
        'GIT_FAILED',
        `git ${args[0]} failed: ${stderr.trim()}`,
        'Put that right, then run pgplatform upgrade again.',
      );
    }
    return stdout.replace(/\n$/, '');
  }

  private try(...args: string[]) {
    return this.run(args);
  }

  private run(args: string[], options: GitOptions = {}) {
    const { code, stdout, stderr } = runGit(this.root, args, { ...options, env: this.env });
    return { code, stdout: stdout.toString('utf8'), stderr };
  }
}

function listed(json = '{}'): string[] {
  try {
    return JSON.parse(json).files ?? [];
  } catch {
    return []; // half written
  }
}
