import { KubernetesPatch } from '@pgplatform/core';
import type { ManifestSet } from '../src';

/** A Cluster as it is written in git: plugin backups, three instances. */
const CLUSTER = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: {
    name: 'postgres-shared',
    namespace: 'postgres-prod',
    annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
  },
  spec: {
    imageName: 'ghcr.io/cloudnative-pg/postgresql:17.10-standard-bookworm',
    instances: 3,
    storage: { size: '50Gi', storageClass: 'longhorn-single-replica' },
    resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '2Gi' } },
    postgresql: { parameters: { max_connections: '100', shared_buffers: '512MB', work_mem: '10MB', wal_level: 'replica' } },
    plugins: [
      {
        name: 'barman-cloud.cloudnative-pg.io',
        enabled: true,
        isWALArchiver: true,
        parameters: { barmanObjectName: 'postgres-shared-store' },
      },
    ],
  },
};

const CREDENTIALS = {
  accessKeyId: { name: 'postgres-backup-s3-credentials', key: 'ACCESS_KEY_ID' },
  secretAccessKey: { name: 'postgres-backup-s3-credentials', key: 'ACCESS_SECRET_KEY' },
};

/** The bucket and folder of both shapes of backup. */
export const BARMAN = { destinationPath: 's3://backups/postgres-prod', s3Credentials: CREDENTIALS, wal: { compression: 'gzip' } };

const OBJECT_STORE = {
  apiVersion: 'barmancloud.cnpg.io/v1',
  kind: 'ObjectStore',
  metadata: { name: 'postgres-shared-store', namespace: 'postgres-prod' },
  spec: { retentionPolicy: '30d', configuration: BARMAN, instanceSidecarConfiguration: { logLevel: 'info' } },
};

const SCHEDULED_BACKUP = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'ScheduledBackup',
  metadata: { name: 'postgres-shared-daily', namespace: 'postgres-prod' },
  spec: {
    schedule: '0 0 2 * * *',
    cluster: { name: 'postgres-shared' },
    method: 'plugin',
    pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
  },
};

const SEALED_SECRET = {
  apiVersion: 'bitnami.com/v1alpha1',
  kind: 'SealedSecret',
  metadata: { name: 'postgres-backup-s3-credentials', namespace: 'postgres-prod' },
  spec: { encryptedData: { ACCESS_KEY_ID: 'AgA1', ACCESS_SECRET_KEY: 'AgA2' }, template: { type: 'Opaque' } },
};

const OPERATOR = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'cloudnativepg', namespace: 'argocd' },
  spec: {
    project: 'default',
    source: {
      repoURL: 'https://cloudnative-pg.github.io/charts',
      chart: 'cloudnative-pg',
      targetRevision: '0.29.0',
      helm: { valuesObject: {} },
    },
    destination: { server: 'https://kubernetes.default.svc', namespace: 'cnpg-system' },
    syncPolicy: { automated: { prune: false, selfHeal: true } },
  },
};

const PLUGIN = {
  ...OPERATOR,
  metadata: { name: 'plugin-barman-cloud', namespace: 'argocd' },
  spec: {
    ...OPERATOR.spec,
    source: { ...OPERATOR.spec.source, chart: 'plugin-barman-cloud', targetRevision: '0.7.0' },
  },
};

const APPLICATION_SET = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'ApplicationSet',
  metadata: { name: 'postgres', namespace: 'argocd' },
  spec: {
    goTemplate: true,
    generators: [{ list: { elements: [{ env: 'prod', namespace: 'postgres-prod' }] } }],
    syncPolicy: { preserveResourcesOnDeletion: true, applicationsSync: 'create-update' },
    template: {
      metadata: { name: 'postgres-{{ .env }}' },
      spec: {
        project: 'default',
        source: { repoURL: 'https://git.example.com/postgres.git', targetRevision: 'main', path: 'overlays/{{ .env }}' },
        destination: { server: 'https://kubernetes.default.svc', namespace: '{{ .namespace }}' },
        syncPolicy: { automated: { prune: true, selfHeal: true } },
      },
    },
  },
};

/** The objects by the names that tests use. */
export const OBJECTS = {
  cluster: CLUSTER,
  store: OBJECT_STORE,
  schedule: SCHEDULED_BACKUP,
  secret: SEALED_SECRET,
  operator: OPERATOR,
  plugin: PLUGIN,
  applicationSet: APPLICATION_SET,
};

/** Merge patches by name; `null` removes the object, and names of their own add one. */
export type Patches = { readonly [name: string]: any };

/** A repository with one environment, changed by merge patches. */
export function manifests(patches: Patches = {}, operatorVersion = '1.30.0'): ManifestSet {
  const objects: { [name: string]: any } = { ...OBJECTS };
  for (const [name, patch] of Object.entries(patches)) {
    if (patch === null) delete objects[name];
    else objects[name] = objects[name] ? KubernetesPatch.merge(objects[name], patch) : patch;
  }
  const { operator, plugin, applicationSet, ...overlay } = objects;
  const apps = [operator, plugin, applicationSet].filter(Boolean);
  return {
    operatorVersion,
    builds: [
      { path: 'apps', objects: apps.map((object) => ({ object })) },
      { path: 'overlays/prod', objects: Object.values(overlay).map((object) => ({ object })) },
    ],
  };
}
