import { Shape } from '@pgplatform/core';

/** Custom resource definitions. */
export interface CrdsValues {
  /** Install and upgrade them with the chart. @default true @since 0.26.0 */
  readonly create?: boolean;
}

export const CRDS_VALUES = Shape.struct({ create: Shape.bool() } satisfies Record<keyof CrdsValues, Shape>);
