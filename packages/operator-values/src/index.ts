export type { OperatorValuesOptions } from './operator-values';
export { OperatorValues } from './operator-values';
export type { PlatformAppProjectOptions, ProjectNamespace } from './platform-app-project';
export { PlatformAppProject } from './platform-app-project';
export type { PrerequisitesOptions } from './prerequisites';
export { Prerequisite } from './prerequisites';
export type { ConfigValues } from './values/config-values';
export type { CrdsValues } from './values/crds-values';
export type { DeploymentValues } from './values/deployment-values';
export type { ImageValues, PluginImageValues, SidecarImageValues } from './values/image-values';
export type { GrafanaDashboardValues, MonitoringQueriesValues, MonitoringValues } from './values/monitoring-values';
export type { OperatorChartValues } from './values/operator-chart-values';
export type { CertificateValues, PluginChartValues } from './values/plugin-chart-values';
export type { PluginRbacValues, RbacValues } from './values/rbac-values';
export type { ResourceAmounts, ResourceValues } from './values/resource-values';
export type {
  CapabilitiesValues,
  ContainerSecurityContextValues,
  PodSecurityContextValues,
  SeccompProfileValues,
} from './values/security-context-values';
export type { ServiceAccountValues } from './values/service-account-values';
export type { PluginServiceValues, ServiceValues } from './values/service-values';
export type { ProbeValues, StartupProbeValues, WebhookConfigurationValues, WebhookValues } from './values/webhook-values';
