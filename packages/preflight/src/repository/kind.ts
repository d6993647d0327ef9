/** Kinds that rules look for, as `Kind.group`. */
export const CLUSTER = 'Cluster.postgresql.cnpg.io';
export const BACKUP = 'Backup.postgresql.cnpg.io';
export const SCHEDULED_BACKUP = 'ScheduledBackup.postgresql.cnpg.io';
export const POOLER = 'Pooler.postgresql.cnpg.io';
export const DATABASE = 'Database.postgresql.cnpg.io';
export const DATABASE_ROLE = 'DatabaseRole.postgresql.cnpg.io';
export const PUBLICATION = 'Publication.postgresql.cnpg.io';
export const SUBSCRIPTION = 'Subscription.postgresql.cnpg.io';
export const IMAGE_CATALOG = 'ImageCatalog.postgresql.cnpg.io';
export const OBJECT_STORE = 'ObjectStore.barmancloud.cnpg.io';
export const SEALED_SECRET = 'SealedSecret.bitnami.com';
export const SECRET = 'Secret.';
export const EXTERNAL_SECRET = 'ExternalSecret.external-secrets.io';
export const CERTIFICATE = 'Certificate.cert-manager.io';
export const POD_MONITOR = 'PodMonitor.monitoring.coreos.com';
export const STORAGE_CLASS = 'StorageClass.storage.k8s.io';
export const NAMESPACE = 'Namespace.';
export const APPLICATION = 'Application.argoproj.io';
export const APPLICATION_SET = 'ApplicationSet.argoproj.io';

/** `Kind.group` of an object; empty parts for what it does not say. */
export function kindOf(object: any): string {
  const apiVersion = typeof object?.apiVersion === 'string' ? object.apiVersion : '';
  const kind = typeof object?.kind === 'string' ? object.kind : '';
  return `${kind}.${apiVersion.includes('/') ? apiVersion.split('/')[0] : ''}`;
}
