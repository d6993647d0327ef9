import { Shape } from '@pgplatform/core';

/** How Barman signs in to Azure; the Secret `postgres-backup-azure-credentials` holds what it needs. */
export enum AzureCredentials {
  /** Key `AZURE_STORAGE_CONNECTION_STRING`. */
  CONNECTION_STRING = 'connection-string',
  /** Keys `AZURE_STORAGE_ACCOUNT` and `AZURE_STORAGE_KEY`. */
  STORAGE_KEY = 'storage-key',
  /** Keys `AZURE_STORAGE_ACCOUNT` and `AZURE_STORAGE_SAS_TOKEN`. */
  SAS_TOKEN = 'sas-token',
  /** No Secret: the identity of the Pods (`inheritFromAzureAD`), usually named by `serviceAccountAnnotations`. */
  MANAGED_IDENTITY = 'managed-identity',
}

/**
 * Backups in Azure Blob Storage.
 *
 * Source: https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/#azure-blob-storage
 */
export interface AzureBackupOptions {
  /** URL of the container, for example `https://acme.blob.core.windows.net/backups`; it must exist. */
  readonly url: string;
  /** How Barman signs in. @default AzureCredentials.STORAGE_KEY */
  readonly credentials?: AzureCredentials;
  /** Annotations of the Pods' ServiceAccount, for example `azure.workload.identity/client-id`. @default - none */
  readonly serviceAccountAnnotations?: { [name: string]: string };
}

export const AZURE_BACKUP_SHAPE = Shape.struct(
  {
    url: Shape.text(),
    credentials: Shape.oneOf(Object.values(AzureCredentials)),
    serviceAccountAnnotations: Shape.record(Shape.text()),
  } satisfies Record<keyof AzureBackupOptions, Shape>,
  ['url'],
);
