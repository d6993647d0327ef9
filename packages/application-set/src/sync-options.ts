import { Shape } from '@pgplatform/core';

/** How Argo CD brings an Application to what git says. */
export interface SyncOptions {
  /** Sync without a person; false also leaves out prune and selfHeal. @default true */
  readonly automated?: boolean;
  /** Delete what git no longer has; objects with `Prune=false`, such as a Cluster, stay. @default true */
  readonly prune?: boolean;
  /** Undo changes made in the cluster by hand. @default true */
  readonly selfHeal?: boolean;
}

export const SYNC_OPTIONS = Shape.struct({
  automated: Shape.bool(),
  prune: Shape.bool(),
  selfHeal: Shape.bool(),
} satisfies Record<keyof SyncOptions, Shape>);

/** `spec.syncPolicy.automated`; null when a person syncs. */
export function automatedSync(options: SyncOptions): any {
  return (options.automated ?? true)
    ? { prune: options.prune ?? true, selfHeal: options.selfHeal ?? true, allowEmpty: false }
    : null;
}
