import { Shape } from '@pgplatform/core';
import { TOLERATION_SHAPE, type TolerationOptions } from './toleration-options';
import { TOPOLOGY_SPREAD_SHAPE, type TopologySpreadOptions } from './topology-spread-options';

/** How hard the scheduler tries to keep two instances off one place. */
export enum PodAntiAffinity {
  /** When it can. */
  PREFERRED = 'preferred',
  /** Always: an instance that finds no place of its own waits. */
  REQUIRED = 'required',
}

/**
 * Where instances run.
 *
 * Source: https://cloudnative-pg.io/documentation/current/scheduling/
 */
export interface AffinityOptions {
  /** How hard instances are kept apart. @default PodAntiAffinity.PREFERRED */
  readonly podAntiAffinity?: PodAntiAffinity;
  /** Label of the nodes that names the place. @default kubernetes.io/hostname */
  readonly topologyKey?: string;
  /** Labels a node must have. @default - any node */
  readonly nodeSelector?: { [label: string]: string };
  /** Taints that are tolerated. @default - none */
  readonly tolerations?: TolerationOptions[];
  /** How instances are spread. @default - only by the anti-affinity */
  readonly topologySpread?: TopologySpreadOptions[];
}

export const AFFINITY_SHAPE = Shape.struct({
  podAntiAffinity: Shape.oneOf(Object.values(PodAntiAffinity)),
  topologyKey: Shape.text(),
  nodeSelector: Shape.record(Shape.text()),
  tolerations: Shape.list(TOLERATION_SHAPE),
  topologySpread: Shape.list(TOPOLOGY_SPREAD_SHAPE),
} satisfies Record<keyof AffinityOptions, Shape>);
