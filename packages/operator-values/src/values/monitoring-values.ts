import { Shape } from '@pgplatform/core';

/** Grafana dashboard of the operator, as a ConfigMap for Grafana's sidecar. */
export interface GrafanaDashboardValues {
  /** Create the dashboard. @default false @since 0.26.0 */
  readonly create?: boolean;
  /** Namespace of the ConfigMap. @default - the operator's @since 0.26.0 */
  readonly namespace?: string;
  /** Name of the ConfigMap. @default cnpg-grafana-dashboard @since 0.26.0 */
  readonly configMapName?: string;
  /** Label that Grafana's sidecar looks for; upstream calls it deprecated, use `labels`. @default grafana_dashboard @since 0.26.0 */
  readonly sidecarLabel?: string;
  /** Value of that label; upstream calls it deprecated, use `labels`. @default 1 @since 0.26.0 */
  readonly sidecarLabelValue?: string;
  /** Labels of the ConfigMap. @default - none @since 0.26.0 */
  readonly labels?: { [name: string]: string };
  /** Annotations of the ConfigMap. @default - none @since 0.26.0 */
  readonly annotations?: { [name: string]: string };
}

/** Monitoring of the operator itself; it needs the CRDs of the Prometheus operator. */
export interface MonitoringValues {
  /** Create a PodMonitor for the operator. @default - the `podMonitor` option @since 0.26.0 */
  readonly podMonitorEnabled?: boolean;
  /** Relabelings of the samples. @default - none @since 0.26.0 */
  readonly podMonitorMetricRelabelings?: any[];
  /** Relabelings of the targets. @default - none @since 0.26.0 */
  readonly podMonitorRelabelings?: any[];
  /** Labels of the PodMonitor, for a Prometheus that selects by label. @default - none @since 0.26.0 */
  readonly podMonitorAdditionalLabels?: { [name: string]: string };
  /** Grafana dashboard. @default - none @since 0.26.0 */
  readonly grafanaDashboard?: GrafanaDashboardValues;
}

/** The metric queries that every Cluster starts from. */
export interface MonitoringQueriesValues {
  /** Name of the ConfigMap. @default cnpg-default-monitoring @since 0.26.0 */
  readonly name?: string;
  /** The queries, a YAML text. @default - upstream's @since 0.26.0 */
  readonly queries?: string;
}

export const MONITORING_VALUES = Shape.struct({
  podMonitorEnabled: Shape.bool(),
  podMonitorMetricRelabelings: Shape.list(Shape.json()),
  podMonitorRelabelings: Shape.list(Shape.json()),
  podMonitorAdditionalLabels: Shape.record(Shape.text()),
  grafanaDashboard: Shape.struct({
    create: Shape.bool(),
    namespace: Shape.dnsLabel(),
    configMapName: Shape.dnsLabel(),
    sidecarLabel: Shape.text(),
    sidecarLabelValue: Shape.text(),
    labels: Shape.record(Shape.text()),
    annotations: Shape.record(Shape.text()),
  } satisfies Record<keyof GrafanaDashboardValues, Shape>),
} satisfies Record<keyof MonitoringValues, Shape>);

export const MONITORING_QUERIES_VALUES = Shape.struct({ name: Shape.dnsLabel(), queries: Shape.text() } satisfies Record<
  keyof MonitoringQueriesValues,
  Shape
>);
