import type { Cpu } from './cpu';
import type { ImageReference } from './image-reference';
import type { BackupMethod } from './platform-release';
import type { Size } from './size';

/** What the other generators need to know of the Cluster that every environment starts from. */
export interface ClusterRef {
  /** Name of the Cluster. */
  readonly name: string;
  /** Platform release, for example `2026.07`. */
  readonly platformRelease: string;
  /** Image of the base. */
  readonly image: ImageReference;
  /** Number of instances. */
  readonly instances: number;
  /** Data volume. */
  readonly storage: Size;
  /** WAL volume. @default - none */
  readonly walStorage?: Size;
  /** Memory of one instance: request and limit. */
  readonly memory: Size;
  /** CPU limit of one instance. */
  readonly cpu: Cpu;
  /** Parameters that somebody set by name: they win over any tuning. */
  readonly parameters: { [name: string]: string };
  /** Bucket and credentials of the backups. @default - backups are deferred */
  readonly backup?: BackupRef;
  /** The base's objects, in the order of its kustomization, as plain manifests without a namespace. */
  readonly manifests: any[];
}

/** Where the backups of the base go. */
export interface BackupRef {
  /** URL that the environments' paths start with, for example `s3://cloudnativepg-backups`. */
  readonly url: string;
  /** Name of the ObjectStore; on the way to the plugin it is there while backups are still in-tree. @default - there is none */
  readonly objectStore?: string;
  /** How the Cluster takes backups. @default - the plugin when there is an ObjectStore, else in-tree */
  readonly method?: BackupMethod;
  /** Secret with the credentials. @default - none is needed (workload identity) */
  readonly secret?: string;
  /** Keys that the consumers read from that Secret. @default - none */
  readonly secretKeys?: string[];
}
