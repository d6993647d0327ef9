// API.md of the package in the current folder. jsii-docgen looks for the assemblies of dependencies below the package only, and npm
// keeps them at the root: so it works on a copy that has them where it looks.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const packageFolder = process.cwd();
const require = createRequire(import.meta.url);
const copy = mkdtempSync(join(realpathSync(tmpdir()), 'pgplatform-docgen-'));

/** Puts the assemblies of a package's dependencies below the copy. */
function stage(folder) {
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    const target = join(copy, 'node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    try {
      symlinkSync(realpathSync(join(root, 'node_modules', name)), target);
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error;
      }
    }
  }
}

try {
  copyFileSync(join(packageFolder, 'package.json'), join(copy, 'package.json'));
  copyFileSync(join(packageFolder, '.jsii'), join(copy, '.jsii'));
  copyFileSync(join(packageFolder, 'README.md'), join(copy, 'README.md'));
  stage(packageFolder);
  execFileSync(process.execPath, [require.resolve('jsii-docgen/bin/jsii-docgen'), '-o', 'API.md'], {
    cwd: copy,
    stdio: 'inherit',
  });
  copyFileSync(join(copy, 'API.md'), join(packageFolder, 'API.md'));
} finally {
  rmSync(copy, { recursive: true, force: true });
}
