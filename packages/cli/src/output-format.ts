import type { ConfigProblem } from '@pgplatform/core';

/** What is wrong with the name of an output format: nothing, or a problem `FORMAT_UNKNOWN`. */
export function formatProblems(given: string, formats: readonly string[]): ConfigProblem[] {
  return formats.includes(given)
    ? []
    : [
        {
          code: 'FORMAT_UNKNOWN',
          path: '--format',
          message: 'There is no such format.',
          given,
          allowed: formats.join(', '),
          fix: 'Name one of these, or give --json.',
        },
      ];
}
