/**
 * What runs first and last in a sandbox, as text for `node -e`: writes the files of standard input, runs the program, whose output is
 * standard error, and prints what projen lists as generated, `[path, content or null, mode]` each. It is as little trusted as the
 * program, which can pretend to be it.
 */
export const STAGE = `
const fs = require('node:fs');
const path = require('node:path');
const { program: [file, ...args], files } = JSON.parse(fs.readFileSync(0, 'utf8'));
for (const [file, text] of files) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
const { status } = require('node:child_process').spawnSync(file, args, { stdio: ['ignore', 2, 2] });
if (status !== 0) process.exit(status ?? 1);
try {
  const { files } = JSON.parse(fs.readFileSync('.projen/files.json', 'utf8'));
  // package.json belongs to npm too, so projen does not list it; it lists its deps.json, there or not.
  const taken = [...new Set([...files, 'package.json'])].map((file) => {
    const there = fs.lstatSync(file, { throwIfNoEntry: false });
    if (!there) return [file, null, '100644'];
    if (!there.isFile()) throw new Error(file + ' is a link, or no file');
    return [file, fs.readFileSync(file, 'utf8'), there.mode & 0o100 ? '100755' : '100644'];
  });
  fs.writeSync(1, JSON.stringify(taken));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
`;
