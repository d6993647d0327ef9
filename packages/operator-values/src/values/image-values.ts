import { Shape } from '@pgplatform/core';

/** Image of the operator. */
export interface ImageValues {
  /** Repository, for a mirror of the upstream one. @default ghcr.io/cloudnative-pg/cloudnative-pg @since 0.26.0 */
  readonly repository?: string;
  /** `Always`, `IfNotPresent` or `Never`. @default IfNotPresent @since 0.26.0 */
  readonly pullPolicy?: string;
  /**
   * Tag; it must be the release's operator version, because RBAC and CRDs come from the chart.
   * @default - the chart's appVersion
   * @since 0.26.0
   */
  readonly tag?: string;
}

/** Image of the plugin or of its sidecar. */
export interface PluginImageValues extends ImageValues {
  /** Registry, for a mirror of the upstream one. @default ghcr.io @since 0.5.0 */
  readonly registry?: string;
}

const FIELDS = { repository: Shape.text(), pullPolicy: Shape.oneOf(['Always', 'IfNotPresent', 'Never']), tag: Shape.text() };

export const IMAGE_VALUES = Shape.struct(FIELDS satisfies Record<keyof ImageValues, Shape>);
export const PLUGIN_IMAGE_VALUES = Shape.struct({ ...FIELDS, registry: Shape.text() } satisfies Record<
  keyof PluginImageValues,
  Shape
>);
