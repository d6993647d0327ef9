import { DeclaredSecret, type SecretKeyOptions } from './declared-secret';

/** The credentials of the object store that backups go to. */
export interface BackupCredentialsOptions {
  /**
   * Name of the Secret.
   * @default postgres-backup-s3-credentials
   */
  readonly name?: string;
  /**
   * The store is Amazon S3 itself, whose keys have known lengths; other S3-compatible stores choose their own.
   * @default true
   */
  readonly aws?: boolean;
  /**
   * Keys beside the two, such as the certificate authority of the store.
   * @default - none
   */
  readonly furtherKeys?: SecretKeyOptions[];
}

/** The credentials of a PostgreSQL role. */
export interface RoleCredentialsOptions {
  /** Name of the Secret. */
  readonly name: string;
  /** Name of the role; it is public. */
  readonly username: string;
}

/** Secrets that every platform knows. */
export class WellKnownSecrets {
  /**
   * `ACCESS_KEY_ID` and `ACCESS_SECRET_KEY` of the backup store.
   *
   * Lengths: https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKey.html (id 16 to 128; secret keys have 40)
   */
  public static backupCredentials(options: BackupCredentialsOptions = {}): DeclaredSecret {
    const aws = options.aws ?? true;
    const id: SecretKeyOptions = { name: 'ACCESS_KEY_ID', description: 'access key id of the backup bucket' };
    const key: SecretKeyOptions = { name: 'ACCESS_SECRET_KEY', description: 'secret access key of the backup bucket' };
    const keys = aws
      ? [
          { ...id, minLength: 16, maxLength: 128 },
          { ...key, length: 40 },
        ]
      : [id, key];
    return new DeclaredSecret({
      name: options.name ?? 'postgres-backup-s3-credentials',
      keys: [...keys, ...(options.furtherKeys ?? [])],
    });
  }

  /** `username`, which is public, and `password` of a role, as the operator reads them. */
  public static roleCredentials(options: RoleCredentialsOptions): DeclaredSecret {
    return new DeclaredSecret({
      name: options.name,
      type: 'kubernetes.io/basic-auth',
      keys: [
        { name: 'username', description: 'name of the role', publicValue: options.username },
        { name: 'password', description: `password of the role ${options.username}` },
      ],
    });
  }

  private constructor() {}
}
