import { readFileSync } from 'node:fs';

/** The one version of all packages (version.json). */
export const VERSION: string = JSON.parse(readFileSync('version.json', 'utf8')).version;

/** Lowest supported Node; jsii 6 itself needs 20.16. */
export const NODE_MIN = '20.16.0';

/** jsii brings its own compiler; this one is for the plain packages and for editors. */
export const TYPESCRIPT = '~6.0.0';
export const JSII = '~6.0.0';

/** Generated repositories pin the same minor: its deep import paths are no documented API. */
export const PROJEN = '0.103.25';
export const CDK8S = '^2.70.106';
export const CONSTRUCTS = '^10.5.0';

// Newer ones lack binaries for some platforms in the registry, and npm then leaves those out of the lock file.
export const TURBO = '2.11.9';
export const SWC_CORE = '1.16.18';
export const UNRS_RESOLVER = '1.12.2';
export const BIOME = '2.5.15';
/** The one that tsx has. */
export const ESBUILD = '0.28.2';
