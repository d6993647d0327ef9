import type { ImageReference } from '@pgplatform/core';

/** PostgreSQL image. */
export function imagePatch(image: ImageReference): any {
  return { spec: { imageName: image.toString() } };
}
