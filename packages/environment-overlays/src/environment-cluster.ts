import {
  type BackupRef,
  type ClusterRef,
  type ConfigProblem,
  type Cpu,
  type ImageReference,
  KubernetesPatch,
  PlatformRelease,
  Shape,
  type Size,
} from '@pgplatform/core';
import { backupPathOf, type EnvironmentOptions } from './environment-options';
import { clusterDestinationPatch } from './patches/destination-path';
import { imagePatch } from './patches/image';
import { instancesPatch } from './patches/instances';
import { managedRolesPatch } from './patches/managed-roles';
import { parametersPatch } from './patches/parameters';
import { resourcesPatch } from './patches/resources';
import { serverNamePatch } from './patches/server-name';
import { storagePatch } from './patches/storage';
import { walStoragePatch } from './patches/wal-storage';

/** The Cluster of an environment: the base's, with one patch for each parameter, and the environment's own patch last. */
export function environmentCluster(base: ClusterRef, cluster: any, environment: EnvironmentOptions, managedRoles: any[]): any {
  const { storage, walStorage, instances, image, serverName, clusterPatch } = environment;
  const archive = base.backup?.objectStore === undefined ? base.backup : undefined;
  const patches = [
    storage && storagePatch(storage),
    walStorage && walStoragePatch(cluster, walStorage),
    resourcesPatch(environment),
    instances && instancesPatch(cluster, instances, PlatformRelease.of(base.platformRelease)),
    parametersPatch(base, cluster, environment),
    image && imagePatch(image),
    archive && clusterDestinationPatch(destinationPath(archive, environment)),
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

/** What can be read from a Cluster's manifest. */
export interface ClusterFacts {
  readonly instances?: number;
  readonly storage?: Size;
  readonly walStorage?: Size;
  readonly cpu?: Cpu;
  readonly cpuRequest?: Cpu;
  readonly memory?: Size;
  readonly image?: ImageReference;
}

/** The facts of a Cluster; what is not what it should be is added to `problems`, with a path below `path`. */
export function clusterFacts(cluster: any, path: string, problems: ConfigProblem[]): ClusterFacts {
  const read = (shape: Shape, keys: string) => {
    const value = keys.split('.').reduce((node, key) => node?.[key], cluster);
    return value === undefined ? undefined : shape.read(value, `${path}.${keys}`, problems);
  };
  return {
    instances: read(Shape.integer(1), 'spec.instances'),
    storage: read(Shape.size(), 'spec.storage.size'),
    walStorage: read(Shape.size(), 'spec.walStorage.size'),
    cpu: read(Shape.cpu(), 'spec.resources.limits.cpu'),
    cpuRequest: read(Shape.cpu(), 'spec.resources.requests.cpu'),
    memory: read(Shape.size(), 'spec.resources.requests.memory'),
    image: read(Shape.image(), 'spec.imageName'),
  };
}
