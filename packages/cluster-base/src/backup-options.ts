import { type CronSchedule, Shape } from '@pgplatform/core';
import { AZURE_BACKUP_SHAPE, type AzureBackupOptions } from './azure-backup-options';
import { GOOGLE_BACKUP_SHAPE, type GoogleBackupOptions } from './google-backup-options';
import { S3_BACKUP_SHAPE, type S3BackupOptions } from './s3-backup-options';

/** How WAL and base backups are compressed: what every supported Barman can do for both. */
export enum BackupCompression {
  /** The usual choice. */
  GZIP = 'gzip',
  /** Smaller and slower. */
  BZIP2 = 'bzip2',
  /** Larger and faster. */
  SNAPPY = 'snappy',
}

/** Where backups go, when, and how long they stay. At most one of `bucket`, `s3`, `azure` and `google`. */
export interface BackupOptions {
  /** Name of an S3 bucket in AWS, with static keys: short for `s3`. @default cloudnativepg-backups */
  readonly bucket?: string;
  /** S3, with everything that can be said about it. @default - `bucket` */
  readonly s3?: S3BackupOptions;
  /** Azure Blob Storage. @default - `bucket` */
  readonly azure?: AzureBackupOptions;
  /** Google Cloud Storage. @default - `bucket` */
  readonly google?: GoogleBackupOptions;
  /** Path in the bucket. An environment overlay replaces it by its own. @default REPLACED-BY-OVERLAY */
  readonly path?: string;
  /** How long backups stay, in days, weeks or months: `30d`, `4w`, `1m`. @default 30d */
  readonly retentionPolicy?: string;
  /** When a base backup is taken, UTC. The name of the ScheduledBackup stays when this changes. @default CronSchedule.daily(2) */
  readonly schedule?: CronSchedule;
  /** Compression of WAL and of base backups. @default BackupCompression.GZIP */
  readonly compression?: BackupCompression;
  /** Parallel uploads, of files of a base backup and of WAL segments. In-tree Barman runs inside PostgreSQL's memory limit. @default 2 */
  readonly jobs?: number;
  /**
   * Anything else of the object store's configuration, as a merge patch (RFC 7386), applied last: of `spec.backup.barmanObjectStore` in-tree,
   * of `spec.configuration` of the ObjectStore with the plugin. Refused for what options decide (STORE_PATCH_OPTION).
   *
   * Source: https://github.com/cloudnative-pg/barman-cloud, pkg/api/config.go
   * @default - none
   */
  readonly storePatch?: any;
  /**
   * Why there are no backups yet: then nothing is archived, no base backup is taken and no Secret is needed.
   * @default - there are backups
   */
  readonly deferred?: string;
}

export const BACKUP_SHAPE = Shape.struct({
  bucket: Shape.text(),
  s3: S3_BACKUP_SHAPE,
  azure: AZURE_BACKUP_SHAPE,
  google: GOOGLE_BACKUP_SHAPE,
  path: Shape.text('^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$', 'letters, digits, ".", "_", "-" and "/" between them'),
  retentionPolicy: Shape.text('^[1-9][0-9]*[dwm]$', 'a number and d, w or m (days, weeks, months), for example 30d'),
  schedule: Shape.cron(),
  compression: Shape.oneOf(Object.values(BackupCompression)),
  jobs: Shape.integer(1, 64),
  storePatch: Shape.json(),
  deferred: Shape.text(undefined, 'the reason, as text'),
} satisfies Record<keyof BackupOptions, Shape>);
