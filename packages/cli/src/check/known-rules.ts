import { configError, nearestName } from '@pgplatform/core';
import { Preflight, RepositoryPreflight, SchemaPreflight } from '@pgplatform/preflight';
import type { IgnoredRule } from './check-options';
import { CHECK_RULES } from './check-rule';

/** Refuses to ignore what is no rule, or to ignore without a reason: ConfigProblems `RULE_UNKNOWN`, `REASON_MISSING`. */
export function requireKnownRules(ignores: readonly IgnoredRule[]): void {
  if (ignores.length === 0) {
    return;
  }
  const ids = [
    ...Preflight.rules(),
    ...SchemaPreflight.rules(),
    ...RepositoryPreflight.rules(),
    ...Object.values(CHECK_RULES),
  ].map(({ id }) => id);
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
