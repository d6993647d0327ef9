import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const manifest = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8'));

/** Version of this package: what generated repositories depend on. */
export const PACKAGE_VERSION: string = manifest.version;

/** The exact projen that this package was tested with. */
export const PROJEN_VERSION: string = manifest.devDependencies.projen;

/** Ranges of the packages that a generated repository needs beside ours. */
export const PEERS: { readonly [name: string]: string } = manifest.peerDependencies;
