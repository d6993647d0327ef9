import type { BackupRef, ModelSecret } from '@pgplatform/core';
import type { RoleCredentials } from '@pgplatform/environment-overlays';
import { DeclaredSecret, ExternalSecret, SecretSource, WellKnownSecrets } from '@pgplatform/sealed-secrets';
import type { PlatformEnvironmentOptions } from './pg-platform-project-options';

/** The secrets of an environment's overlay: the backup credentials first, then what the user declared. */
export function overlaySecrets(
  environment: PlatformEnvironmentOptions,
  namespace: string,
  folder: string,
  backup?: BackupRef,
): ModelSecret[] {
  const declared = (environment.secrets ?? []).map((options) => new DeclaredSecret(options));
  return [...backupCredentials(backup), ...declared].map((secret) =>
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

function backupCredentials(backup?: BackupRef): DeclaredSecret[] {
  if (!backup?.secret) {
    return [];
  }
  const keys = backup.secretKeys ?? [];
  return [
    keys.includes('ACCESS_SECRET_KEY')
      ? WellKnownSecrets.backupCredentials({ name: backup.secret, aws: backup.url.startsWith('s3://') && !backup.endpointUrl })
      : new DeclaredSecret({ name: backup.secret, keys: keys.map((name) => ({ name })) }),
  ];
}

/** `postgres-backup-s3-credentials` is in `backup-s3-credentials-sealed.yaml`. */
function fileName(secret: string, environment: PlatformEnvironmentOptions): string {
  const suffix = environment.secretSource === SecretSource.EXTERNAL ? 'external' : 'sealed';
  return `${secret.replace(/^postgres-/, '')}-${suffix}.yaml`;
}
