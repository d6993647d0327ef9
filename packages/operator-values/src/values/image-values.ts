import { Shape } from '@pgplatform/core';

/** Image of the operator. */
export interface ImageValues {
  /** Repository, for a mirror of the upstream one. @default ghcr.io/cloudnative-pg/cloudnative-pg @since 0.26.0 */
  readonly repository?: string;
  /** `Always`, `IfNotPresent` or `Never`. @default IfNotPresent @since 0.26.0 */
  readonly pullPolicy?: string;
  /**
   * Tag; it must be the release's operator version, because permissions and CRDs come from the chart.
   * @default - the chart's appVersion
   * @since 0.26.0
   */
  readonly tag?: string;
}

/** Image of the plugin's sidecar in the database pods. */
export interface SidecarImageValues {
  /** Registry, for a mirror of the upstream one. @default ghcr.io @since 0.5.0 */
  readonly registry?: string;
  /** Repository in the registry. @default - upstream's @since 0.5.0 */
  readonly repository?: string;
  /** Tag; it must be the release's plugin version. @default - the chart's appVersion @since 0.5.0 */
  readonly tag?: string;
}

/** Image of the plugin. */
export interface PluginImageValues extends SidecarImageValues {
  /** `Always`, `IfNotPresent` or `Never`. @default IfNotPresent @since 0.5.0 */
  readonly pullPolicy?: string;
}

const REPOSITORY_AND_TAG = { repository: Shape.text(), tag: Shape.text() };
const PULL_POLICY = Shape.oneOf(['Always', 'IfNotPresent', 'Never']);

export const IMAGE_VALUES = Shape.struct({ ...REPOSITORY_AND_TAG, pullPolicy: PULL_POLICY } satisfies Record<
  keyof ImageValues,
  Shape
>);
export const SIDECAR_IMAGE_VALUES = Shape.struct({ ...REPOSITORY_AND_TAG, registry: Shape.text() } satisfies Record<
  keyof SidecarImageValues,
  Shape
>);
export const PLUGIN_IMAGE_VALUES = Shape.struct({
  ...REPOSITORY_AND_TAG,
  registry: Shape.text(),
  pullPolicy: PULL_POLICY,
} satisfies Record<keyof PluginImageValues, Shape>);
