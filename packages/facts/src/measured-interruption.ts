/** What the figures were measured on. */
export const MEASURED_ON = 'CloudNativePG 1.30.0, PostgreSQL 17.12, local volumes, image present';

/** For how long writes stopped when it was measured, by what happened; `MEASURED_ON` says on what. */
export const MEASURED_INTERRUPTION = {
  /** The configuration is reloaded. */
  reload: '0.5 s',
  /** PostgreSQL restarts in its Pod. */
  restart: '1 to 2.4 s',
  /** The Pod of a single instance is replaced. */
  pod: '12 to 19 s, at most 27 s',
  /** The Pods of three instances are replaced, that of the primary without a switchover. */
  pods: '12 s',
  /** A replica is promoted. */
  switchover: '6 to 15 s, once 33 s',
  /** pg_upgrade to another major version. */
  majorUpgrade: 'about 46 s',
  /** From the old image after a failed pg_upgrade until the database is healthy again. */
  failedUpgrade: '32 s',
} as const;
