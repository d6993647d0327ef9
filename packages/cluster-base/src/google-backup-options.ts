import { Shape } from '@pgplatform/core';

/**
 * Backups in Google Cloud Storage.
 *
 * Source: https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/#google-cloud-storage
 */
export interface GoogleBackupOptions {
  /** Name of the bucket; it must exist. */
  readonly bucket: string;
  /**
   * Whether the Pods get their credentials from GKE's workload identity. Else the Secret `postgres-backup-google-credentials` holds a
   * service account's JSON under the key `GOOGLE_APPLICATION_CREDENTIALS`.
   * @default false
   */
  readonly gkeEnvironment?: boolean;
  /** Annotations of the Pods' ServiceAccount, for example `iam.gke.io/gcp-service-account`. @default - none */
  readonly serviceAccountAnnotations?: { [name: string]: string };
}

export const GOOGLE_BACKUP_SHAPE = Shape.struct(
  {
    bucket: Shape.text(),
    gkeEnvironment: Shape.bool(),
    serviceAccountAnnotations: Shape.record(Shape.text()),
  } satisfies Record<keyof GoogleBackupOptions, Shape>,
  ['bucket'],
);
