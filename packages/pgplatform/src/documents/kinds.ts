/**
 * Resource names for kubectl, with their groups: `cluster` alone is ambiguous beside Cluster API, `backup` beside other operators.
 */
export const CLUSTERS = 'clusters.postgresql.cnpg.io';
export const BACKUPS = 'backups.postgresql.cnpg.io';
export const SCHEDULED_BACKUPS = 'scheduledbackups.postgresql.cnpg.io';
export const DATABASES = 'databases.postgresql.cnpg.io';
export const DATABASE_ROLES = 'databaseroles.postgresql.cnpg.io';
export const OBJECT_STORES = 'objectstores.barmancloud.cnpg.io';
export const APPLICATIONS = 'applications.argoproj.io';
export const SEALED_SECRETS = 'sealedsecrets.bitnami.com';
export const POD_MONITORS = 'podmonitors.monitoring.coreos.com';
export const CERTIFICATES = 'certificates.cert-manager.io';
