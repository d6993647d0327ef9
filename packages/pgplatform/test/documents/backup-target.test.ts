import { BackupTarget } from '../../src/documents/backup-target';

test('an S3 path is a bucket and a prefix', () => {
  const target = new BackupTarget({ destinationPath: 's3://archive/team/prod', s3Credentials: { inheritFromIAMRole: true } });
  expect([target.provider, target.bucket, target.prefix, target.usesPodIdentity]).toEqual(['s3', 'archive', 'team/prod', true]);
});

test('an Azure URL is an account, a container and a prefix', () => {
  const target = new BackupTarget({
    destinationPath: 'https://acme.blob.core.windows.net/archive/prod',
    azureCredentials: { storageAccount: { name: 's', key: 'A' }, storageKey: { name: 's', key: 'K' } },
  });
  expect([target.provider, target.account, target.bucket, target.prefix]).toEqual(['azure', 'acme', 'archive', 'prod']);
  expect(target.secretReferences).toEqual([
    { name: 's', key: 'A' },
    { name: 's', key: 'K' },
  ]);
});

test('the authority of an endpoint is one of the secrets it reads', () => {
  const target = new BackupTarget({
    destinationPath: 's3://archive/prod',
    endpointURL: 'https://minio.example.com',
    endpointCA: { name: 'ca', key: 'ca.crt' },
    s3Credentials: { accessKeyId: { name: 's', key: 'A' }, region: { name: 'r', key: 'R' } },
  });
  expect(target.secretReferences.map(({ name }) => name)).toEqual(['s', 'r', 'ca']);
});
