import { Shape } from '@pgplatform/core';

/** What happens to an instance that would make the spread too uneven. */
export enum UnsatisfiableSpread {
  /** It is scheduled all the same. */
  SCHEDULE_ANYWAY = 'ScheduleAnyway',
  /** It waits. */
  DO_NOT_SCHEDULE = 'DoNotSchedule',
}

/**
 * How instances are spread over zones, racks or nodes.
 *
 * Source: https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export interface TopologySpreadOptions {
  /** Label of the nodes that names the place, for example `topology.kubernetes.io/zone`. */
  readonly topologyKey: string;
  /** How many more instances one place may have than another. @default 1 */
  readonly maxSkew?: number;
  /** What happens when it cannot be kept. @default UnsatisfiableSpread.SCHEDULE_ANYWAY */
  readonly whenUnsatisfiable?: UnsatisfiableSpread;
}

export const TOPOLOGY_SPREAD_SHAPE = Shape.struct(
  {
    topologyKey: Shape.text(),
    maxSkew: Shape.integer(1),
    whenUnsatisfiable: Shape.oneOf(Object.values(UnsatisfiableSpread)),
  } satisfies Record<keyof TopologySpreadOptions, Shape>,
  ['topologyKey'],
);
