import { Shape } from '@pgplatform/core';

/** Configuration of the operator: what is watched, and the operator's own settings. */
export interface ConfigValues {
  /** Create the ConfigMap (or Secret) with the settings. @default true @since 0.26.0 */
  readonly create?: boolean;
  /** Name of that ConfigMap or Secret. @default cnpg-controller-manager-config @since 0.26.0 */
  readonly name?: string;
  /** Keep the settings in a Secret instead of a ConfigMap. @default false @since 0.26.0 */
  readonly secret?: boolean;
  /** Watch Clusters in all namespaces; else only in the operator's own. @default true @since 0.26.0 */
  readonly clusterWide?: boolean;
  /**
   * Settings of the operator by name; the rollout delays are in seconds.
   * Source: https://cloudnative-pg.io/documentation/current/operator_conf/#available-options
   * @default - CLUSTERS_ROLLOUT_DELAY 300 and INSTANCES_ROLLOUT_DELAY 60: an upgrade does not restart everything at once
   * @since 0.26.0
   */
  readonly data?: { [name: string]: string };
  /** Clusters reconciled at the same time. @default 10 @since 0.26.0 */
  readonly maxConcurrentReconciles?: number;
}

export const CONFIG_VALUES = Shape.struct({
  create: Shape.bool(),
  name: Shape.dnsLabel(),
  secret: Shape.bool(),
  clusterWide: Shape.bool(),
  data: Shape.record(Shape.text()),
  maxConcurrentReconciles: Shape.integer(1),
} satisfies Record<keyof ConfigValues, Shape>);
