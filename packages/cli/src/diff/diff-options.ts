import type { Effect } from '@pgplatform/impact';

/** What was asked of `diff`. */
export type DiffOptions = {
  readonly cwd: string;
  /** A git revision or a folder. @default - the merge base with the default branch */
  readonly base?: string;
  /** A git revision or a folder. @default - the work tree */
  readonly head?: string;
  /** CloudNativePG version on both sides. @default - what each side says */
  readonly operatorVersion?: string;
  /** The mildest effect that fails. @default - `outage`, and what destroys data */
  readonly failOn?: Effect;
};
