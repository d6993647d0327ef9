import { clusterDestinationPatch, objectStoreDestinationPatch } from '../../src/patches/destination-path';

test('in-tree backups have their path in the Cluster', () => {
  expect(clusterDestinationPatch('s3://b/prod')).toEqual({
    spec: { backup: { barmanObjectStore: { destinationPath: 's3://b/prod' } } },
  });
});

test('those of the plugin have it in the ObjectStore', () => {
  expect(objectStoreDestinationPatch('s3://b/prod')).toEqual({ spec: { configuration: { destinationPath: 's3://b/prod' } } });
});
