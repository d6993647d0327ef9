/**
 * One thing that is wrong with the options: what, where, and what to do about it.
 *
 * Problems are data: every check adds to a list, and the list is thrown once (`configError`).
 */
export interface ConfigProblem {
  /** Stable code, UPPER_SNAKE, listed in docs/errors.md and never reused. */
  readonly code: string;
  /** Path of the option, for example `environments.prod.storage`; empty when a value is not part of an options struct. */
  readonly path: string;
  /** One sentence: what is wrong. */
  readonly message: string;
  /**
   * What was given, as the user wrote it.
   * @default - nothing was given
   */
  readonly given?: string;
  /**
   * What is allowed.
   * @default - said by the message
   */
  readonly allowed?: string;
  /** What to do. */
  readonly fix: string;
}
