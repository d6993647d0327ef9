import { FIXED_PARAMETERS } from '@pgplatform/facts';
import type { ConfigProblem } from './config-problem';

/** Why the operator keeps parameters for itself; the first that fits a name counts. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^(archive_command|archive_mode|restore_command)$/, 'the operator archives and restores WAL itself; use the backup options'],
  [/^(cluster_name|port|primary_\w+)$/, 'the operator sets it for each instance'],
  [/^recovery_target/, 'a recovery target belongs in spec.bootstrap.recovery.recoveryTarget of a new Cluster'],
  [/^shared_preload_libraries$/, 'libraries belong in the list spec.postgresql.shared_preload_libraries (clusterPatch)'],
  [/^ssl/, 'the operator manages TLS; certificates belong in spec.certificates (clusterPatch)'],
  [/^(synchron|pg_failover_slots\.)/, 'the operator manages synchronous replication and slots; use the synchronous option'],
  [/^temp_tablespaces$/, 'temporary tablespaces belong in spec.tablespaces (clusterPatch)'],
  [/^(log|syslog|event_source)/, 'the operator reads the log through a pipe and writes it as JSON to the container log'],
  [/^(archive_cleanup|recovery|promote|hot_standby)/, 'the operator manages standbys and recovery'],
  [/_file$|_directory$/, 'the operator decides where files are'],
  [/^(listen_addresses|unix_socket|bonjour)/, 'the operator decides where the server listens'],
  [
    /^(allow_system_table_mods|data_sync_retry|jit_provider|restart_after_crash)$/,
    'the operator does not allow it: it endangers the data or the supervision of the server',
  ],
];

/**
 * The PostgreSQL parameters that a Cluster may not set.
 *
 * Source: cloudnative-pg pkg/postgres/configuration.go, FixedConfigurationParameters.
 */
export class PostgresParameters {
  /** The names that the operator sets or blocks, sorted. */
  public static fixed(): string[] {
    return [...FIXED_PARAMETERS];
  }

  /** Why a parameter may not be set; nothing when it may. */
  public static reason(name: string): string | undefined {
    if (!FIXED_PARAMETERS.has(name)) return undefined;
    return REASONS.find(([names]) => names.test(name))?.[1] ?? 'the operator sets or forbids it itself';
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
