import * as fs from 'node:fs';
import * as path from 'node:path';
import { type ConfigProblem, configError, Model } from '@pgplatform/core';
import type { Command } from 'commander';
import { check } from '../check/check';
import type { IgnoredRule } from '../check/check-options';
import { type CheckReport, countOf } from '../check/check-report';
import type { CommandContext, CommandResult } from '../command-context';
import { operatorVersionProblems } from '../operator-version-option';
import { formatProblems } from '../output-format';
import { repositoryFolder } from '../repository-folder';

const FORMATS = ['text', 'json', 'sarif', 'github'];

type Options = {
  readonly env?: string;
  readonly operatorVersion?: string;
  readonly since?: string;
  readonly crds?: string;
  readonly format: string;
  readonly json?: true;
  readonly fix?: true;
  readonly ignore?: string[];
  readonly reason?: string[];
  readonly strict?: true;
};

/** `pgplatform check`. */
export function define(command: Command, context: CommandContext): void {
  const collect = (value: string, all: string[] = []) => [...all, value];
  command
    .description(
      'The verdict of the operator on a repository, before a cluster sees it: schema, CEL and admission of every object, references, secrets, guards of the data. Needs no cluster; works on any repository, also on a single file in a folder.',
    )
    .argument('[DIR]', 'the repository; the one around the current folder when left out')
    .option('--env <E>', 'only what concerns this environment')
    .option('--operator-version <V>', 'judge for this CloudNativePG, for example 1.30.0')
    .option('--since <REV>', 'judge what changed since this git revision as a change too')
    .option('--crds <DIR>', 'validate against the CustomResourceDefinitions in this folder too')
    .option('--format <FORMAT>', FORMATS.join(', '), 'text')
    .option('--json', 'the same as --format json')
    .option('--fix', 'make the safe changes that findings offer, in files that nobody generates')
    .option('--ignore <RULE>', 'do not count this rule; needs --reason (repeatable)', collect)
    .option('--reason <TEXT>', 'why: one for each --ignore, in the same order', collect)
    .option('--strict', 'warnings fail too')
    .action(async (directory: string | undefined, options: Options) => {
      const format = options.json ? 'json' : options.format;
      const root = repositoryFolder(directory, context.cwd);
      const ignores = usableOptions(options, format);
      if (fs.existsSync(path.join(root, Model.PATH))) {
        (require('../repository') as typeof import('../repository')).Repository.find(root).requireFresh();
      }
      const report = await check(
        {
          ...options,
          root,
          environment: options.env,
          crds: options.crds && path.resolve(context.cwd, options.crds),
          fix: options.fix ?? false,
          ignores,
        },
        { env: context.env, now: context.now(), note: context.note },
      );
      const failed = countOf(report, 'error') + (options.strict ? countOf(report, 'warning') : 0) > 0;
      context.finish({ exitCode: failed ? 1 : 0, ...shown(report, format, context), json: json(report) });
    })
    .addHelpText(
      'after',
      `
Rules that a repository does not follow are listed with a reason: ignoredRules in .projenrc.ts, or in pgplatform.yaml:
  ignores:
    - rule: P-14
      reason: one instance is enough for this

Exit codes: 0 no errors, 1 errors (with --strict warnings too), 2 usage or a model that is older than .projenrc.ts,
3 an outside system failed.

Examples:
  pgplatform check
  pgplatform check --env prod --since origin/main
  pgplatform check --format sarif > check.sarif
  pgplatform check --ignore P-14 --reason 'one instance is enough for this'
  npx -p @pgplatform/cli pgplatform check path/to/any/repository`,
    );
}

function usableOptions({ ignore = [], reason = [], operatorVersion }: Options, format: string): IgnoredRule[] {
  const problems: ConfigProblem[] = [...formatProblems(format, FORMATS), ...operatorVersionProblems(operatorVersion)];
  if (ignore.length !== reason.length) {
    problems.push({
      code: 'REASON_MISSING',
      path: '--ignore',
      message: 'Every ignored rule needs a reason of its own.',
      given: `${ignore.length} --ignore, ${reason.length} --reason`,
      fix: "Give both: --ignore P-14 --reason 'one instance is enough for this'",
    });
  }
  if (problems.length > 0) {
    throw configError(problems);
  }
  return ignore.map((rule, index) => ({ rule, reason: reason[index] }));
}

function shown(report: CheckReport, format: string, { terminal }: CommandContext): Pick<CommandResult, 'text' | 'form'> {
  switch (format) {
    case 'json':
      return { text: JSON.stringify(json(report), undefined, 2), form: 'json' };
    case 'sarif': {
      const { sarifReport } = require('../check/report/sarif-report') as typeof import('../check/report/sarif-report');
      return { text: JSON.stringify(sarifReport(report, require('../../package.json').version), undefined, 2), form: 'json' };
    }
    case 'github': {
      const { githubReport } = require('../check/report/github-report') as typeof import('../check/report/github-report');
      return { text: githubReport(report), form: 'commands' };
    }
    default: {
      const { textReport } = require('../check/report/text-report') as typeof import('../check/report/text-report');
      return { text: textReport(report, terminal?.hasColours === true) };
    }
  }
}

function json(report: CheckReport): object {
  return (require('../check/report/json-report') as typeof import('../check/report/json-report')).jsonReport(report);
}
