// Puts the modules of a compiled package into one file, because opening a hundred small files costs a short command more than running
// them. Other packages stay where they are.
// Usage, in the folder of a package: node ../../scripts/bundle.mjs [ENTRY [FILE]]
import { build } from 'esbuild';

const [entry = 'lib/index.js', file = entry] = process.argv.slice(2);
await build({
  entryPoints: [entry],
  outfile: file,
  allowOverwrite: true,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  keepNames: true,
  logLevel: 'warning',
});
