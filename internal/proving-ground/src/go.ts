import { chmodSync, copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type RunResult, run } from '@pgplatform/test-kit';
import { confined } from './confinement';
import type { Part } from './part';
import { troubleOf } from './trouble';

const MODULES = resolve(__dirname, '../modules');

/** Static programs without the C library, built by the Go that is there. */
const ENV = { CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOTOOLCHAIN: 'local', GOWORK: 'off' };

/** Builds a part's programs and copies its files into a folder. */
export async function makePart(part: Part, folder: string, signal?: AbortSignal): Promise<void> {
  const source = part.module ? await moduleFolder(part, signal) : join(MODULES, part.workspace ?? '');
  for (const [name, path] of Object.entries(part.programs ?? {})) {
    await go(part, ['-C', source, 'build', '-ldflags', linkerFlags(part), '-o', join(folder, name), path], signal);
  }
  copyFiles(source, part.files ?? [], folder);
}

/** Where Go unpacks the zip of a part's module, once it has checked it. */
async function moduleFolder(part: Part, signal?: AbortSignal): Promise<string> {
  const { stdout } = await go(part, ['mod', 'download', '-json', `${part.module}@${part.version}`], signal);
  return JSON.parse(stdout).Dir;
}

/** Not `cpSync`: a module's folders are read-only, and their copies would be. */
function copyFiles(from: string, files: readonly string[], to: string): void {
  for (const file of files) {
    if (statSync(join(from, file)).isDirectory()) {
      copyFiles(
        from,
        readdirSync(join(from, file)).map((name) => join(file, name)),
        to,
      );
    } else {
      mkdirSync(dirname(join(to, file)), { recursive: true });
      copyFileSync(join(from, file), join(to, file));
      chmodSync(join(to, file), 0o644);
    }
  }
}

async function go(part: Part, args: string[], signal?: AbortSignal): Promise<RunResult> {
  const result = await run(...confined(['go', ...args]), { env: ENV, cwd: MODULES, signal });
  if (result.code !== 0) {
    throw troubleOf(
      `${part.name} ${part.version} was not built: go ${args.includes('build') ? 'build' : 'mod download'} failed.`,
      `${result.stdout}${result.stderr}`,
    );
  }
  return result;
}

/** Kubernetes' programs know their version only from the linker. */
function linkerFlags({ workspace, version }: Part): string {
  const [major, minor] = version.slice(1).split('.');
  const set = (field: string, value: string) => `-X k8s.io/component-base/version.${field}=${value}`;
  const known = [set('gitVersion', version), set('gitMajor', major), set('gitMinor', minor)];
  return ['-s -w', ...(workspace === 'kubernetes' ? known : [])].join(' ');
}
