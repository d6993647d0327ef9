import {
  type BackupMethod,
  Cpu,
  CronSchedule,
  type ImageReference,
  ParameterTuning,
  type PlatformRelease,
  Size,
} from '@pgplatform/core';
import { PodAntiAffinity } from './affinity-options';
import { BackupCompression } from './backup-options';
import { type BackupTarget, backupTarget } from './backup-target';
import type { BuiltinLocale } from './bootstrap-options';
import type { ClusterBaseOptions } from './cluster-base-options';
import type { RecoveryOptions } from './recovery-options';
import { REFERENCE_PARAMETERS } from './reference-parameters';
import { DataDurability, SynchronousMethod } from './synchronous-options';

/** Where an overlay puts its own path. */
const PATH = 'REPLACED-BY-OVERLAY';

/** The options with every default in its place: all that the manifests and the rules look at. */
export interface ResolvedCluster {
  readonly options: ClusterBaseOptions;
  readonly release: PlatformRelease;
  readonly name: string;
  readonly image: ImageReference;
  readonly instances: number;
  readonly storage: Size;
  readonly walStorage?: Size;
  readonly storageClass: string;
  readonly cpu: Cpu;
  readonly cpuRequest: Cpu;
  readonly memory: Size;
  readonly parameters: { [name: string]: string };
  readonly backup?: ResolvedBackup;
  readonly bootstrap: ResolvedBootstrap;
  readonly synchronous?: ResolvedSynchronous;
  readonly affinity: { podAntiAffinityType: string; topologyKey: string };
  readonly podMonitor: boolean;
}

export interface ResolvedBackup {
  readonly target: BackupTarget;
  readonly method: BackupMethod;
  /** Name of the ObjectStore; nothing on releases that have none. */
  readonly objectStore?: string;
  readonly path: string;
  readonly retentionPolicy: string;
  readonly schedule: CronSchedule;
  readonly compression: BackupCompression;
  readonly jobs: number;
  readonly storePatch?: any;
}

export interface ResolvedBootstrap {
  readonly database: string;
  readonly owner: string;
  readonly locale: string;
  readonly builtinLocale?: BuiltinLocale;
  readonly dataChecksums: boolean;
  readonly recovery?: RecoveryOptions & { source: string };
}

export interface ResolvedSynchronous {
  readonly method: SynchronousMethod;
  readonly number: number;
  readonly dataDurability: DataDurability;
  readonly failoverQuorum: boolean;
}

/** The only place that knows the defaults. */
export function resolveCluster(options: ClusterBaseOptions, release: PlatformRelease, image: ImageReference): ResolvedCluster {
  const name = options.name ?? 'postgres-shared';
  const instances = options.instances ?? 1;
  const cpu = options.cpu ?? Cpu.cores(1);
  const memory = options.memory ?? Size.gibibytes(1);
  return {
    options,
    release,
    name,
    image,
    instances,
    storage: options.storage ?? Size.gibibytes(10),
    walStorage: options.walStorage,
    storageClass: options.storageClass ?? 'longhorn-single-replica',
    cpu,
    cpuRequest: options.cpuRequest ?? (cpu.compareTo(Cpu.millis(250)) < 0 ? cpu : Cpu.millis(250)),
    memory,
    parameters: {
      ...ParameterTuning.parameters({
        memory,
        cpu,
        walStorage: options.walStorage,
        maxConnections: Number(options.parameters?.max_connections) || undefined,
      }),
      ...REFERENCE_PARAMETERS,
      ...options.parameters,
    },
    backup: resolveBackup(options, release, name),
    bootstrap: resolveBootstrap(options),
    synchronous: resolveSynchronous(options, release, instances),
    affinity: {
      podAntiAffinityType: options.affinity?.podAntiAffinity ?? PodAntiAffinity.PREFERRED,
      topologyKey: options.affinity?.topologyKey ?? 'kubernetes.io/hostname',
    },
    podMonitor: options.monitoring?.podMonitor ?? true,
  };
}

function resolveBackup(options: ClusterBaseOptions, release: PlatformRelease, name: string): ResolvedBackup | undefined {
  const backup = options.backup ?? {};
  if (backup.deferred !== undefined) {
    return undefined;
  }
  return {
    target: backupTarget(backup),
    method: release.backupMethod,
    objectStore: release.hasObjectStore ? `${name}-store` : undefined,
    path: backup.path ?? PATH,
    retentionPolicy: backup.retentionPolicy ?? '30d',
    schedule: backup.schedule ?? CronSchedule.daily(2),
    compression: backup.compression ?? BackupCompression.GZIP,
    jobs: backup.jobs ?? 2,
    storePatch: backup.storePatch,
  };
}

function resolveBootstrap(options: ClusterBaseOptions): ResolvedBootstrap {
  const bootstrap = options.bootstrap ?? {};
  const database = bootstrap.database ?? 'app';
  return {
    database,
    owner: bootstrap.owner ?? database,
    locale: bootstrap.locale ?? 'en_US.utf8',
    builtinLocale: bootstrap.builtinLocale,
    dataChecksums: bootstrap.dataChecksums ?? true,
    recovery: bootstrap.recovery && { source: 'origin', ...bootstrap.recovery },
  };
}

function resolveSynchronous(
  options: ClusterBaseOptions,
  release: PlatformRelease,
  instances: number,
): ResolvedSynchronous | undefined {
  const synchronous = options.synchronous;
  if (!(synchronous?.enabled ?? (synchronous !== undefined || instances >= 3))) {
    return undefined;
  }
  return {
    method: synchronous?.method ?? SynchronousMethod.ANY,
    number: synchronous?.number ?? 1,
    dataDurability: synchronous?.dataDurability ?? DataDurability.REQUIRED,
    failoverQuorum: synchronous?.failoverQuorum ?? (release.hasFailoverQuorum && instances >= 3),
  };
}
