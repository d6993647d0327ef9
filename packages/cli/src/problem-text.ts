import type { ConfigProblem } from '@pgplatform/core';

/** Problems for people: what and where, why, what to do. */
export function problemText(problems: readonly (ConfigProblem & { readonly severity?: string })[]): string {
  return problems
    .map((problem) => {
      const head = [problem.severity ?? 'error', problem.code, problem.path].filter(Boolean).join('  ');
      const given = problem.given === undefined ? '' : ` Given: ${problem.given}.`;
      const allowed = problem.allowed === undefined ? '' : ` Allowed: ${problem.allowed}.`;
      return `${head}\n    ${problem.message}${given}${allowed}\n    → ${problem.fix}`;
    })
    .join('\n');
}

/** Rows under a head, in columns. */
export function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
