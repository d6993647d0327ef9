import type { ByHand } from '@pgplatform/codemods';
import type { ConfigProblem } from '@pgplatform/core';
import type { Effect } from '@pgplatform/impact';

/** One step that was made. */
export type UpgradeStep = {
  readonly title: string;
  readonly worst: Effect;
  readonly release: { readonly from: string; readonly to: string };
  /** The commit, when it was committed. */
  readonly commit: string | null;
  /** For people: all of it. */
  readonly text: string;
  /** For a pull request. */
  readonly body: string;
};

/** What `pgplatform upgrade --json` prints. */
export type UpgradeResult = {
  readonly changed: boolean;
  /** Title of the change, of the last one with `--all`; null when nothing changed. */
  readonly title: string | null;
  /** The worst verdict on a database or an Application; null when nothing changed. */
  readonly worst: Effect | null;
  readonly packages: { readonly from: string; readonly to: string };
  readonly release: { readonly from: string; readonly to: string };
  readonly byHand: readonly ByHand[];
  readonly problems: readonly ConfigProblem[];
  /** The command that comes next; null when there is none. */
  readonly next: string | null;
  /** Every step that was made, in order. */
  readonly steps: readonly UpgradeStep[];
};
