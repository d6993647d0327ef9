import type { ConfigProblem } from '@pgplatform/core';

/** What is wrong with `--operator-version`: nothing, or a problem `OPERATOR_VERSION_INVALID`. */
export function operatorVersionProblems(given: string | undefined): ConfigProblem[] {
  return given === undefined || /^\d+\.\d+(?:\.\d+)?$/.test(given)
    ? []
    : [
        {
          code: 'OPERATOR_VERSION_INVALID',
          path: '--operator-version',
          message: 'This is no version of CloudNativePG.',
          given,
          allowed: 'MAJOR.MINOR.PATCH, for example 1.30.0',
          fix: 'Give the version of the operator, not of its chart.',
        },
      ];
}
