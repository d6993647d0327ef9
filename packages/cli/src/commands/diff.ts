import { type ConfigProblem, configError } from '@pgplatform/core';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context';
import type { DiffReport } from '../diff/diff';
import { operatorVersionProblems } from '../operator-version-option';
import { formatProblems } from '../output-format';

const FORMATS = ['text', 'markdown'];

type Options = { readonly json?: true; readonly format: string; readonly failOn?: string; readonly operatorVersion?: string };

/** `pgplatform diff`. */
export function define(command: Command, context: CommandContext): void {
  command
    .description(
      'What a change does to the databases that run: one verdict for each, the worst first. Needs no cluster; works on any repository.',
    )
    .argument('[BASE]', 'git revision or folder; where the change left the default branch when left out')
    .argument('[HEAD]', 'git revision or folder; the work tree when left out')
    .option('--format <FORMAT>', FORMATS.join(', '), 'text')
    .option('--json', 'print the report as JSON')
    .option('--fail-on <LEVEL>', 'fail on this verdict and worse: reload, restart, "rolling update", unknown …', 'outage')
    .option('--operator-version <V>', 'CloudNativePG where the repositories do not tell, for example 1.30.0')
    .action(async (base: string | undefined, head: string | undefined, options: Options) => {
      const { EFFECTS } = require('@pgplatform/impact') as typeof import('@pgplatform/impact');
      const level = (options.failOn ?? '').replaceAll('-', ' ');
      const failOn = EFFECTS.find((effect) => effect === level);
      requireKnown(options, EFFECTS, failOn);
      const { diff } = require('../diff/diff') as typeof import('../diff/diff');
      const report = await diff(
        { cwd: context.cwd, base, head, failOn, operatorVersion: options.operatorVersion },
        { env: context.env, now: context.now(), note: context.note },
      );
      const { failed, ...json } = report;
      context.finish({ exitCode: failed ? 1 : 0, text: text(report, options.format), json });
    })
    .addHelpText(
      'after',
      `
Verdicts, from mild to bad: none, deferred, reload, volume resize, restart, rolling update, switchover, new backup
archive, offline major upgrade, unknown, rejected, outage, destroys data. What is deferred does nothing now: it comes with a
later change of the Cluster, or when a Pod is made again. An outage is accepted, and then the database is down until the
change is taken back. What destroys data always fails, unless an acknowledgement of that very object, with a reason and an expiry
date, is in .projenrc.ts or pgplatform.yaml.

Exit codes: 0 nothing as bad as --fail-on, 1 something is, 2 usage or a model that is older than .projenrc.ts, 3 an
outside system failed.

Examples:
  pgplatform diff
  pgplatform diff origin/main HEAD --format markdown
  pgplatform diff v1.2.0 --fail-on 'rolling update'
  pgplatform diff ./before ./after --json`,
    );
}

function requireKnown(
  { format, failOn: given, operatorVersion }: Options,
  effects: readonly string[],
  failOn: string | undefined,
): void {
  const problems: ConfigProblem[] = [...formatProblems(format, FORMATS), ...operatorVersionProblems(operatorVersion)];
  if (!failOn) {
    problems.push({
      code: 'LEVEL_UNKNOWN',
      path: '--fail-on',
      message: 'There is no such verdict.',
      given,
      allowed: effects.join(', '),
      fix: 'Name one of these.',
    });
  }
  if (problems.length > 0) throw configError(problems);
}

function text(report: DiffReport, format: string): string {
  return format === 'markdown'
    ? (require('@pgplatform/impact') as typeof import('@pgplatform/impact')).impactMarkdown(report, report)
    : (require('../diff/report/text-report') as typeof import('../diff/report/text-report')).textReport(report);
}
