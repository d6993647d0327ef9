import { Size } from '@pgplatform/core';
import { walStoragePatch } from '../../src/patches/wal-storage';

const STORAGE = { storageClass: 'fast', size: '10Gi', resizeInUseVolumes: true };

test('a WAL volume that the base has changes its size only', () => {
  const cluster = { spec: { storage: STORAGE, walStorage: { storageClass: 'wal', size: '2Gi' } } };
  expect(walStoragePatch(cluster, Size.gibibytes(5))).toEqual({ spec: { walStorage: { storageClass: 'wal', size: '5Gi' } } });
});

test('a WAL volume that the base does not have is like the data volume', () => {
  expect(walStoragePatch({ spec: { storage: STORAGE } }, Size.gibibytes(5))).toEqual({
    spec: { walStorage: { storageClass: 'fast', size: '5Gi', resizeInUseVolumes: true } },
  });
});
