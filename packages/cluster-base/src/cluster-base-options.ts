import { type Cpu, Shape, type Size } from '@pgplatform/core';
import { AFFINITY_SHAPE, type AffinityOptions } from './affinity-options';
import { BACKUP_SHAPE, type BackupOptions } from './backup-options';
import { BOOTSTRAP_SHAPE, type BootstrapOptions } from './bootstrap-options';
import { DELETION_PROTECTION_SHAPE, type DeletionProtectionOptions } from './deletion-protection-options';
import { MONITORING_SHAPE, type MonitoringOptions } from './monitoring-options';
import { NETWORK_POLICY_SHAPE, type NetworkPolicyOptions } from './network-policy-options';
import { POSTGRES_SHAPE, type PostgresOptions } from './postgres-options';
import { SYNCHRONOUS_SHAPE, type SynchronousOptions } from './synchronous-options';

/** The PostgreSQL cluster that every environment starts from. */
export interface ClusterBaseOptions {
  /** Platform release: a tested set of versions. @default - the newest */
  readonly platformRelease?: string;
  /** Name of the Cluster, of its Services, and of its archive. A new name is a new, empty cluster. @default postgres-shared */
  readonly name?: string;
  /** Which PostgreSQL. @default - the release's default image */
  readonly postgres?: PostgresOptions;
  /** Number of instances, primary included. @default 1 */
  readonly instances?: number;
  /** Data volume of one instance; it can grow, never shrink. @default Size.gibibytes(10) */
  readonly storage?: Size;
  /** A volume of its own for the WAL of one instance; it can be added, never removed. @default - WAL is on the data volume */
  readonly walStorage?: Size;
  /** StorageClass of the volumes. @default longhorn-single-replica */
  readonly storageClass?: string;
  /** CPU limit of one instance. @default Cpu.cores(1) */
  readonly cpu?: Cpu;
  /** CPU request of one instance. @default - 250m, or the limit when that is smaller */
  readonly cpuRequest?: Cpu;
  /** Memory of one instance, request and limit. @default Size.gibibytes(1) */
  readonly memory?: Size;
  /**
   * PostgreSQL parameters by name; they win over the tuning, which follows `max_connections`. Values are text, with the unit, as
   * PostgreSQL writes them. Parameters that the operator owns are refused (PARAMETER_FIXED).
   * @default - tuned to memory and CPU (`ParameterTuning`), with the logging of the reference
   */
  readonly parameters?: { [name: string]: string };
  /** Backups. @default - daily to s3://cloudnativepg-backups, for 30 days */
  readonly backup?: BackupOptions;
  /** How a new Cluster starts. @default - database app, owner app, UTF8, en_US.utf8, with checksums */
  readonly bootstrap?: BootstrapOptions;
  /** Synchronous replication. @default - any one standby, with three or more instances */
  readonly synchronous?: SynchronousOptions;
  /** Where instances run. @default - apart from each other when possible */
  readonly affinity?: AffinityOptions;
  /** Monitoring. @default - a PodMonitor */
  readonly monitoring?: MonitoringOptions;
  /** Who may reach the instances. @default - everybody: no NetworkPolicy */
  readonly networkPolicy?: NetworkPolicyOptions;
  /** Whether the StorageClass is generated, for Longhorn with one replica. @default false */
  readonly longhornStorageClass?: boolean;
  /** What the API server refuses to delete. @default - nothing: no ValidatingAdmissionPolicy */
  readonly deletionProtection?: DeletionProtectionOptions;
  /** Anything else of the Cluster, as a merge patch (RFC 7386), applied last. @default - none */
  readonly clusterPatch?: any;
}

export const CLUSTER_BASE_SHAPE = Shape.struct({
  platformRelease: Shape.text(),
  name: Shape.clusterName(),
  postgres: POSTGRES_SHAPE,
  instances: Shape.integer(1),
  storage: Shape.size(),
  walStorage: Shape.size(),
  storageClass: Shape.text('^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$', 'the name of a StorageClass: a-z, 0-9, "-" and "."'),
  cpu: Shape.cpu(),
  cpuRequest: Shape.cpu(),
  memory: Shape.size(),
  parameters: Shape.record(Shape.text(undefined, "text in quotes, as PostgreSQL writes it, for example '200', '256MB' or 'on'")),
  backup: BACKUP_SHAPE,
  bootstrap: BOOTSTRAP_SHAPE,
  synchronous: SYNCHRONOUS_SHAPE,
  affinity: AFFINITY_SHAPE,
  monitoring: MONITORING_SHAPE,
  networkPolicy: NETWORK_POLICY_SHAPE,
  longhornStorageClass: Shape.bool(),
  deletionProtection: DELETION_PROTECTION_SHAPE,
  clusterPatch: Shape.json(),
} satisfies Record<keyof ClusterBaseOptions, Shape>);
