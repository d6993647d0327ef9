import { Shape } from '@pgplatform/core';
import { DEPLOYMENT_FIELDS, type DeploymentValues } from './deployment-values';
import { PLUGIN_IMAGE_VALUES, type PluginImageValues, SIDECAR_IMAGE_VALUES, type SidecarImageValues } from './image-values';
import { PLUGIN_RBAC_VALUES, type PluginRbacValues } from './rbac-values';
import { PLUGIN_SERVICE_VALUES, type PluginServiceValues } from './service-values';

/** Certificates between the operator and the plugin; cert-manager makes them. */
export interface CertificateValues {
  /** Create the operator's certificate. @default true @since 0.5.0 */
  readonly createClientCertificate?: boolean;
  /** Create the plugin's certificate. @default true @since 0.5.0 */
  readonly createServerCertificate?: boolean;
  /** Validity of the certificates, a Go duration. @default 2160h @since 0.5.0 */
  readonly duration?: string;
  /** How long before their end they are renewed, a Go duration. @default 360h @since 0.5.0 */
  readonly renewBefore?: string;
  /** Name of cert-manager's Issuer. @default selfsigned-issuer @since 0.5.0 */
  readonly issuerName?: string;
}

/**
 * Values of the `plugin-barman-cloud` chart.
 *
 * Source: https://github.com/cloudnative-pg/charts, charts/plugin-barman-cloud/values.yaml.
 */
export interface PluginChartValues extends DeploymentValues {
  /** Image of the plugin. @default - upstream's, at the chart's appVersion @since 0.5.0 */
  readonly image?: PluginImageValues;
  /** Image of the sidecar in the database pods. @default - upstream's, at the chart's appVersion @since 0.5.0 */
  readonly sidecarImage?: SidecarImageValues;
  /** Certificates. @default - made by cert-manager's self-signed issuer @since 0.5.0 */
  readonly certificate?: CertificateValues;
  /** Roles. @default - created @since 0.5.0 */
  readonly rbac?: PluginRbacValues;
  /** Service of the plugin. @default - the chart's @since 0.5.0 */
  readonly service?: PluginServiceValues;
}

export const PLUGIN_CHART_VALUES = Shape.struct({
  ...DEPLOYMENT_FIELDS,
  image: PLUGIN_IMAGE_VALUES,
  sidecarImage: SIDECAR_IMAGE_VALUES,
  certificate: Shape.struct({
    createClientCertificate: Shape.bool(),
    createServerCertificate: Shape.bool(),
    duration: Shape.text('^(\\d+(\\.\\d+)?(h|m|s))+$', 'a Go duration, for example 2160h'),
    renewBefore: Shape.text('^(\\d+(\\.\\d+)?(h|m|s))+$', 'a Go duration, for example 360h'),
    issuerName: Shape.dnsLabel(),
  } satisfies Record<keyof CertificateValues, Shape>),
  rbac: PLUGIN_RBAC_VALUES,
  service: PLUGIN_SERVICE_VALUES,
} satisfies Record<keyof PluginChartValues, Shape>);
