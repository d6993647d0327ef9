import { Shape } from '@pgplatform/core';

/** Roles of the plugin. */
export interface PluginRbacValues {
  /** Create the roles and their bindings. @default true @since 0.26.0 */
  readonly create?: boolean;
}

/** Roles of the operator. */
export interface RbacValues extends PluginRbacValues {
  /** Add the permissions on the operator's objects to Kubernetes' roles `view`, `edit` and `admin`. @default false @since 0.26.0 */
  readonly aggregateClusterRoles?: boolean;
}

export const PLUGIN_RBAC_VALUES = Shape.struct({ create: Shape.bool() } satisfies Record<keyof PluginRbacValues, Shape>);
export const RBAC_VALUES = Shape.struct({ create: Shape.bool(), aggregateClusterRoles: Shape.bool() } satisfies Record<
  keyof RbacValues,
  Shape
>);
