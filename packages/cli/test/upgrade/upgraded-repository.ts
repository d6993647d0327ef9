import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { type ConfigProblem, isConfigError } from '@pgplatform/core';
import { NOW, wholeEnvironment, wholeModel } from '@pgplatform/test-kit';
import { Command } from 'commander';
import { type CommandResult, OutsideError } from '../../src/command-context';
import { define } from '../../src/commands/upgrade';
import { commit, write } from '../diff/differed';
import { COMMAND } from '../generated-repository';

const { version } = require('../../package.json');

/** What the command gave back, or the codes of what it threw. */
export type Upgraded = {
  readonly exitCode: number;
  readonly text: string;
  readonly json: any;
  readonly codes: string[];
  readonly problems: readonly ConfigProblem[];
  /** What was said meanwhile. */
  readonly notes: readonly string[];
};

/** Where a repository has its programs; npm is on the PATH. */
const PROGRAMS: { readonly [name: string]: string } = {
  projen: 'node_modules/projen/bin/projen',
  pgplatform: 'node_modules/@pgplatform/cli/lib/pgplatform.js',
};

/** A committed repository on platform release 2025.10, without a database, whose projen and npm are stand-ins. */
export class UpgradedRepository {
  readonly root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'pgplatform-upgrade-test-')));

  constructor(model: { readonly packageVersion?: string; readonly [property: string]: unknown } = {}) {
    const { packageVersion = version } = model;
    const projenrc = "new PgPlatformProject({ team: 'payments', platformRelease: '2025.10' });\n";
    write(this.root, {
      '.gitignore': 'node_modules\n',
      '.projenrc.ts': projenrc,
      '.projen/files.json': JSON.stringify({ files: ['.pgplatform/model.json', 'apps/operator.yaml'] }),
      'package.json': JSON.stringify({ devDependencies: { '@pgplatform/cli': packageVersion } }),
      'apps/operator.yaml': '{}\n',
      'docs/own.md': 'mine\n',
      '.pgplatform/model.json': JSON.stringify(
        wholeModel({
          packageVersion,
          platformRelease: '2025.10',
          backupMethod: 'in-tree',
          projenrcSha256: createHash('sha256').update(projenrc).digest('hex'),
          ...model,
          environments: ((model.environments ?? []) as any[]).map((one: any) => wholeEnvironment(one.name, one)),
        }),
      ),
    });
    this.stand('projen', `require(${JSON.stringify(path.join(__dirname, 'fake-projen.cjs'))});`);
    write(this.root, { 'node_modules/@pgplatform/cli/package.json': JSON.stringify({ version }) });
    this.regenerate();
    commit(this.root);
  }

  /** Puts a program where the repository has its own. */
  stand(name: string, body: string): void {
    const file = PROGRAMS[name] ?? `node_modules/.bin/${name}`;
    write(this.root, { [file]: `#!/usr/bin/env node\n${body}\n` });
    fs.chmodSync(path.join(this.root, file), 0o755);
  }

  /** Puts the command itself, from its sources, where the repository has it. */
  standForCommand(): void {
    const args = COMMAND.map((arg) => JSON.stringify(arg)).join(', ');
    this.stand(
      'pgplatform',
      `const { spawnSync } = require('node:child_process');
process.exitCode = spawnSync(process.execPath, [${args}, ...process.argv.slice(2)], { stdio: 'inherit' }).status;`,
    );
  }

  regenerate(): void {
    spawnSync(process.execPath, [path.join(this.root, PROGRAMS.projen)], { cwd: this.root });
  }

  write(file: string, text: string): void {
    write(this.root, { [file]: text });
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.root, file), 'utf8');
  }

  has(file: string): boolean {
    return fs.existsSync(path.join(this.root, file));
  }

  git(...args: string[]): string {
    return spawnSync('git', ['-C', this.root, ...args], { encoding: 'utf8' }).stdout.trim();
  }

  /** Runs `pgplatform upgrade` in this process. */
  async upgrade(args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Upgraded> {
    let result: CommandResult | undefined;
    const notes: string[] = [];
    const command = new Command('upgrade').exitOverride().configureOutput({ writeErr: () => {} });
    const PATH = `${path.join(this.root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}`;
    const identity = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b' };
    define(command, {
      cwd: this.root,
      env: { ...process.env, ...identity, PATH, ...env },
      now: () => NOW,
      stdin: process.stdin,
      screen: { write: () => {} },
      note: (line) => notes.push(line),
      finish: (given) => {
        result = given;
      },
    });
    try {
      await command.parseAsync(args, { from: 'user' });
    } catch (error) {
      const none = { text: '', json: {}, problems: [], notes };
      if (isConfigError(error)) {
        return { ...none, exitCode: 2, codes: error.problems.map(({ code }) => code), problems: error.problems };
      }
      if (error instanceof OutsideError) return { ...none, exitCode: 3, text: error.message, codes: [error.code] };
      throw error;
    }
    const { exitCode, text, json } = result as CommandResult;
    const problems: ConfigProblem[] = (json as any).problems ?? [];
    return { exitCode, text: [text].flat().join(''), json, codes: problems.map(({ code }) => code), problems, notes };
  }

  remove(): void {
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}
