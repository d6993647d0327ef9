import {
  BackupMethod,
  type BackupRef,
  type ClusterRef,
  type Cpu,
  KubernetesPatch,
  PlatformRelease,
  Shape,
  type Size,
} from '@pgplatform/core';
import { backupMethodOf } from './base-objects';
import { environmentImage } from './environment-image';
import { backupPathOf, type EnvironmentOptions } from './environment-options';
import { clusterDestinationPatch } from './patches/destination-path';
import { imagePatch } from './patches/image';
import { instancesPatch } from './patches/instances';
import { managedRolesPatch } from './patches/managed-roles';
import { parametersPatch } from './patches/parameters';
import { resourcesPatch } from './patches/resources';
import { serverNamePatch } from './patches/server-name';
import { storagePatch } from './patches/storage';
import { clusterStorePatch } from './patches/store-patch';
import { walStoragePatch } from './patches/wal-storage';

/** The Cluster of an environment: the base's, with one patch for each parameter, and the environment's own patch last. */
export function environmentCluster(base: ClusterRef, cluster: any, environment: EnvironmentOptions, managedRoles: any[]): any {
  const { storage, walStorage, instances, serverName, storePatch, clusterPatch } = environment;
  const archive = backupMethodOf(base) === BackupMethod.IN_TREE ? base.backup : undefined;
  const image = environmentImage(base, environment);
  const patches = [
    storage && storagePatch(storage),
    walStorage && walStoragePatch(cluster, walStorage),
    resourcesPatch(environment),
    instances && instancesPatch(cluster, instances, PlatformRelease.of(base.platformRelease)),
    parametersPatch(base, cluster, environment),
    image !== base.image && imagePatch(image),
    archive && clusterDestinationPatch(destinationPath(archive, environment)),
    archive && storePatch && clusterStorePatch(storePatch),
    archive && serverName && serverNamePatch(serverName),
    managedRoles.length > 0 && managedRolesPatch(cluster, managedRoles),
    clusterPatch,
  ];
  return patches.filter(Boolean).reduce(KubernetesPatch.merge, cluster);
}

/** URL of an environment's archive. */
export function destinationPath(backup: BackupRef, environment: EnvironmentOptions): string {
  return `${backup.url.replace(/\/+$/, '')}/${backupPathOf(environment)}`;
}

/** What an instance of a Cluster gets; a manifest need not say all of it. */
export interface InstanceResources {
  readonly cpu?: Cpu;
  readonly cpuRequest?: Cpu;
  readonly memory?: Size;
}

/** The resources of a Cluster, as its manifest has them. */
export function resourcesOf({ spec: { resources } }: any): InstanceResources {
  const read = (shape: Shape, value: any) => shape.read(String(value), '', []);
  return {
    cpu: read(Shape.cpu(), resources?.limits?.cpu),
    cpuRequest: read(Shape.cpu(), resources?.requests?.cpu),
    memory: read(Shape.size(), resources?.requests?.memory),
  };
}
