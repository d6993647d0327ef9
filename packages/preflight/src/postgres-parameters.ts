import { withFields } from './shape';

/**
 * Parameters the operator sets or forbids itself (cloudnative-pg pkg/postgres/configuration.go FixedConfigurationParameters).
 */
export const FIXED_PARAMETERS: ReadonlySet<string> = new Set(
  (
    'allow_system_table_mods archive_cleanup_command archive_command archive_mode bonjour bonjour_name cluster_name config_file ' +
    'data_directory data_sync_retry event_source external_pid_file hba_file hot_standby ident_file jit_provider listen_addresses ' +
    'log_destination log_directory log_file_mode log_filename log_rotation_age log_rotation_size log_truncate_on_rotation ' +
    'logging_collector pg_failover_slots.primary_dsn pg_failover_slots.standby_slot_names port primary_conninfo primary_slot_name ' +
    'promote_trigger_file recovery_end_command recovery_min_apply_delay recovery_target recovery_target_action ' +
    'recovery_target_inclusive recovery_target_lsn recovery_target_name recovery_target_time recovery_target_timeline ' +
    'recovery_target_xid restart_after_crash restore_command shared_preload_libraries ssl ssl_ca_file ssl_cert_file ssl_crl_file ' +
    'ssl_dh_params_file ssl_ecdh_curve ssl_key_file ssl_passphrase_command ssl_passphrase_command_supports_reload ' +
    'ssl_prefer_server_ciphers stats_temp_directory synchronized_standby_slots synchronous_standby_names syslog_facility ' +
    'syslog_ident syslog_sequence_numbers syslog_split_messages temp_tablespaces unix_socket_directories unix_socket_group ' +
    'unix_socket_permissions'
  ).split(' '),
);

/** What the operator sets unless the author does (cloudnative-pg pkg/postgres/configuration.go CnpgConfigurationSettings). */
const OPERATOR_DEFAULTS: { readonly [name: string]: string } = {
  archive_timeout: '5min',
  dynamic_shared_memory_type: 'posix',
  full_page_writes: 'on',
  logging_collector: 'on',
  log_destination: 'csvlog',
  log_directory: '/controller/log',
  log_filename: 'postgres',
  log_rotation_age: '0',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'false',
  max_parallel_workers: '32',
  max_worker_processes: '32',
  max_replication_slots: '32',
  shared_memory_type: 'mmap',
  ssl_max_protocol_version: 'TLSv1.3',
  ssl_min_protocol_version: 'TLSv1.3',
  wal_keep_size: '512MB',
  wal_level: 'logical',
  wal_log_hints: 'on',
  wal_sender_timeout: '5s',
  wal_receiver_timeout: '5s',
  shared_preload_libraries: '',
};

/** How the operator decides `archive_mode`. */
export type ArchiveMode = 'on' | 'off' | 'always';

/** The parameters the operator would configure; fixed ones of the author's survive only where the validator is to see them. */
export function configuredParameters(
  given: { readonly [name: string]: string },
  archiveMode: ArchiveMode,
  keepFixed: boolean,
): { [name: string]: string } {
  const configured: { [name: string]: string } = withFields(OPERATOR_DEFAULTS, {});
  for (const name of Object.keys(given)) {
    if (keepFixed || !FIXED_PARAMETERS.has(name)) configured[name] = given[name];
  }
  configured.archive_mode = archiveMode;
  return configured;
}

/** Whether any parameter of pg_failover_slots is set, which makes the operator load it. */
export function usesFailoverSlots(parameters: { readonly [name: string]: string }): boolean {
  return Object.keys(parameters).some((name) => name.startsWith('pg_failover_slots.'));
}
