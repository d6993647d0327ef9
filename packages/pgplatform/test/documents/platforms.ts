import { AzureCredentials, BuiltinLocale } from '@pgplatform/cluster-base';
import { CronSchedule, ImageReference, PlatformRelease, Size } from '@pgplatform/core';
import { Prerequisite } from '@pgplatform/operator-values';
import { SecretSource } from '@pgplatform/sealed-secrets';
import type { PgPlatformProjectOptions } from '../../src/pg-platform-project-options';

const PRODUCT_A = { name: 'product-a', databases: [{ name: 'api_db' }] };

/** Platforms that differ in what documents say. */
export const PLATFORMS: Record<string, Partial<PgPlatformProjectOptions>> = {
  'the defaults': {},
  'the reference, in-tree backups': { platformRelease: '2025.10' },
  ...Object.fromEntries(
    PlatformRelease.path('2025.10', '2026.07')
      .filter(({ isWayPoint }) => isWayPoint)
      .map(({ id }) => [`the way point ${id}`, { platformRelease: id, products: [PRODUCT_A] }]),
  ),
  'release 2026.06': { platformRelease: '2026.06', products: [PRODUCT_A] },
  'deferred backups, with and without the plugin': { clusterBase: { backup: { deferred: 'no bucket yet | ask `ops`' } } },
  'deferred in-tree backups': {
    platformRelease: '2025.10',
    clusterBase: { backup: { deferred: 'later' }, monitoring: { podMonitor: false } },
  },
  'three instances, two products, two clusters, an S3-compatible store': {
    environments: [
      { name: 'stage' },
      {
        name: 'prod',
        instances: 3,
        storage: Size.gibibytes(100),
        walStorage: Size.gibibytes(20),
        destination: { name: 'prod-cluster' },
        sync: { automated: false },
      },
    ],
    clusterBase: {
      backup: {
        s3: { bucket: 'archive', endpointUrl: 'https://minio.example.com:9000', endpointCa: { name: 'minio-ca', key: 'ca.crt' } },
      },
      networkPolicy: {},
    },
    products: [PRODUCT_A, { name: 'product-b', databases: [{ name: 'orders' }, { name: 'carts', environments: ['prod'] }] }],
  },
  'one environment with an IAM role, an own storage class and three instances': {
    storageClass: 'gp3',
    environments: [{ name: 'live', namespace: 'databases' }],
    clusterBase: {
      instances: 3,
      backup: {
        s3: {
          bucket: 'archive',
          inheritFromIamRole: true,
          serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/pg' },
        },
        retentionPolicy: '4w',
        schedule: CronSchedule.hourly(15),
      },
      postgres: { major: 18 },
    },
  },
  'Azure with a key': {
    clusterBase: {
      backup: { azure: { url: 'https://acme.blob.core.windows.net/archive' }, schedule: CronSchedule.weekly(0, 3) },
    },
  },
  'Azure with an identity, in-tree': {
    platformRelease: '2025.10',
    clusterBase: {
      backup: { azure: { url: 'https://acme.blob.core.windows.net/archive', credentials: AzureCredentials.MANAGED_IDENTITY } },
    },
  },
  'Google with a key': {
    clusterBase: { backup: { google: { bucket: 'archive' }, schedule: CronSchedule.parse('0 30 1 1,15 * *') } },
  },
  'Google with an identity, in-tree and a product': {
    platformRelease: '2026.02',
    clusterBase: { backup: { google: { bucket: 'archive', gkeEnvironment: true } } },
    products: [PRODUCT_A],
  },
  'secrets from elsewhere, a project and a Longhorn class of its own, installed prerequisites': {
    argoCd: { namespace: 'argo', project: 'databases' },
    operatorValues: {
      namespace: 'pg-operator',
      releaseName: 'pg',
      prerequisites: { sealedSecrets: Prerequisite.INSTALL, certManager: Prerequisite.INSTALL },
    },
    clusterBase: {
      name: 'main',
      longhornStorageClass: true,
      deletionProtection: {},
      bootstrap: { builtinLocale: BuiltinLocale.C_UTF8 },
    },
    environments: [
      { name: 'test', secretSource: SecretSource.EXISTING },
      { name: 'stage', secretSource: SecretSource.EXTERNAL, externalStore: { name: 'vault' } },
      { name: 'prod', parameters: { random_page_cost: '1.1', 'auto_explain.log_min_duration': '5s', jit: 'off' } },
    ],
    rendered: false,
    ignoredRules: [{ rule: 'P-13', reason: 'measured | and *fine*' }],
    acknowledgements: [{ object: 'Cluster/postgres-old/main', reason: 'moved', expires: '2027-01-31' }],
  },
  'a platform that was restored, with files and patches of its own': {
    clusterBase: { name: 'second', bootstrap: { recovery: { serverName: 'first', targetTime: '2026-11-22T05:30:00Z' } } },
    environments: [
      {
        name: 'prod',
        extraResources: ['pooler.yaml'],
        clusterPatch: { spec: { postgresql: { pg_hba: ['hostssl all all all scram-sha-256'] } } },
      },
    ],
    operatorValues: { values: { monitoring: { podMonitorEnabled: false } } },
  },
  'names at their longest and an image without a codename': {
    team: 'Payments_and Billing',
    repoUrl: 'git@git.example.com:payments/postgres.git',
    clusterBase: {
      name: 'a-very-long-name-of-a-cluster-of-fifty-characters0',
      postgres: { image: ImageReference.parse('registry.example.com/postgres:16.9') },
    },
    environments: [{ name: 'production', serverName: 'second-archive', instances: 2 }],
  },
};
