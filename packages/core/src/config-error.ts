import type { ConfigProblem } from './config-problem';
import { redacted } from './redaction';

const MARK = Symbol.for('@pgplatform/core.ConfigError');
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * The error to throw for problems (jsii refuses exported Error subclasses, so this is a function).
 *
 * Its text is complete, so whatever prints it (node, projen, a test) prints every problem and no stack trace.
 */
export function configError(problems: readonly ConfigProblem[]): Error & { readonly problems: ConfigProblem[] } {
  const error = new Error();
  // A value object knows no option; the line of the user's file that made it does as well.
  const line = /[/\\](\.projenrc\.ts:\d+)/.exec(error.stack ?? '')?.[1] ?? '';
  const located = problems.map((problem) => ({
    ...problem,
    path: problem.path || line,
    ...(problem.given !== undefined && { given: redacted(problem.given) }),
  }));
  const message = formatProblems(located);
  // Not enumerable: node prints what is enumerable behind the text of an uncaught error.
  const hidden = { name: 'ConfigError', message, stack: message, problems: located, [MARK]: true, [INSPECT]: () => message };
  for (const key of Reflect.ownKeys(hidden)) {
    Object.defineProperty(error, key, { value: hidden[key as 'name'], configurable: true, writable: true });
  }
  return error as Error & { readonly problems: ConfigProblem[] };
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
