import { ImageReference } from '@pgplatform/core';
import { imagePatch } from '../../src/patches/image';

test('the image is named as it was written', () => {
  const text = `ghcr.io/cloudnative-pg/postgresql:17.11-standard-trixie@sha256:${'0'.repeat(64)}`;
  expect(imagePatch(ImageReference.parse(text))).toEqual({ spec: { imageName: text } });
});
