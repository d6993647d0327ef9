import { type ClusterRef, Cpu, ImageReference, KubernetesPatch, PlatformRelease, Size } from '@pgplatform/core';

/** A hand-made base: what the generators' contract says of one, and no more. */
export function baseRef(release = '2026.07', cluster: any = {}, ref: Partial<ClusterRef> = {}): ClusterRef {
  const plugin = PlatformRelease.of(release).pluginChart !== undefined;
  const name = 'postgres-shared';
  const secret = 'postgres-backup-s3-credentials';
  const image = PlatformRelease.of(release).image();
  const configuration = {
    destinationPath: 's3://cloudnativepg-backups/REPLACED-BY-OVERLAY',
    s3Credentials: {
      accessKeyId: { name: secret, key: 'ACCESS_KEY_ID' },
      secretAccessKey: { name: secret, key: 'ACCESS_SECRET_KEY' },
    },
    wal: { compression: 'gzip', maxParallel: 2 },
    data: { compression: 'gzip', jobs: 2 },
  };
  const guard = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };
  const manifests = [
    ...(plugin
      ? [
          {
            apiVersion: 'barmancloud.cnpg.io/v1',
            kind: 'ObjectStore',
            metadata: { name: `${name}-store`, annotations: guard },
            spec: { retentionPolicy: '30d', configuration },
          },
        ]
      : []),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name },
      spec: {
        podSelector: { matchLabels: { 'cnpg.io/cluster': name } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: { matchLabels: { 'cnpg.io/cluster': name } } }] }],
      },
    },
    KubernetesPatch.merge(
      {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'Cluster',
        metadata: { name, annotations: guard },
        spec: {
          imageName: image.toString(),
          instances: 1,
          enablePDB: false,
          inheritedMetadata: { labels: { team: 'payments' } },
          bootstrap: { initdb: { database: 'app', owner: 'app' } },
          storage: { storageClass: 'longhorn-single-replica', size: '10Gi', resizeInUseVolumes: true },
          resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
          postgresql: {
            parameters: {
              max_connections: '100',
              shared_buffers: '256MB',
              effective_cache_size: '768MB',
              maintenance_work_mem: '64MB',
              work_mem: '5MB',
              max_parallel_workers: '1',
              max_parallel_workers_per_gather: '0',
              max_parallel_maintenance_workers: '0',
              wal_level: 'replica',
              log_lock_waits: 'on',
            },
          },
          ...(plugin
            ? {
                plugins: [
                  {
                    name: 'barman-cloud.cloudnative-pg.io',
                    enabled: true,
                    isWALArchiver: true,
                    parameters: { barmanObjectName: `${name}-store` },
                  },
                ],
              }
            : { backup: { target: 'prefer-standby', retentionPolicy: '30d', barmanObjectStore: configuration } }),
        },
      },
      cluster,
    ),
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ScheduledBackup',
      metadata: { name: `${name}-daily`, annotations: guard },
      spec: { schedule: '0 0 2 * * *', cluster: { name }, method: plugin ? 'plugin' : 'barmanObjectStore' },
    },
  ];
  return {
    name,
    platformRelease: release,
    image: ImageReference.parse(image.toString()),
    instances: 1,
    storage: Size.gibibytes(10),
    memory: Size.gibibytes(1),
    cpu: Cpu.cores(1),
    parameters: {},
    backup: { url: 's3://cloudnativepg-backups', ...(plugin && { objectStore: `${name}-store` }), secret },
    manifests,
    ...ref,
  };
}
