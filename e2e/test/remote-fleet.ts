import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type RunResult, run, temporaryDirectory } from '@pgplatform/test-kit';
import { type Emulator, type EmulatorSeed, startEmulator } from '../../packages/fleet/test/emulator/emulator';
import { type FaultProxy, startFaultProxy } from '../../packages/fleet/test/emulator/fault-proxy';
import { GeneratedRepository } from './generated-repository';
import { type Environment, succeeded } from './published';

const OWNER = 'acme';
/** In front of npm: writes down what it is given, and has one answer for equal questions. */
const asNpm = (real: string) => `#!/bin/sh
env >> "$0.env"
echo "$*" >> "$0.calls"
kept="$0.$(cat package.json package-lock.json 2> /dev/null | cksum | tr ' ' -)"
if [ -f "$kept" ]; then
  cp "$kept" package-lock.json
else
  '${real}' "$@" && cp package-lock.json "$kept"
fi
`;

/** A fleet at a GitHub of its own, and the folder of the person who keeps it. */
export class RemoteFleet {
  private readonly folder = temporaryDirectory();
  private readonly tools = temporaryDirectory();
  private printed = '';

  private constructor(
    private readonly env: Environment,
    private readonly emulator: Emulator,
    /** What every command speaks with. */
    readonly proxy: FaultProxy,
  ) {}

  /** @param rings YAML of the rings */
  static async start(env: Environment, repositories: EmulatorSeed['repositories'], rings: string): Promise<RemoteFleet> {
    const emulator = await startEmulator({ owner: OWNER, strict: true, repositories });
    const proxy = await startFaultProxy(emulator.url);
    const fleet = new RemoteFleet(env, emulator, proxy);
    const repository = "repositories: { topic: pgplatform, name: '*-db' }";
    writeFileSync(fleet.path('fleet.yaml'), `owner: ${OWNER}\napi: ${proxy.url}\n${repository}\nrings:\n${rings}`);
    mkdirSync(join(fleet.tools, 'bin'));
    writeFileSync(fleet.npm, asNpm(succeeded(await run('sh', ['-c', 'command -v npm'], { cwd: fleet.folder })).trim()));
    chmodSync(fleet.npm, 0o755);
    return fleet;
  }

  async stop(): Promise<void> {
    await this.proxy.stop();
    await this.emulator.stop();
  }

  /** Installs the command in a version. */
  async install(version: string): Promise<void> {
    const cwd = join(this.tools, version);
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'package.json'), '{ "private": true }\n');
    succeeded(await run('npm', ['install', '--no-audit', '--no-fund', `@pgplatform/cli@${version}`], { cwd, env: this.env }));
  }

  /** `pgplatform fleet …` of a version. */
  async run(version: string, ...args: string[]): Promise<RunResult> {
    const command = join(this.tools, version, 'node_modules/.bin/pgplatform');
    const path = `${dirname(this.npm)}:${process.env.PATH}`;
    const env = { ...this.env, ...this.emulator.env, COPY_OF_TOKEN: this.emulator.token, PATH: path };
    const result = await run(command, ['fleet', ...args], { cwd: this.folder, env });
    this.printed += result.stdout + result.stderr;
    return result;
  }

  /** What a command said with `--json`. */
  async json(version: string, ...args: string[]): Promise<any> {
    return JSON.parse(succeeded(await this.run(version, ...args, '--json')));
  }

  /** How often npm was asked for a lock file. */
  get npmCalls(): number {
    const calls = `${this.npm}.calls`;
    return existsSync(calls) ? readFileSync(calls, 'utf8').trimEnd().split('\n').length : 0;
  }

  path(file: string): string {
    return join(this.folder, file);
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  /** Asks GitHub about a repository, or tells it something, as others do. */
  ask(method: string, repository: string, path = '', body?: object): Promise<any> {
    return this.emulator.request(method, `/repos/${OWNER}/${repository}${path}`, body);
  }

  /** Mode and git's name of every file of a branch. */
  async tree(repository: string, branch = 'main'): Promise<Record<string, string>> {
    const { tree } = await this.ask('GET', repository, `/git/trees/${branch}?recursive=1`);
    const files = tree.filter(({ type }: any) => type === 'blob').map(({ path, mode, sha }: any) => [path, `${mode} ${sha}`]);
    return Object.fromEntries(files.sort());
  }

  async text(repository: string, path: string): Promise<string> {
    const { content } = await this.ask('GET', repository, `/contents/${path}`);
    return Buffer.from(content, 'base64').toString();
  }

  /** A commit on main; what has no content is removed. */
  async commit(repository: string, files: Record<string, string | undefined>): Promise<void> {
    const { object } = await this.ask('GET', repository, '/git/ref/heads/main');
    const base = await this.ask('GET', repository, `/git/commits/${object.sha}`);
    const tree = Object.entries(files).map(([path, content]) => ({
      path,
      mode: '100644',
      type: 'blob',
      ...(content === undefined ? { sha: null } : { content }),
    }));
    const made = await this.ask('POST', repository, '/git/trees', { base_tree: base.tree.sha, tree });
    const commit = await this.ask('POST', repository, '/git/commits', {
      message: 'By hand',
      tree: made.sha,
      parents: [object.sha],
    });
    await this.ask('PATCH', repository, '/git/refs/heads/main', { sha: commit.sha });
  }

  /** Commits a file for every secret that is still to be sealed. */
  async seal(repository: string): Promise<void> {
    const { environments } = JSON.parse(await this.text(repository, '.pgplatform/model.json'));
    const secrets: any[] = environments.flatMap((environment: any) => environment.secrets);
    const sealed = ({ name, namespace }: any) =>
      `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { encryptedData: {} }\n`;
    await this.commit(repository, Object.fromEntries(secrets.map((secret) => [secret.file, sealed(secret)])));
  }

  /** Merges what is open; gives how many pull requests that were. */
  async merge(repository: string): Promise<number> {
    const open: any[] = await this.ask('GET', repository, '/pulls?state=open');
    for (const { number } of open) {
      await this.ask('PUT', repository, `/pulls/${number}/merge`, { merge_method: 'squash' });
    }
    return open.length;
  }

  /** Reports a check as passed, as soon as a branch is there. */
  async pass(repository: string, branch: string): Promise<void> {
    for (;;) {
      const refs: any[] = await this.ask('GET', repository, `/git/matching-refs/heads/${branch}`);
      if (refs.length > 0) {
        const check = { name: 'validate', head_sha: refs[0].object.sha, status: 'completed', conclusion: 'success' };
        await this.ask('POST', repository, '/check-runs', check);
        return;
      }
      await new Promise((wake) => setTimeout(wake, 50));
    }
  }

  /** The repository on a disk, as somebody who clones it has it. */
  async clone(repository: string): Promise<GeneratedRepository> {
    const clone = new GeneratedRepository(join(temporaryDirectory(), repository), this.env);
    for (const [path, entry] of Object.entries(await this.tree(repository))) {
      const [mode, sha] = entry.split(' ');
      const { content } = await this.ask('GET', repository, `/git/blobs/${sha}`);
      clone.write(path, Buffer.from(content, 'base64').toString());
      chmodSync(join(clone.directory, path), mode === '100755' ? 0o755 : 0o644);
    }
    await clone.git('init', '--quiet', '--initial-branch=main');
    await clone.commit();
    return clone;
  }

  /** Pushes what a clone changed. */
  async push(repository: string, clone: GeneratedRepository): Promise<void> {
    const changes = await clone.changes();
    await this.commit(
      repository,
      Object.fromEntries(changes.map((change) => [change.slice(1), change[0] === '-' ? undefined : clone.read(change.slice(1))])),
    );
    await clone.commit();
  }

  /** Where the token is besides the header that it belongs into: what was printed, sent, written, and given to npm. */
  tokenTraces(): string[] {
    const files = [this.folder, join(this.tools, 'bin')].flatMap((folder) =>
      readdirSync(folder).map((file) => join(folder, file)),
    );
    const places: [string, string][] = [
      ['printed', this.printed],
      ['sent', this.proxy.seen.map(({ path, body }) => path + body).join('\n')],
      ...files.map((file): [string, string] => [file, readFileSync(file, 'utf8')]),
    ];
    return places.filter(([, text]) => text.includes(this.emulator.token)).map(([place]) => place);
  }

  private get npm(): string {
    return join(this.tools, 'bin/npm');
  }
}
