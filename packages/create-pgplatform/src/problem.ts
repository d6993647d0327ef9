/** One thing that is wrong with the command line. */
export interface Problem {
  /** Stable code, UPPER_SNAKE, listed in docs/errors.md. */
  readonly code: string;
  /** The option, as it is written: `--team`. */
  readonly path: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What was given. @default - nothing */
  readonly given?: string;
  /** What is allowed. @default - said by the message */
  readonly allowed?: string;
  /** What to do. */
  readonly fix: string;
}

/** All problems, to be printed instead of a stack trace. */
export class ProblemsError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(lines).join('\n'));
  }
}

function lines({ code, path, message, given, allowed, fix }: Problem): string {
  const details = [given === undefined ? '' : ` Given: ${given}.`, allowed === undefined ? '' : ` Allowed: ${allowed}.`].join('');
  return `  ${code}  ${path}\n      ${message}${details}\n      → ${fix}`;
}
