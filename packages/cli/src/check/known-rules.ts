import { configError, nearestName } from '@pgplatform/core';
import { Preflight, RepositoryPreflight, type Rule, SchemaPreflight } from '@pgplatform/preflight';
import type { IgnoredRule } from './check-options';
import { CHECK_RULES } from './check-rule';

/** Every rule that a report can name, each once: the libraries' and the command's own. */
export function allRules(): Rule[] {
  const { SEALING_RULES } = require('./sealing-rule') as typeof import('./sealing-rule');
  const rules = [
    ...Preflight.rules(),
    ...SchemaPreflight.rules(),
    ...RepositoryPreflight.rules(),
    ...SEALING_RULES,
    ...Object.values(CHECK_RULES),
  ];
  return [...new Map(rules.reverse().map((rule) => [rule.id, rule])).values()].reverse();
}

/** Refuses to ignore what is no rule, or to ignore without a reason: ConfigProblems `RULE_UNKNOWN`, `REASON_MISSING`. */
export function requireKnownRules(ignores: readonly IgnoredRule[]): void {
  if (ignores.length === 0) {
    return;
  }
  const ids = allRules().map(({ id }) => id);
  const known = new Set(ids);
  const problems = ignores.flatMap(({ rule, reason }) => [
    ...(known.has(rule)
      ? []
      : [
          {
            code: 'RULE_UNKNOWN',
            path: `ignore ${rule}`,
            message: 'There is no rule with this id.',
            given: rule,
            fix: `Did you mean ${nearestName(rule, ids) ?? 'one of docs/errors.md'}?`,
          },
        ]),
    ...(reason.trim() === ''
      ? [
          {
            code: 'REASON_MISSING',
            path: `ignore ${rule}`,
            message: 'The reason is empty.',
            fix: 'Say why the rule is not followed.',
          },
        ]
      : []),
  ]);
  if (problems.length > 0) {
    throw configError(problems);
  }
}
