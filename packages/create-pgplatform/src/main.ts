#!/usr/bin/env node
import { type CommandLine, OPTIONS, readCommandLine } from './command-line';
import { createRepository } from './create-repository';
import { hasGit } from './git';
import { printFailure, printLine } from './output';
import { type Problem, ProblemsError } from './problem';
import { ask, missing } from './questions';
import { VERSION } from './repository-manifest';
import { TargetDirectory } from './target-directory';

const USAGE = 'npm create pgplatform@latest DIR -- --team payments';

async function main(args: string[], signal: AbortSignal): Promise<void> {
  const line = readCommandLine(args);
  if (line.help || line.version) {
    return printLine(line.help ? help() : VERSION);
  }
  const terminal = process.stdin.isTTY && process.stdout.isTTY;
  const problems = [...line.problems, ...(terminal ? [] : missing(line)), ...surroundings(line)];
  if (problems.length) {
    throw new ProblemsError(problems);
  }
  if (missing(line).length) {
    await ask(line, signal);
  }
  const target = new TargetDirectory(line.directory ?? '');
  if (target.problems().length) {
    throw new ProblemsError(target.problems());
  }
  await createRepository(target, line.options, (text) => printLine(`${text} ...`), signal);
  printLine(nextSteps(line.directory ?? ''));
}

function surroundings({ directory }: CommandLine): Problem[] {
  const git = { code: 'GIT_MISSING', path: 'git', message: 'git is not on the PATH.', fix: 'Install git: https://git-scm.com' };
  return [...(hasGit() ? [] : [git]), ...(directory ? new TargetDirectory(directory).problems() : [])];
}

function help(): string {
  const left = OPTIONS.map(([flag, , value]) => `--${flag} ${value}`);
  const width = Math.max(...left.map((text) => text.length));
  return [
    'Creates a GitOps repository for PostgreSQL on Kubernetes.',
    '',
    `  ${USAGE} --repo-url https://git.example.com/payments/db.git`,
    '',
    'Options:',
    ...OPTIONS.map(([, , , description], i) => `  ${left[i].padEnd(width)}  ${description}`),
    `  ${'--help'.padEnd(width)}  this text`,
    `  ${'--version'.padEnd(width)}  version of create-pgplatform, and of the pgplatform it installs`,
  ].join('\n');
}

function nextSteps(directory: string): string {
  return [
    '',
    `${directory} is ready: a git repository with one commit.`,
    '',
    `  cd ${directory}`,
    '  edit .projenrc.ts, then run: npx projen',
    '  README.md has the first steps of a deployment',
  ].join('\n');
}

const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // Not once: a second Ctrl-C must not stop the cleaning up.
  process.on(signal, () => controller.abort());
}
main(process.argv.slice(2), controller.signal).catch((error: Error) => {
  const { aborted } = controller.signal;
  printFailure(`\n${aborted ? 'Interrupted.' : error.message}\n\nNothing was created.`);
  process.exitCode = aborted ? 130 : 1;
});
