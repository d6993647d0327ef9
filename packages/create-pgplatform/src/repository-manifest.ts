import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Version of this package, and of everything of ours that a repository gets. */
export const VERSION: string = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')).version;

/**
 * The devDependencies that pgplatform writes into package.json: installed before it runs, so that one `npm install` is enough.
 *
 * A test compares them with a repository's; when they differ pgplatform installs again, which is slower and not wrong.
 */
export function repositoryDependencies(): Record<string, string> {
  return {
    '@pgplatform/cli': VERSION,
    '@pgplatform/core': VERSION,
    '@types/node': '^20',
    cdk8s: '^2.70.106',
    constructs: '^10.5.0',
    pgplatform: VERSION,
    projen: '0.103.25',
    tsx: '^4',
    typescript: '~6.0.0',
  };
}
