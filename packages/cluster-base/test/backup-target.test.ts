import { AzureCredentials, type BackupOptions } from '../src';
import { generate, object } from './generated';

const credentials = (backup: BackupOptions) => {
  const { destinationPath, wal, data, ...rest } = object({ backup: { path: 'p', ...backup } }, 'ObjectStore').spec.configuration;
  return { url: destinationPath, ...rest };
};

const keys = (backup: BackupOptions) => {
  const base = generate({ backup });
  return [base.backupSecret, ...base.backupSecretKeys];
};

describe('S3', () => {
  test('bucket is short for s3.bucket', () => {
    expect(credentials({ bucket: 'acme-backups' })).toEqual(credentials({ s3: { bucket: 'acme-backups' } }));
    expect(credentials({ bucket: 'acme-backups' }).url).toBe('s3://acme-backups/p');
  });

  test('endpoint, its CA and the region are passed on', () => {
    const s3 = {
      bucket: 'backups',
      endpointUrl: 'https://minio.example.com:9000/',
      endpointCa: { name: 'minio-ca', key: 'ca.crt' },
      region: { name: 'minio-region', key: 'region' },
    };
    expect(credentials({ s3 })).toMatchObject({
      endpointURL: 'https://minio.example.com:9000',
      endpointCA: { name: 'minio-ca', key: 'ca.crt' },
      s3Credentials: { region: { name: 'minio-region', key: 'region' } },
    });
    expect(keys({ s3 })).toEqual(['postgres-backup-s3-credentials', 'ACCESS_KEY_ID', 'ACCESS_SECRET_KEY']);
  });

  test('a region that is kept with the credentials is one more key of that Secret', () => {
    const region = { name: 'postgres-backup-s3-credentials', key: 'REGION' };
    expect(keys({ s3: { bucket: 'backups', region } })).toEqual([
      'postgres-backup-s3-credentials',
      'ACCESS_KEY_ID',
      'ACCESS_SECRET_KEY',
      'REGION',
    ]);
    expect(keys({ s3: { bucket: 'backups', region, inheritFromIamRole: true } })).toEqual([
      'postgres-backup-s3-credentials',
      'REGION',
    ]);
  });

  test('an IAM role needs no Secret', () => {
    const s3 = { bucket: 'backups', inheritFromIamRole: true };
    expect(credentials({ s3 }).s3Credentials).toEqual({ inheritFromIAMRole: true });
    expect(keys({ s3 })).toEqual([undefined]);
  });

  test('an endpoint is taken for S3-compatible unless said otherwise', () => {
    const env = (s3: any) =>
      object({ backup: { s3: { bucket: 'backups', ...s3 } } }, 'ObjectStore').spec.instanceSidecarConfiguration.env;
    expect(env({ endpointUrl: 'https://minio.example.com' })).toHaveLength(2);
    expect(env({ endpointUrl: 'https://s3.eu-west-1.amazonaws.com', compatible: false })).toBeUndefined();
    expect(env({})).toBeUndefined();
  });
});

describe('Azure', () => {
  const url = 'https://acme.blob.core.windows.net/backups';
  const name = 'postgres-backup-azure-credentials';

  test.each([
    [
      undefined,
      { storageAccount: { name, key: 'AZURE_STORAGE_ACCOUNT' }, storageKey: { name, key: 'AZURE_STORAGE_KEY' } },
      [name, 'AZURE_STORAGE_ACCOUNT', 'AZURE_STORAGE_KEY'],
    ],
    [
      AzureCredentials.SAS_TOKEN,
      { storageAccount: { name, key: 'AZURE_STORAGE_ACCOUNT' }, storageSasToken: { name, key: 'AZURE_STORAGE_SAS_TOKEN' } },
      [name, 'AZURE_STORAGE_ACCOUNT', 'AZURE_STORAGE_SAS_TOKEN'],
    ],
    [
      AzureCredentials.CONNECTION_STRING,
      { connectionString: { name, key: 'AZURE_STORAGE_CONNECTION_STRING' } },
      [name, 'AZURE_STORAGE_CONNECTION_STRING'],
    ],
    [AzureCredentials.MANAGED_IDENTITY, { inheritFromAzureAD: true }, [undefined]],
  ])('%s', (method, azureCredentials, secretKeys) => {
    const azure = { url, credentials: method };
    expect(credentials({ azure })).toEqual({ url: `${url}/p`, azureCredentials });
    expect(keys({ azure })).toEqual(secretKeys);
  });
});

describe('Google', () => {
  const name = 'postgres-backup-google-credentials';

  test('signs in with a service account, or as the Pod', () => {
    expect(credentials({ google: { bucket: 'backups' } })).toEqual({
      url: 'gs://backups/p',
      googleCredentials: { applicationCredentials: { name, key: 'GOOGLE_APPLICATION_CREDENTIALS' } },
    });
    expect(keys({ google: { bucket: 'backups' } })).toEqual([name, 'GOOGLE_APPLICATION_CREDENTIALS']);
    expect(credentials({ google: { bucket: 'backups', gkeEnvironment: true } }).googleCredentials).toEqual({
      gkeEnvironment: true,
    });
    expect(keys({ google: { bucket: 'backups', gkeEnvironment: true } })).toEqual([undefined]);
  });
});
