import { Shape } from '@pgplatform/core';
import { CONFIG_VALUES, type ConfigValues } from './config-values';
import { DEPLOYMENT_FIELDS, type DeploymentValues } from './deployment-values';
import { IMAGE_VALUES, type ImageValues } from './image-values';
import {
  MONITORING_QUERIES_VALUES,
  MONITORING_VALUES,
  type MonitoringQueriesValues,
  type MonitoringValues,
} from './monitoring-values';
import { RBAC_VALUES, type RbacValues } from './rbac-values';
import { SERVICE_VALUES, type ServiceValues } from './service-values';
import { WEBHOOK_VALUES, type WebhookValues } from './webhook-values';

/**
 * Values of the `cloudnative-pg` chart: every key of every chart that a platform release uses. `@since` is the first such chart.
 *
 * The chart ignores a key it does not know without a word, so `OperatorValues` refuses it (`VALUES_KEY_NOT_IN_CHART`).
 * Source: https://github.com/cloudnative-pg/charts, charts/cloudnative-pg/values.yaml, per tag.
 */
export interface OperatorChartValues extends DeploymentValues {
  /** Image of the operator. @default - upstream's, at the chart's appVersion @since 0.26.0 */
  readonly image?: ImageValues;
  /** Admission webhooks. @default - both, failurePolicy Fail @since 0.26.0 */
  readonly webhook?: WebhookValues;
  /** Configuration of the operator. @default - cluster-wide, with rollout delays @since 0.26.0 */
  readonly config?: ConfigValues;
  /** Roles. @default - created @since 0.26.0 */
  readonly rbac?: RbacValues;
  /** Service of the webhook. @default - the chart's @since 0.26.0 */
  readonly service?: ServiceValues;
  /** Monitoring of the operator. @default - a PodMonitor @since 0.26.0 */
  readonly monitoring?: MonitoringValues;
  /** Default metric queries of the Clusters. @default - upstream's @since 0.26.0 */
  readonly monitoringQueriesConfigMap?: MonitoringQueriesValues;
}

export const OPERATOR_CHART_VALUES = Shape.struct({
  ...DEPLOYMENT_FIELDS,
  image: IMAGE_VALUES,
  webhook: WEBHOOK_VALUES,
  config: CONFIG_VALUES,
  rbac: RBAC_VALUES,
  service: SERVICE_VALUES,
  monitoring: MONITORING_VALUES,
  monitoringQueriesConfigMap: MONITORING_QUERIES_VALUES,
} satisfies Record<keyof OperatorChartValues, Shape>);
