import { Shape } from '@pgplatform/core';
import { SECRET_KEY_SHAPE, type SecretKeyReference } from './secret-key-reference';

/**
 * Backups in S3, or in a store that speaks its protocol.
 *
 * Source: https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/
 */
export interface S3BackupOptions {
  /** Name of the bucket; it must exist. */
  readonly bucket: string;
  /** Where the bucket's region is kept. @default - the store's own default */
  readonly region?: SecretKeyReference;
  /** URL of a store that is not AWS, for example `https://minio.example.com:9000`. @default - AWS */
  readonly endpointUrl?: string;
  /** The certificate authority of the endpoint, PEM. @default - those of the image */
  readonly endpointCa?: SecretKeyReference;
  /**
   * Whether the Pods get their credentials from an IAM role: then there is no Secret to seal. The role is usually named by
   * `serviceAccountAnnotations`.
   * @default false
   */
  readonly inheritFromIamRole?: boolean;
  /** Annotations of the Pods' ServiceAccount, for example `eks.amazonaws.com/role-arn`. @default - none */
  readonly serviceAccountAnnotations?: { [name: string]: string };
  /**
   * Whether checksums that only AWS understands are left out (`AWS_REQUEST_CHECKSUM_CALCULATION` and
   * `AWS_RESPONSE_CHECKSUM_VALIDATION` become `when_required`; https://github.com/cloudnative-pg/plugin-barman-cloud/issues/398).
   * @default - true when there is an endpointUrl
   */
  readonly compatible?: boolean;
}

export const S3_BACKUP_SHAPE = Shape.struct(
  {
    bucket: Shape.text(),
    region: SECRET_KEY_SHAPE,
    endpointUrl: Shape.text(),
    endpointCa: SECRET_KEY_SHAPE,
    inheritFromIamRole: Shape.bool(),
    serviceAccountAnnotations: Shape.record(Shape.text()),
    compatible: Shape.bool(),
  } satisfies Record<keyof S3BackupOptions, Shape>,
  ['bucket'],
);
