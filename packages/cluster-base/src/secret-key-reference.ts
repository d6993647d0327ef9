import { Shape } from '@pgplatform/core';

/** One key of a Secret in the Cluster's namespace. */
export interface SecretKeyReference {
  /** Name of the Secret. */
  readonly name: string;
  /** Key in it. */
  readonly key: string;
}

export const SECRET_KEY_SHAPE = Shape.struct(
  {
    name: Shape.dnsLabel(),
    key: Shape.text('^[-._a-zA-Z0-9]{1,253}$', 'a key of a Secret: letters, digits, "-", "_" and "."'),
  } satisfies Record<keyof SecretKeyReference, Shape>,
  ['name', 'key'],
);
