import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Model } from '@pgplatform/core';
import type { LockFiles } from '../lock-file';
import { npm } from '../npm';
import { GENERATED_LIST } from '../plan/changes';
import { Obstacle } from '../plan/obstacle';
import { PACKAGE_VERSION } from '../plan/package-version';
import { PROJENRC, type RemoteModel, readModel } from '../plan/remote-model';
import type { Generated, GeneratedFile } from '../plan/target';
import { readHarvest } from './sandbox-harvest';
import { runInSandbox } from './sandbox-run';
import { LIMITS, requireSandbox } from './sandbox-tool';

/** What of a repository its own code may need: more is no customised `.projenrc.ts` any more. */
const MOST_FILES = 500;
const MOST_BYTES = 1 << 20;
const MOST_BYTES_TOGETHER = 16 << 20;
const SYNTHESIS = ['--import', 'tsx', 'node_modules/pgplatform/lib/synth.task.js'];

/** What npm acts on outside the sandbox, and what GitHub runs once it is pushed. */
const ACTED_ON = /^(?:package\.json|\.npmrc|\.github\/.*)$/i;

/**
 * Generates repositories by their own `.projenrc.ts`, shut in: no network, no environment, nothing of this machine but node and the
 * packages, which are installed before and outside, without their scripts. Nothing of what is installed is run but inside.
 */
export class Isolation {
  private readonly folder: string;
  private readonly installed = new Map<string, Promise<string>>();
  private last: Promise<unknown> = Promise.resolve();

  /** Throws SandboxMissing. */
  constructor(
    private readonly locks: LockFiles,
    /** Environment of npm. */
    private readonly env: NodeJS.ProcessEnv,
  ) {
    requireSandbox();
    this.folder = fs.mkdtempSync(path.join(tmpdir(), 'pgplatform-isolated-'));
    fs.chmodSync(this.folder, 0o711); // the sandbox of root is somebody else
  }

  /**
   * Runs one at a time: a hostile one takes all that it is allowed to. Throws an Obstacle.
   *
   * @param expected what these packages generate from its model: npm is given that, and nothing that its code wrote
   */
  async generate(remote: RemoteModel, expected: Generated): Promise<Generated> {
    const [files, modules] = await Promise.all([this.workspace(remote, expected), this.modules(remote, expected)]);
    const input = { program: [process.execPath, ...SYNTHESIS], files, modules };
    const run = this.last.then(() => runInSandbox(input, LIMITS));
    this.last = run.catch(() => {});
    const { code, stopped, printed, harvest } = await run;
    if (code !== 0) {
      const words = stopped ?? `it ended with ${code}: ${printed.trim().split('\n').at(-1)?.slice(0, 200) ?? ''}`;
      throw new Obstacle('failed', `its ${PROJENRC} in the sandbox: ${words}`);
    }
    const generated = this.result(harvest, expected);
    refuseActedOn(remote, generated, expected);
    return generated;
  }

  close(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private result(harvest: Buffer, { projenrc }: Generated): Generated {
    try {
      const files = readHarvest(harvest);
      const model = readModel(files.find((file) => file.path === Model.PATH)?.content ?? '');
      if (model.packageVersion !== PACKAGE_VERSION || model.projenrcSha256 !== Model.digest(projenrc))
        throw new Error('it generated nothing');
      return { projenrc, model, files, notices: ['Generated in a sandbox, by code of the repository.'] };
    } catch (error) {
      throw new Obstacle('failed', `its ${PROJENRC} in the sandbox: ${(error as Error).message}`);
    }
  }

  /** The files of the repository that are its own, and what a synthesis reads of the last one. */
  private async workspace({ files }: RemoteModel, { projenrc, files: generated }: Generated): Promise<[string, string][]> {
    const own = files.regular((size) => size <= MOST_BYTES).filter((file) => !/^(?:node_modules|\.github)\//.test(file));
    const managed = new Set(generated.map((file) => file.path));
    const wanted = own.filter((file) => !managed.has(file) || file === Model.PATH || file === GENERATED_LIST);
    if (wanted.length > MOST_FILES) {
      throw new Obstacle('blocked', `it has ${wanted.length} files of its own, too many for a sandbox (${MOST_FILES})`);
    }
    const bytes = wanted.reduce((sum, file) => sum + (files.sizeOf(file) ?? 0), 0);
    if (bytes > MOST_BYTES_TOGETHER) {
      throw new Obstacle('blocked', `its own files have ${bytes} bytes, too many for a sandbox (${MOST_BYTES_TOGETHER})`);
    }
    const texts = await Promise.all(wanted.map(async (file) => [file, (await files.text(file)) ?? ''] as [string, string]));
    const manifest = generated.filter((file) => ['package.json', 'tsconfig.json'].includes(file.path));
    return [...texts, ...manifest.map(({ path, content }) => [path, content] as [string, string]), [PROJENRC, projenrc]];
  }

  /** The packages of a repository, installed once for all that ask for the same. */
  private async modules({ files }: RemoteModel, { files: generated }: Generated): Promise<string> {
    const text = (name: string) => generated.find((file) => file.path === name)?.content;
    const manifest = text('package.json') ?? '{}';
    const lock = await this.locks.lockFor({
      manifest,
      old: await files.text('package-lock.json', 16 << 20),
    });
    const { name, ...rest } = JSON.parse(lock).packages[''];
    const key = createHash('sha256')
      .update(JSON.stringify({ ...JSON.parse(lock), name: '', packages: { ...JSON.parse(lock).packages, '': rest } }))
      .digest('hex');
    const folder = this.installed.get(key) ?? this.install(key, { 'package.json': manifest, 'package-lock.json': lock });
    this.installed.set(key, folder);
    return path.join(await folder, 'node_modules');
  }

  private async install(key: string, files: Readonly<Record<string, string>>): Promise<string> {
    const folder = path.join(this.folder, key);
    fs.mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
    await npm(folder, this.env, ['ci'], 'install the packages');
    return folder;
  }
}

/** Refuses what would be done outside the sandbox in the name of code that ran inside: it has to be what these packages generate. */
function refuseActedOn({ files: there }: RemoteModel, { files }: Generated, expected: Generated): void {
  const ours = new Map(expected.files.map(({ path, content }) => [path, content]));
  const isFine = ({ path, content, mode }: GeneratedFile) =>
    ours.get(path) === content || (path.startsWith('.github/') && there.is(path, content, mode));
  const other = files.find((file) => ACTED_ON.test(file.path) && !isFine(file));
  if (!other) return;
  const why = `its ${PROJENRC} generates a ${other.path} that is not what these packages generate`;
  throw new Obstacle('blocked', `${why}: leave out --isolate, and its own upgrade workflow makes the pull request`);
}
