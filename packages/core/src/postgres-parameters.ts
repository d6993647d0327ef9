import type { ConfigProblem } from './config-problem';

/** Set by the operator itself. */
const OPERATOR_OWNED: Record<string, string> = {
  ...all('archive_command archive_mode restore_command', 'the operator archives and restores WAL itself; use the backup options'),
  ...all('cluster_name port primary_conninfo primary_slot_name', 'the operator sets it for each instance'),
  ...all(
    'recovery_target recovery_target_action recovery_target_inclusive recovery_target_lsn recovery_target_name recovery_target_time recovery_target_timeline recovery_target_xid',
    'a recovery target belongs in spec.bootstrap.recovery.recoveryTarget of a new Cluster',
  ),
  ...all('shared_preload_libraries', 'libraries belong in the list spec.postgresql.shared_preload_libraries (clusterPatch)'),
  ...all(
    'ssl ssl_ca_file ssl_cert_file ssl_crl_file ssl_dh_params_file ssl_ecdh_curve ssl_key_file ssl_passphrase_command ssl_passphrase_command_supports_reload ssl_prefer_server_ciphers',
    'the operator manages TLS; certificates belong in spec.certificates (clusterPatch)',
  ),
  ...all(
    'synchronous_standby_names synchronized_standby_slots pg_failover_slots.primary_dsn pg_failover_slots.standby_slot_names',
    'the operator manages synchronous replication and slots; use the synchronous option',
  ),
  ...all('temp_tablespaces', 'temporary tablespaces belong in spec.tablespaces (clusterPatch)'),
};

/** Refused because it would break the operator or the container. */
const BLOCKED: Record<string, string> = {
  ...all(
    'log_destination log_directory log_file_mode log_filename log_rotation_age log_rotation_size log_truncate_on_rotation logging_collector syslog_facility syslog_ident syslog_sequence_numbers syslog_split_messages event_source',
    'the operator reads the log through a pipe and writes it as JSON to the container log',
  ),
  ...all(
    'config_file data_directory external_pid_file hba_file ident_file stats_temp_directory',
    'the operator decides where files are',
  ),
  ...all(
    'listen_addresses unix_socket_directories unix_socket_group unix_socket_permissions bonjour bonjour_name',
    'the operator decides where the server listens',
  ),
  ...all(
    'archive_cleanup_command recovery_end_command recovery_min_apply_delay promote_trigger_file hot_standby',
    'the operator manages standbys and recovery',
  ),
  ...all(
    'allow_system_table_mods data_sync_retry jit_provider restart_after_crash',
    'the operator does not allow it: it endangers the data or the supervision of the server',
  ),
};

function all(names: string, reason: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, reason]));
}

/**
 * The PostgreSQL parameters that a Cluster may not set.
 *
 * Source: cloudnative-pg pkg/postgres/configuration.go, FixedConfigurationParameters (the same 65 names in 1.27 and 1.30).
 */
export class PostgresParameters {
  /** The names that the operator sets or blocks, sorted. */
  public static fixed(): string[] {
    return [...Object.keys(OPERATOR_OWNED), ...Object.keys(BLOCKED)].sort();
  }

  /** Why a parameter may not be set; nothing when it may. */
  public static reason(name: string): string | undefined {
    return [OPERATOR_OWNED, BLOCKED].find((reasons) => Object.hasOwn(reasons, name))?.[name];
  }

  /**
   * What is wrong with a set of parameters: `PARAMETER_FIXED`, `PARAMETER_NAME`.
   *
   * @param parameters names and values
   * @param path path of the option, for the problems
   */
  public static validate(parameters: { [name: string]: string }, path: string): ConfigProblem[] {
    const problems: ConfigProblem[] = [];
    for (const [name, value] of Object.entries(parameters)) {
      const reason = PostgresParameters.reason(name);
      if (reason) {
        problems.push({
          code: 'PARAMETER_FIXED',
          path: `${path}.${name}`,
          message: `The operator refuses ${name}: ${reason}.`,
          given: value,
          fix: `Remove ${name}.`,
        });
      } else if (!/^[A-Za-z_][A-Za-z0-9_$]*(\.[A-Za-z_][A-Za-z0-9_$]*)?$/.test(name)) {
        problems.push({
          code: 'PARAMETER_NAME',
          path: `${path}.${name}`,
          message: 'This is not the name of a PostgreSQL parameter.',
          given: name,
          allowed: 'letters, digits and _, with at most one dot after an extension',
          fix: 'Correct the name.',
        });
      }
    }
    return problems;
  }

  private constructor() {}
}
