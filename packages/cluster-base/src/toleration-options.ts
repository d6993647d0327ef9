import { Shape } from '@pgplatform/core';

/** What a taint does to Pods that do not tolerate it. */
export enum TaintEffect {
  /** They are not scheduled there. */
  NO_SCHEDULE = 'NoSchedule',
  /** They are scheduled there only when there is no other node. */
  PREFER_NO_SCHEDULE = 'PreferNoSchedule',
  /** They are evicted as well. */
  NO_EXECUTE = 'NoExecute',
}

/**
 * A taint that the instances tolerate.
 *
 * Source: https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export interface TolerationOptions {
  /** Key of the taint. @default - every taint */
  readonly key?: string;
  /** Value of the taint. @default - any value */
  readonly value?: string;
  /** Effect of the taint. @default - every effect */
  readonly effect?: TaintEffect;
  /** Seconds until the eviction; only with TaintEffect.NO_EXECUTE. @default - never evicted */
  readonly seconds?: number;
}

const LABEL = '[A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?';

export const TOLERATION_SHAPE = Shape.struct({
  key: Shape.text(`^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?${LABEL}$`, 'a label key, for example dedicated or example.com/pool'),
  value: Shape.text(`^${LABEL}$`, 'a label value: letters, digits, "-", "_" and ".", at most 63'),
  effect: Shape.oneOf(Object.values(TaintEffect)),
  seconds: Shape.integer(0),
} satisfies Record<keyof TolerationOptions, Shape>);
