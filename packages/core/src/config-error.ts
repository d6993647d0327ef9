import type { ConfigProblem } from './config-problem';

const MARK = Symbol.for('@pgplatform/core.ConfigError');

/**
 * The error to throw for problems (jsii refuses exported Error subclasses, so this is a function).
 *
 * Its text is complete, so whatever prints it (node, projen, a test) prints every problem and no stack trace.
 */
export function configError(problems: readonly ConfigProblem[]): Error & { readonly problems: ConfigProblem[] } {
  const error = new Error(formatProblems(problems));
  error.name = 'ConfigError';
  error.stack = error.message;
  return Object.assign(error, { problems: [...problems], [MARK]: true });
}

/** Whether something thrown came from `configError`, also from another copy of this package. */
export function isConfigError(thrown: unknown): thrown is Error & { readonly problems: ConfigProblem[] } {
  return typeof thrown === 'object' && thrown !== null && (thrown as Record<symbol, unknown>)[MARK] === true;
}

/** Problems as text: three lines each, and a line that counts them. */
export function formatProblems(problems: readonly ConfigProblem[]): string {
  const lines = problems.flatMap((p) => [
    `  ${[p.code, p.path].filter(Boolean).join('  ')}`,
    `      ${p.message}${p.given === undefined ? '' : ` Given: ${p.given}.`}${p.allowed === undefined ? '' : ` Allowed: ${p.allowed}.`}`,
    `      → ${p.fix}`,
  ]);
  return [
    problems.length === 1 ? '1 problem in the configuration:' : `${problems.length} problems in the configuration:`,
    ...lines,
  ].join('\n');
}
