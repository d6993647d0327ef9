import { Shape } from '@pgplatform/core';

/** Service of the plugin. */
export interface PluginServiceValues {
  /** Name of the Service; certificates are made for the default, so nothing else works. @default - the chart's @since 0.26.0 */
  readonly name?: string;
  /** Port of the Service. @default - the chart's: 443 for the operator, 9090 for the plugin @since 0.26.0 */
  readonly port?: number;
  /** `SingleStack`, `PreferDualStack` or `RequireDualStack`. @default - the cluster's @since 0.26.0 */
  readonly ipFamilyPolicy?: string;
  /** `IPv4`, `IPv6`, in order. @default - the cluster's @since 0.26.0 */
  readonly ipFamilies?: string[];
}

/** Service of the operator's webhook. */
export interface ServiceValues extends PluginServiceValues {
  /** `ClusterIP`, `NodePort` or `LoadBalancer`. @default ClusterIP @since 0.26.0 */
  readonly type?: string;
}

const FIELDS = {
  name: Shape.dnsLabel(),
  port: Shape.integer(1, 65535),
  ipFamilyPolicy: Shape.oneOf(['SingleStack', 'PreferDualStack', 'RequireDualStack']),
  ipFamilies: Shape.list(Shape.oneOf(['IPv4', 'IPv6'])),
};

export const PLUGIN_SERVICE_VALUES = Shape.struct(FIELDS satisfies Record<keyof PluginServiceValues, Shape>);
export const SERVICE_VALUES = Shape.struct({
  ...FIELDS,
  type: Shape.oneOf(['ClusterIP', 'NodePort', 'LoadBalancer']),
} satisfies Record<keyof ServiceValues, Shape>);
