import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Model } from '@pgplatform/core';
import type { LockFiles } from '../lock-file';
import { npm } from '../npm';
import { Obstacle } from '../plan/obstacle';
import { PACKAGE_VERSION } from '../plan/package-version';
import { PROJENRC, type RemoteModel } from '../plan/remote-model';
import type { Generated } from '../plan/target';
import { harvest } from './sandbox-harvest';
import { runInSandbox, type SandboxLimits } from './sandbox-run';
import { sandboxTool } from './sandbox-tool';

/** What of a repository its own code may need: more is no customised `.projenrc.ts` any more. */
const MOST_FILES = 500;
const MOST_BYTES = 1 << 20;
const SYNTHESIS = ['--import', 'tsx', 'node_modules/pgplatform/lib/synth.task.js'];

/**
 * Generates repositories by their own `.projenrc.ts`, shut in: no network, no environment, nothing of this machine but node, and the
 * packages, which are installed before and outside, without their scripts.
 */
export class Isolation {
  private readonly tool = sandboxTool();
  private readonly folder = fs.mkdtempSync(path.join(tmpdir(), 'pgplatform-isolated-'));
  private readonly installed = new Map<string, Promise<string>>();
  private last: Promise<unknown> = Promise.resolve();

  /**
   * Throws SandboxMissing.
   *
   * @param env environment of npm: no token may be in it
   */
  constructor(
    private readonly locks: LockFiles,
    private readonly env: NodeJS.ProcessEnv,
    private readonly limits?: SandboxLimits,
  ) {}

  /** Runs one at a time: a hostile one takes all that it is allowed to. Throws an Obstacle. */
  async generate(remote: RemoteModel, expected: Generated): Promise<Generated> {
    const [work, modules] = await Promise.all([this.workspace(remote, expected), this.modules(remote, expected)]);
    try {
      const run = this.last.then(() =>
        runInSandbox(this.tool, { folder: work, modules }, [process.execPath, ...SYNTHESIS], this.limits),
      );
      this.last = run.catch(() => {});
      const { code, stopped, printed } = await run;
      if (code !== 0) {
        const words = stopped ?? `it ended with ${code}: ${printed.trim().split('\n').at(-1)?.slice(0, 200) ?? ''}`;
        throw new Obstacle('failed', `its ${PROJENRC} in the sandbox: ${words}`);
      }
      return this.result(work, expected);
    } finally {
      fs.rmSync(work, { recursive: true, force: true });
    }
  }

  close(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private result(work: string, { projenrc }: Generated): Generated {
    try {
      const files = harvest(work);
      const model = Model.parse(files.find((file) => file.path === Model.PATH)?.content ?? '');
      if (model.packageVersion !== PACKAGE_VERSION || model.projenrcSha256 !== Model.digest(projenrc))
        throw new Error('it generated nothing');
      return { projenrc, model, files, notices: ['Generated in a sandbox, by code of the repository.'] };
    } catch (error) {
      throw new Obstacle('failed', `its ${PROJENRC} in the sandbox: ${(error as Error).message}`);
    }
  }

  /** The files of the repository that are its own, and what a synthesis reads of the last one. */
  private async workspace({ files }: RemoteModel, { projenrc, files: generated }: Generated): Promise<string> {
    const own = files.regular((size) => size <= MOST_BYTES).filter((file) => !/^(?:node_modules|\.github)\//.test(file));
    const managed = new Set(generated.map((file) => file.path));
    const wanted = own.filter((file) => !managed.has(file) || file === Model.PATH || file === '.projen/files.json');
    if (wanted.length > MOST_FILES) {
      throw new Obstacle('blocked', `it has ${wanted.length} files of its own, too many for a sandbox (${MOST_FILES})`);
    }
    const texts = await Promise.all(wanted.map(async (file) => [file, await files.text(file)] as const));
    const work = fs.mkdtempSync(path.join(this.folder, 'work-'));
    fs.mkdirSync(path.join(work, 'node_modules'));
    const manifest = generated.filter((file) => ['package.json', 'tsconfig.json'].includes(file.path));
    for (const [file, text] of [
      ...texts,
      ...manifest.map((one) => [one.path, one.content] as const),
      [PROJENRC, projenrc] as const,
    ]) {
      fs.mkdirSync(path.dirname(path.join(work, file)), { recursive: true });
      fs.writeFileSync(path.join(work, file), text ?? '');
    }
    return work;
  }

  /** The packages of a repository, installed once for all that ask for the same. */
  private async modules({ files }: RemoteModel, { files: generated }: Generated): Promise<string> {
    const text = (name: string) => generated.find((file) => file.path === name)?.content;
    const manifest = text('package.json') ?? '{}';
    const lock = await this.locks.lockFor({
      manifest,
      npmrc: text('.npmrc'),
      old: await files.text('package-lock.json', 16 << 20),
    });
    const { name, ...rest } = JSON.parse(lock).packages[''];
    const key = createHash('sha256')
      .update(JSON.stringify({ ...JSON.parse(lock), name: '', packages: { ...JSON.parse(lock).packages, '': rest } }))
      .digest('hex');
    const folder =
      this.installed.get(key) ??
      this.install(key, { 'package.json': manifest, 'package-lock.json': lock, '.npmrc': text('.npmrc') });
    this.installed.set(key, folder);
    return path.join(await folder, 'node_modules');
  }

  private async install(key: string, files: Readonly<Record<string, string | undefined>>): Promise<string> {
    const folder = path.join(this.folder, key);
    fs.mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) {
      if (text !== undefined) fs.writeFileSync(path.join(folder, name), text);
    }
    await npm(folder, this.env, ['ci', '--ignore-scripts'], 'install the packages');
    return folder;
  }
}
