import type { S3BackupOptions } from '@pgplatform/cluster-base';
import type { BackupRef, ModelSecret } from '@pgplatform/core';
import type { RoleCredentials } from '@pgplatform/environment-overlays';
import {
  DeclaredSecret,
  ExternalSecret,
  type SecretKeyOptions,
  SecretSource,
  WellKnownSecrets,
} from '@pgplatform/sealed-secrets';
import type { PlatformEnvironmentOptions } from './pg-platform-project-options';

/** The secrets of an environment's overlay: what the backups need first, then what the user declared. */
export function overlaySecrets(
  environment: PlatformEnvironmentOptions,
  namespace: string,
  folder: string,
  backup?: BackupRef,
  s3?: S3BackupOptions,
): ModelSecret[] {
  const declared = (environment.secrets ?? []).map((options) => new DeclaredSecret(options));
  const needed = backup ? backupSecrets(backup, s3) : [];
  // Who declares a secret himself knows its rules better.
  const own = needed.filter(({ name }) => !declared.some((secret) => secret.name === name));
  return [...own, ...declared].map((secret) =>
    secret.toModel({ namespace, file: `${folder}/${fileName(secret.name, environment)}`, source: environment.secretSource }),
  );
}

/** The credentials of a product's role. */
export function roleSecret(environment: PlatformEnvironmentOptions, credentials: RoleCredentials): ModelSecret {
  const { secretName, role, namespace, file } = credentials;
  return WellKnownSecrets.roleCredentials({ name: secretName, username: role }).toModel({
    namespace,
    file,
    source: environment.secretSource,
  });
}

/** The ExternalSecrets of an environment whose values come from a store; they stand where the sealed file would. */
export function externalSecret(secret: ModelSecret, environment: PlatformEnvironmentOptions): any {
  const store = environment.externalStore;
  return ExternalSecret.manifest(secret, {
    store: store?.name ?? '',
    clusterStore: store?.clusterStore,
    remoteKey: `${store?.prefix ?? ''}${secret.name}`,
  });
}

/** Whether a kustomization lists a file for the secret. */
export function isListed(secret: ModelSecret): boolean {
  return secret.source !== SecretSource.EXISTING;
}

/** The credentials of the object store, and what else its configuration refers to. */
function backupSecrets(backup: BackupRef, s3: S3BackupOptions = { bucket: '' }): DeclaredSecret[] {
  const keys: Record<string, SecretKeyOptions[]> = {};
  for (const name of backup.secretKeys ?? []) {
    keys[backup.secret ?? ''] = [...(keys[backup.secret ?? ''] ?? []), { name }];
  }
  for (const [reference, rules] of [
    [s3.region, { description: 'region of the bucket' }],
    [s3.endpointCa, { description: 'certificate authority of the object store, PEM', multiline: true }],
  ] as const) {
    if (reference) {
      const others = (keys[reference.name] ?? []).filter((key) => key.name !== reference.key);
      keys[reference.name] = [...others, { name: reference.key, ...rules }];
    }
  }
  return Object.entries(keys).map(([name, all]) => {
    const further = all.filter((key) => !S3_KEYS.includes(key.name));
    return further.length === all.length
      ? new DeclaredSecret({ name, keys: all })
      : WellKnownSecrets.backupCredentials({ name, aws: !s3.endpointUrl && !s3.compatible, furtherKeys: further });
  });
}

const S3_KEYS = ['ACCESS_KEY_ID', 'ACCESS_SECRET_KEY'];

/** `postgres-backup-s3-credentials` is in `backup-s3-credentials-sealed.yaml`. */
function fileName(secret: string, environment: PlatformEnvironmentOptions): string {
  const suffix = environment.secretSource === SecretSource.EXTERNAL ? 'external' : 'sealed';
  return `${secret.replace(/^postgres-/, '')}-${suffix}.yaml`;
}
