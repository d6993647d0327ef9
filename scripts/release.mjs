// `npm run release -- minor` (or major, patch, or a version): sets the one version of all packages, dates the changelog, and regenerates what carries
// the version. Publishes nothing: it ends with the commands that do.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute, main, ROOT, step, UserError } from './command.mjs';
import { lockProblems } from './lockcheck.mjs';
import { publishedPackages } from './registry.mjs';

const UNRELEASED = /^## .*\(unreleased\)$/m;

main(async () => {
  const file = (name) => join(ROOT, name);
  const current = JSON.parse(readFileSync(file('version.json'), 'utf8')).version;
  const version = nextVersion(current, process.argv[2]);
  const changelog = readFileSync(file('CHANGELOG.md'), 'utf8');
  if (!UNRELEASED.test(changelog)) {
    throw new UserError('CHANGELOG.md has no section "## ... (unreleased)": write down what a user sees');
  }
  if (await execute('git', ['status', '--porcelain'])) {
    throw new UserError('The work tree has changes: commit them first');
  }
  writeFileSync(file('version.json'), `{ "version": "${version}" }\n`);
  writeFileSync(file('CHANGELOG.md'), changelog.replace(UNRELEASED, `## ${version} (${new Date().toISOString().slice(0, 10)})`));
  await step('synthesize', () => execute(file('node_modules/.bin/projen'), ['--no-post']));
  await step('npm install: the lock file has the version of every package', () => execute('npm', ['install']));
  const problems = lockProblems();
  if (problems.length) {
    throw new UserError(problems.join('\n'));
  }
  await step('regenerate examples', () => execute(process.execPath, [file('scripts/examples.mjs')]));
  console.log(
    [
      '',
      `Everything is at ${version}. Look at git diff, run npm test, then:`,
      `  cp a repository that this version made, used a little, without node_modules, to e2e/released/${version}/,`,
      '  and say in e2e/test/upgrade.test.ts what the next version changes in it, then:',
      `  git commit --all --message "Release ${version}" && git tag v${version}`,
      `  npm publish ${publishedPackages()
        .map((folder) => `--workspace=${folder}`)
        .join(' ')}`,
    ].join('\n'),
  );
});

function nextVersion(current, wanted) {
  if (/^\d+\.\d+\.\d+$/.test(wanted ?? '')) {
    return wanted;
  }
  const [major, minor, patch] = current.split('.').map(Number);
  const next = { major: [major + 1, 0, 0], minor: [major, minor + 1, 0], patch: [major, minor, patch + 1] }[wanted];
  if (!next) {
    throw new UserError('Usage: npm run release -- major|minor|patch|X.Y.Z');
  }
  return next.join('.');
}
