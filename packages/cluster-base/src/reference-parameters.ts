/**
 * What the reference sets beside the tuning: WAL for standbys and archiving, and a log that tells what happened.
 *
 * Every value is a default of this package and can be overridden by name. `archive_timeout` is what an RPO of about five minutes
 * rests on. `pg_stat_statements.*` makes the operator load that library.
 */
export const REFERENCE_PARAMETERS: { readonly [name: string]: string } = {
  wal_level: 'replica',
  max_wal_senders: '10',
  max_replication_slots: '10',
  archive_timeout: '5min',
  log_min_duration_statement: '1s',
  log_checkpoints: 'on',
  log_connections: 'on',
  log_disconnections: 'on',
  log_lock_waits: 'on',
  log_autovacuum_min_duration: '1s',
  'pg_stat_statements.max': '10000',
  'pg_stat_statements.track': 'all',
};
