import { Shape } from '@pgplatform/core';

/**
 * Start as a copy of an archived cluster, for disaster recovery: a new Cluster under a new name, which reads the old archive and
 * writes its own.
 *
 * Source: https://cloudnative-pg.io/documentation/current/recovery/
 */
export interface RecoveryOptions {
  /** Name under which the archived cluster wrote: its `serverName`, usually its name. */
  readonly serverName: string;
  /** What the archived cluster is called in this Cluster's `externalClusters`. @default origin */
  readonly source?: string;
  /**
   * Path of the old archive in the backup target.
   * @default - the path this Cluster writes to; with in-tree backups `backup.path`
   */
  readonly path?: string;
  /** The moment to recover to, RFC 3339 with a time zone, for example `2026-11-22T05:30:00Z`. @default - the end of the archive */
  readonly targetTime?: string;
}

export const RECOVERY_SHAPE = Shape.struct(
  {
    serverName: Shape.text('^[A-Za-z0-9._-]+$', 'letters, digits, ".", "_" and "-"'),
    source: Shape.dnsLabel(),
    path: Shape.text('^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$', 'letters, digits, ".", "_", "-" and "/" between them'),
    targetTime: Shape.text(
      '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,6})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$',
      'a time with its zone, for example 2026-11-22T05:30:00Z',
    ),
  } satisfies Record<keyof RecoveryOptions, Shape>,
  ['serverName'],
);
