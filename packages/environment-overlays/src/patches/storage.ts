import type { Size } from '@pgplatform/core';

/** Size of the data volume. */
export function storagePatch(size: Size): any {
  return { spec: { storage: { size: size.toQuantity() } } };
}
