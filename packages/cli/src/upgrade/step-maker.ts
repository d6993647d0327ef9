import type { ByHand } from '@pgplatform/codemods';
import type { PlatformModel } from '@pgplatform/core';
import type { UpgradeWorld } from './upgrade-world';

/** A step that is in the work tree now, edited and regenerated. */
export type MadeStep = { readonly byHand: readonly ByHand[] };

/** One way of moving a repository, step by step. */
export type StepMaker = {
  /** Makes the step that comes next after a state, which a commit has; nothing when there is none. Throws Stopped. */
  make(world: UpgradeWorld, before: PlatformModel, snapshot: string): MadeStep | undefined;
  /** The command for the step after a state. */
  next(after: PlatformModel): string | undefined;
};
