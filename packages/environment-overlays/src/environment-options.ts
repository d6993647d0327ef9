import { type Cpu, type ImageReference, Shape, type Size } from '@pgplatform/core';

/** What one environment changes of the base. Everything left out is the base's. */
export interface EnvironmentOptions {
  /** Name, for example `prod`: a DNS label, and the key that never changes. */
  readonly name: string;
  /** Namespace of everything in the environment. @default - postgres-NAME */
  readonly namespace?: string;
  /** Labels of every object, beside `environment`. @default - none */
  readonly labels?: { [name: string]: string };
  /** Number of PostgreSQL instances, primary included. @default - the base's */
  readonly instances?: number;
  /** Data volume; never smaller than the base's, because volumes cannot shrink. @default - the base's */
  readonly storage?: Size;
  /** WAL volume; it can be added later, and never removed. @default - the base's, which may have none */
  readonly walStorage?: Size;
  /** CPU limit of one instance. @default - the base's */
  readonly cpu?: Cpu;
  /** CPU request of one instance. @default - the base's */
  readonly cpuRequest?: Cpu;
  /** Memory of one instance: request and limit. @default - the base's */
  readonly memory?: Size;
  /**
   * PostgreSQL parameters; they win over those of the base and over the tuning.
   * @default - the base's, tuned for the memory, CPU and WAL volume of the environment
   */
  readonly parameters?: { [name: string]: string };
  /** Path below the base's bucket; without effect while backups are deferred. @default - postgres-NAME */
  readonly backupPath?: string;
  /**
   * Anything else of the object store's configuration, as a merge patch (RFC 7386) after `storePatch` of the base's backup. Refused for what
   * options decide (STORE_PATCH_OPTION).
   * @default - none
   */
  readonly storePatch?: any;
  /**
   * Name that backups are written under, below the path; a new one starts a new archive, and one that was used is refused (SERVER_NAME_REUSED).
   * @default - the name of the Cluster; in a repository the one in use, and CLUSTER-pgMAJOR after a major upgrade
   */
  readonly serverName?: string;
  /** PostgreSQL image. @default - the base's */
  readonly image?: ImageReference;
  /**
   * PostgreSQL version: a major (`18`, the release's image of it), or the exact one (`17.12`, put into the release's image). A new major is
   * an offline upgrade with a new archive.
   * @default - the base's
   */
  readonly postgresVersion?: string;
  /**
   * Base backups that are taken once, by their labels: each is a Backup named CLUSTER-LABEL. Taking a label away removes the object and
   * leaves the backup in the archive.
   * @default - none
   */
  readonly baseBackups?: string[];
  /**
   * Any merge patch (RFC 7386) for the Cluster, applied last; it cannot rename or move it.
   * @default - none
   */
  readonly clusterPatch?: any;
  /** Files of your own in the overlay's folder: listed in its kustomization, never touched. @default - none */
  readonly extraResources?: string[];
}

/** The run-time shape of `EnvironmentOptions`. */
export const ENVIRONMENT_SHAPE = Shape.struct(
  {
    name: Shape.dnsLabel(),
    namespace: Shape.dnsLabel(),
    labels: Shape.record(Shape.text()),
    instances: Shape.integer(1),
    storage: Shape.size(),
    walStorage: Shape.size(),
    cpu: Shape.cpu(),
    cpuRequest: Shape.cpu(),
    memory: Shape.size(),
    parameters: Shape.record(Shape.text()),
    backupPath: Shape.text(
      '^(?!.*(^|/)\\.{1,2}(/|$))[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$',
      'a relative path: letters, digits, "_", "." and "-", parts joined by "/"',
    ),
    storePatch: Shape.json(),
    serverName: Shape.text('^[A-Za-z0-9][A-Za-z0-9_.-]*$', 'letters, digits, "_", "." and "-", starting with a letter or digit'),
    image: Shape.image(),
    postgresVersion: Shape.postgresVersion(),
    baseBackups: Shape.list(Shape.dnsLabel()),
    clusterPatch: Shape.json(),
    extraResources: Shape.list(Shape.text()),
  } satisfies Record<keyof EnvironmentOptions, Shape>,
  ['name'],
);

/** Namespace of an environment. */
export function namespaceOf(environment: EnvironmentOptions): string {
  return environment.namespace ?? `postgres-${environment.name}`;
}

/** Path of an environment's archive, below the bucket. */
export function backupPathOf(environment: EnvironmentOptions): string {
  return environment.backupPath ?? `postgres-${environment.name}`;
}
