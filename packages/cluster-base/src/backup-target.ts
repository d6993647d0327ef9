import { AzureCredentials } from './azure-backup-options';
import type { BackupOptions } from './backup-options';
import type { S3BackupOptions } from './s3-backup-options';
import type { SecretKeyReference } from './secret-key-reference';

/** An object store, as Barman is told about it. */
export interface BackupTarget {
  /** URL that the path is appended to. */
  readonly url: string;
  /** Fields of Barman's configuration beside the path: endpoint and credentials. */
  readonly configuration: { [field: string]: any };
  /** Secret with the credentials, and the keys that are read from it; no Secret when there are no keys. */
  readonly secret: string;
  readonly secretKeys: string[];
  readonly serviceAccountAnnotations?: { [name: string]: string };
  /** Environment of the process that uploads. */
  readonly env: { name: string; value: string }[];
}

/** The one target of the options: the bucket in AWS when there is no other. */
export function backupTarget(options: BackupOptions): BackupTarget {
  if (options.azure) {
    const { url, credentials = AzureCredentials.STORAGE_KEY, serviceAccountAnnotations } = options.azure;
    const secret = 'postgres-backup-azure-credentials';
    const azureCredentials = AZURE[credentials](secret);
    return {
      url: trimmed(url),
      configuration: { azureCredentials },
      secret,
      secretKeys: keysOf(secret, azureCredentials),
      serviceAccountAnnotations,
      env: [],
    };
  }
  if (options.google) {
    const { bucket, gkeEnvironment, serviceAccountAnnotations } = options.google;
    const secret = 'postgres-backup-google-credentials';
    const googleCredentials = gkeEnvironment
      ? { gkeEnvironment: true }
      : { applicationCredentials: { name: secret, key: 'GOOGLE_APPLICATION_CREDENTIALS' } };
    return {
      url: `gs://${bucket}`,
      configuration: { googleCredentials },
      secret,
      secretKeys: keysOf(secret, googleCredentials),
      serviceAccountAnnotations,
      env: [],
    };
  }
  return s3Target(options.s3 ?? { bucket: options.bucket ?? 'cloudnativepg-backups' });
}

function s3Target(options: S3BackupOptions): BackupTarget {
  const { bucket, endpointUrl, endpointCa, region, compatible = endpointUrl !== undefined } = options;
  const secret = 'postgres-backup-s3-credentials';
  const configuration = {
    ...(endpointUrl && { endpointURL: trimmed(endpointUrl) }),
    ...(endpointCa && { endpointCA: endpointCa }),
    s3Credentials: {
      ...(options.inheritFromIamRole
        ? { inheritFromIAMRole: true }
        : {
            accessKeyId: { name: secret, key: 'ACCESS_KEY_ID' },
            secretAccessKey: { name: secret, key: 'ACCESS_SECRET_KEY' },
          }),
      ...(region && { region }),
    },
  };
  return {
    url: `s3://${bucket}`,
    configuration,
    secret,
    secretKeys: keysOf(secret, { ...configuration.s3Credentials, endpointCa }),
    serviceAccountAnnotations: options.serviceAccountAnnotations,
    env: compatible
      ? ['AWS_REQUEST_CHECKSUM_CALCULATION', 'AWS_RESPONSE_CHECKSUM_VALIDATION'].map((name) => ({ name, value: 'when_required' }))
      : [],
  };
}

const AZURE: Record<AzureCredentials, (name: string) => { [field: string]: SecretKeyReference | true }> = {
  [AzureCredentials.CONNECTION_STRING]: (name) => ({ connectionString: { name, key: 'AZURE_STORAGE_CONNECTION_STRING' } }),
  [AzureCredentials.STORAGE_KEY]: (name) => ({
    storageAccount: { name, key: 'AZURE_STORAGE_ACCOUNT' },
    storageKey: { name, key: 'AZURE_STORAGE_KEY' },
  }),
  [AzureCredentials.SAS_TOKEN]: (name) => ({
    storageAccount: { name, key: 'AZURE_STORAGE_ACCOUNT' },
    storageSasToken: { name, key: 'AZURE_STORAGE_SAS_TOKEN' },
  }),
  [AzureCredentials.MANAGED_IDENTITY]: () => ({ inheritFromAzureAD: true }),
};

/** Keys of the Secret that the references name; a region or a CA may be kept in the same Secret. */
function keysOf(secret: string, references: { [field: string]: any }): string[] {
  return Object.values(references)
    .filter((reference) => reference?.name === secret)
    .map((reference) => reference.key);
}

/** A required URL that is missing is a problem of its own; here it must not be an exception. */
function trimmed(url = ''): string {
  return url.replace(/\/+$/, '');
}
