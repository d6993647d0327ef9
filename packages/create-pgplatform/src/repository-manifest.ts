import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const own = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8'));

/** Version of this package, and of everything of ours that a repository gets. */
export const VERSION: string = own.version;

/**
 * What pgplatform writes into package.json, as far as npm records it in the lock file: installed before pgplatform runs, so that one `npm install` is
 * enough.
 *
 * A test compares it with a repository's; when they differ pgplatform installs again, which is slower and not wrong.
 *
 * @param directory name of the repository's directory
 */
export function repositoryManifest(directory: string) {
  return {
    name:
      directory
        .toLowerCase()
        .replace(/[^a-z0-9._-]+/g, '-')
        .replace(/^[._-]+/, '') || 'pgplatform-repository',
    private: true,
    devDependencies: {
      '@pgplatform/cli': VERSION,
      '@pgplatform/core': VERSION,
      '@types/node': '^20',
      cdk8s: '^2.70.106',
      constructs: '^10.5.0',
      pgplatform: VERSION,
      projen: '0.103.25',
      tsx: '^4',
      typescript: '~6.0.0',
    },
    engines: own.engines as { readonly node: string },
  };
}
