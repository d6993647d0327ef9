import { Size } from '@pgplatform/core';
import { storagePatch } from '../../src/patches/storage';

test('the size of the data volume is canonical', () => {
  expect(storagePatch(Size.mebibytes(51200))).toEqual({ spec: { storage: { size: '50Gi' } } });
});
