import { ArgoCd, BackupMethod, KubernetesPatch } from '@pgplatform/core';
import { BuiltinLocale } from '../bootstrap-options';
import type { ResolvedBackup, ResolvedBootstrap, ResolvedCluster } from '../resolved-cluster';
import { UnsatisfiableSpread } from '../topology-spread-options';
import { BARMAN_PLUGIN, barmanConfiguration } from './barman-configuration';

/**
 * The Cluster. Quantities are canonical and list items carry every field that has a default, so that Argo CD sees no difference
 * between what is in git and what the API server gives back.
 *
 * Source: https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/
 */
export function clusterManifest(cluster: ResolvedCluster): any {
  const { backup, synchronous } = cluster;
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: cluster.name, annotations: ArgoCd.guard() },
    spec: {
      description: 'Shared PostgreSQL cluster',
      imageName: cluster.image.toString(),
      instances: cluster.instances,
      primaryUpdateStrategy: 'unsupervised',
      primaryUpdateMethod: 'restart',
      enableSuperuserAccess: false,
      enablePDB: cluster.instances > 1,
      bootstrap: bootstrap(cluster.bootstrap),
      ...(cluster.bootstrap.recovery && { externalClusters: [recoverySource(cluster)] }),
      storage: volume(cluster.storageClass, cluster.storage.toQuantity()),
      ...(cluster.walStorage && { walStorage: volume(cluster.storageClass, cluster.walStorage.toQuantity()) }),
      resources: {
        requests: { cpu: cluster.cpuRequest.toQuantity(), memory: cluster.memory.toQuantity() },
        limits: { cpu: cluster.cpu.toQuantity(), memory: cluster.memory.toQuantity() },
      },
      postgresql: { parameters: cluster.parameters, ...(synchronous && { synchronous: quorum(synchronous, cluster) }) },
      ...scheduling(cluster),
      ...(isFilled(backup?.target.serviceAccountAnnotations) && {
        serviceAccountTemplate: { metadata: { annotations: backup?.target.serviceAccountAnnotations } },
      }),
      ...(backup && archiving(backup)),
      ...(cluster.podMonitor && cluster.release.hasClusterPodMonitor && { monitoring: { enablePodMonitor: true } }),
    },
  };
}

function bootstrap({ database, owner, locale, builtinLocale, dataChecksums, recovery }: ResolvedBootstrap): any {
  if (recovery) {
    const { source, targetTime } = recovery;
    return { recovery: { source, database, owner, ...(targetTime && { recoveryTarget: { targetTime } }) } };
  }
  const locales = builtinLocale
    ? { localeProvider: 'builtin', builtinLocale, localeCollate: BuiltinLocale.C, localeCType: BuiltinLocale.C }
    : { localeCollate: locale, localeCType: locale };
  return { initdb: { database, owner, encoding: 'UTF8', ...locales, dataChecksums } };
}

/** Where the archive to recover from is; the rules make sure that there are backups and a path. */
function recoverySource({ backup, bootstrap: { recovery } }: ResolvedCluster): any {
  if (!backup || !recovery) {
    return undefined;
  }
  const { source: name, serverName, path } = recovery;
  if (backup.method === BackupMethod.IN_TREE || !backup.objectStore) {
    return { name, barmanObjectStore: { ...barmanConfiguration(backup, path ?? backup.path), serverName } };
  }
  const barmanObjectName = path === undefined ? backup.objectStore : recoveryStore(backup.objectStore, name);
  return { name, plugin: plugin(false, { barmanObjectName, serverName }) };
}

/** Name of the ObjectStore of an archive under another path. */
export function recoveryStore(objectStore: string, source: string): string {
  return `${objectStore}-${source}`;
}

function volume(storageClass: string, size: string): any {
  return { storageClass, size, resizeInUseVolumes: true };
}

function quorum(synchronous: NonNullable<ResolvedCluster['synchronous']>, { release }: ResolvedCluster): any {
  const { failoverQuorum, ...fields } = synchronous;
  return { ...fields, ...(release.hasFailoverQuorum && { failoverQuorum }) };
}

function scheduling({ name, affinity, options }: ResolvedCluster): any {
  const { nodeSelector, tolerations, topologySpread } = options.affinity ?? {};
  return {
    affinity: {
      enablePodAntiAffinity: true,
      ...affinity,
      ...(isFilled(nodeSelector) && { nodeSelector }),
      ...(tolerations?.length && {
        tolerations: tolerations.map(({ key, value, effect, seconds }) => ({
          ...(key && { key }),
          operator: value === undefined ? 'Exists' : 'Equal',
          ...(value && { value }),
          ...(effect && { effect }),
          ...(seconds !== undefined && { tolerationSeconds: seconds }),
        })),
      }),
    },
    ...(topologySpread?.length && {
      topologySpreadConstraints: topologySpread.map((spread) => ({
        topologyKey: spread.topologyKey,
        maxSkew: spread.maxSkew ?? 1,
        whenUnsatisfiable: spread.whenUnsatisfiable ?? UnsatisfiableSpread.SCHEDULE_ANYWAY,
        labelSelector: { matchLabels: { 'cnpg.io/cluster': name } },
      })),
    }),
  };
}

/** `serverName` is left out: it is the Cluster's name, the path that in-tree Barman used. */
function archiving(backup: ResolvedBackup): any {
  if (backup.method === BackupMethod.PLUGIN && backup.objectStore) {
    return { plugins: [plugin(true, { barmanObjectName: backup.objectStore })] };
  }
  return {
    ...(backup.target.env.length && { env: backup.target.env }),
    backup: {
      retentionPolicy: backup.retentionPolicy,
      target: 'prefer-standby',
      barmanObjectStore: KubernetesPatch.merge(barmanConfiguration(backup, backup.path), backup.storePatch ?? {}),
    },
  };
}

function plugin(isWALArchiver: boolean, parameters: { [name: string]: string }): any {
  return { name: BARMAN_PLUGIN, enabled: true, isWALArchiver, parameters };
}

/** The operator drops empty maps, and Argo CD would see a difference. */
function isFilled(map: { [name: string]: string } | undefined): boolean {
  return Object.keys(map ?? {}).length > 0;
}
