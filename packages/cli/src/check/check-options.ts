/** What was asked of `check`. */
export type CheckOptions = {
  /** The repository's root. */
  readonly root: string;
  readonly environment?: string;
  readonly operatorVersion?: string;
  /** A git revision: what changed since is judged as a change. */
  readonly since?: string;
  /** Folder with the user's CustomResourceDefinitions. */
  readonly crds?: string;
  /** Make the safe changes that findings offer. */
  readonly fix: boolean;
  readonly ignores: readonly IgnoredRule[];
};

/** A rule that is not followed, and why. */
export type IgnoredRule = { readonly rule: string; readonly reason: string };

/** What a check needs from outside. */
export type CheckWorld = {
  readonly env: NodeJS.ProcessEnv;
  readonly now: Date;
  readonly note: (line: string) => void;
};
