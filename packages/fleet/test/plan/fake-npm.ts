import * as fs from 'node:fs';
import * as path from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';

/** An npm that notes how it was called, and writes the lock file that it was asked for. */
export interface FakeNpm {
  readonly env: NodeJS.ProcessEnv;
  calls(): { readonly args: string[]; readonly env: Record<string, string>; readonly files: string[]; readonly old?: any }[];
}

/** @param modules files of node_modules that `npm ci` installs */
export function fakeNpm(status = 0, says = '', modules: Readonly<Record<string, string>> = {}): FakeNpm {
  const folder = temporaryDirectory();
  const log = path.join(folder, 'log');
  const program = `#!${process.execPath}
const fs = require('node:fs');
const read = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined);
const old = read('package-lock.json');
fs.appendFileSync(${JSON.stringify(log)}, JSON.stringify({ args: process.argv.slice(2), env: process.env, files: fs.readdirSync('.'), old }) + '\\n');
process.stderr.write(${JSON.stringify(says)});
if (process.argv[2] === 'ci') {
  for (const [file, text] of Object.entries(${JSON.stringify(modules)})) {
    fs.mkdirSync(require('node:path').dirname('node_modules/' + file), { recursive: true });
    fs.writeFileSync('node_modules/' + file, text);
  }
  process.exit(${status});
}
const { name, devDependencies } = read('package.json');
fs.writeFileSync('package-lock.json', JSON.stringify({ name, lockfileVersion: 3, requires: true, packages: { '': { name, devDependencies } } }, undefined, 2) + '\\n');
process.exit(${status});
`;
  fs.writeFileSync(path.join(folder, 'npm'), program, { mode: 0o755 });
  return {
    env: { PATH: `${folder}:/usr/bin:/bin`, HOME: folder },
    calls: () =>
      fs.existsSync(log)
        ? fs
            .readFileSync(log, 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line))
        : [],
  };
}
