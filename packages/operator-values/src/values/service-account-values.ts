import { Shape } from '@pgplatform/core';

/** ServiceAccount that the Deployment runs under. */
export interface ServiceAccountValues {
  /** Create it. @default true @since 0.26.0 */
  readonly create?: boolean;
  /** Its name. @default - the Deployment's name @since 0.26.0 */
  readonly name?: string;
}

export const SERVICE_ACCOUNT_VALUES = Shape.struct({
  create: Shape.bool(),
  name: Shape.dnsLabel(),
} satisfies Record<keyof ServiceAccountValues, Shape>);
