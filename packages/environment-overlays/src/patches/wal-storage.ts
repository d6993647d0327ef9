import type { Size } from '@pgplatform/core';

/** Size of the WAL volume; when the base has none, the rest of it is as in the data volume. */
export function walStoragePatch(cluster: any, size: Size): any {
  return { spec: { walStorage: { ...(cluster.spec.walStorage ?? cluster.spec.storage), size: size.toQuantity() } } };
}
