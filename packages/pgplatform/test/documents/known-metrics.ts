/**
 * The metrics that exist: cloudnative-pg config/manager/default-monitoring.yaml and pkg/management/postgres/webserver/metricserver
 * (the same names in 1.27 and 1.30), plugin-barman-cloud web/docs/observability.md, kubelet's volume statistics.
 */
export const KNOWN_METRICS = new Set([
  ...prefixed('cnpg_collector_', [
    'up',
    'pg_wal',
    'pg_wal_archive_status',
    'fencing_on',
    'nodes_used',
    'first_recoverability_point',
    'last_available_backup_timestamp',
    'last_failed_backup_timestamp',
  ]),
  ...prefixed('cnpg_', [
    'backends_total',
    'backends_max_tx_duration_seconds',
    'backends_waiting_total',
    'pg_database_size_bytes',
    'pg_database_xid_age',
    'pg_replication_lag',
    'pg_replication_in_recovery',
    'pg_replication_is_wal_receiver_up',
    'pg_replication_streaming_replicas',
    'pg_replication_slots_active',
    'pg_replication_slots_pg_wal_lsn_diff',
    'pg_settings_setting',
    'pg_stat_archiver_last_archived_time',
    'pg_stat_archiver_last_failed_time',
    'pg_stat_archiver_seconds_since_last_archival',
    'pg_stat_bgwriter_checkpoints_req',
    'pg_stat_checkpointer_checkpoints_req',
    'pg_stat_database_deadlocks',
    'pg_stat_database_xact_commit',
  ]),
  ...prefixed('barman_cloud_cloudnative_pg_io_', [
    'first_recoverability_point',
    'last_available_backup_timestamp',
    'last_failed_backup_timestamp',
  ]),
  ...prefixed('kubelet_volume_stats_', ['available_bytes', 'capacity_bytes']),
]);

function prefixed(prefix: string, names: string[]): string[] {
  return names.map((name) => `${prefix}${name}`);
}
