import { Shape } from '@pgplatform/core';

/** Which standbys a commit waits for. */
export enum SynchronousMethod {
  /** Any of them (quorum). */
  ANY = 'any',
  /** The first ones of the list (priority). */
  FIRST = 'first',
}

/** What happens to writes when too few standbys are healthy. */
export enum DataDurability {
  /** They wait. */
  REQUIRED = 'required',
  /** They go on, with fewer standbys. */
  PREFERRED = 'preferred',
}

/**
 * Synchronous replication: a commit waits until standbys have it.
 *
 * Source: https://cloudnative-pg.io/documentation/current/replication/#synchronous-replication
 */
export interface SynchronousOptions {
  /** Whether there is any. @default - true with three or more instances, or when any of the other options is given */
  readonly enabled?: boolean;
  /** Which standbys. @default SynchronousMethod.ANY */
  readonly method?: SynchronousMethod;
  /** How many standbys; fewer than there are instances. @default 1 */
  readonly number?: number;
  /** What happens when too few are healthy. @default DataDurability.REQUIRED */
  readonly dataDurability?: DataDurability;
  /**
   * Whether a failover first makes sure that no confirmed commit is lost (CloudNativePG 1.28 and later); needs an odd number of
   * instances.
   * @default - true where the operator can, with three or more instances
   */
  readonly failoverQuorum?: boolean;
}

export const SYNCHRONOUS_SHAPE = Shape.struct({
  enabled: Shape.bool(),
  method: Shape.oneOf(Object.values(SynchronousMethod)),
  number: Shape.integer(1),
  dataDurability: Shape.oneOf(Object.values(DataDurability)),
  failoverQuorum: Shape.bool(),
} satisfies Record<keyof SynchronousOptions, Shape>);
