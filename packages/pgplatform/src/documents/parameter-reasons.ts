import { parameterFacts } from '@pgplatform/facts';

/** Why a PostgreSQL parameter is set: what it does, and the default's rule. True whatever value a user chose. */
const REASONS: Record<string, string> = {
  max_connections:
    'Upper limit of client connections. Each one may use `work_mem` several times, so it is part of the memory budget.',
  shared_buffers:
    'PostgreSQL’s own page cache. By default a quarter of the memory; the operator refuses a value above the memory request.',
  effective_cache_size:
    'What the planner assumes to be cached, page cache of the node included. By default three quarters of the memory.',
  maintenance_work_mem: 'Memory of VACUUM and CREATE INDEX. By default a sixteenth of the memory, at most 2048MB.',
  work_mem:
    'Memory of one sort or hash. By default so small that all connections together stay within three quarters of the memory.',
  max_parallel_workers: 'Parallel workers of all queries together. By default the whole cores of the CPU limit.',
  max_parallel_workers_per_gather: 'Parallel workers of one query step. By default half of the whole cores.',
  max_parallel_maintenance_workers: 'Parallel workers of one index build or vacuum. By default half of the whole cores.',
  max_worker_processes: 'Background processes of the server; parallel workers are taken from them.',
  wal_level: '`replica` is what archiving and standbys need; `logical` is for logical replication.',
  max_wal_senders: 'Connections that stream WAL: standbys, and base backups taken over the network.',
  max_replication_slots: 'Slots that keep WAL for standbys. At least the number of instances plus logical subscribers.',
  max_slot_wal_keep_size: 'A slot that falls further behind is given up, so that a dead standby cannot fill the volume.',
  wal_keep_size: 'WAL kept for standbys beyond what slots keep.',
  max_wal_size: 'WAL between two checkpoints. With a WAL volume, by default a fifth of it.',
  min_wal_size: 'WAL files that are recycled instead of removed.',
  wal_compression: 'Compresses full page images in the WAL.',
  checkpoint_timeout: 'Longest time between two checkpoints.',
  checkpoint_completion_target: 'Share of the time between two checkpoints over which one spreads its writes.',
  archive_timeout:
    'A WAL file that has content is archived after this time at the latest: the upper bound of the RPO while archiving works.',
  random_page_cost: 'Planner’s cost of a random page; lower on solid state disks.',
  effective_io_concurrency: 'Parallel reads that PostgreSQL asks the storage for.',
  log_min_duration_statement: 'Statements that take longer are logged.',
  log_checkpoints: 'Checkpoints in the log: the first sign of a WAL or storage bottleneck.',
  log_connections: 'Every connection in the log.',
  log_disconnections: 'Every end of a session in the log, with its duration.',
  log_lock_waits: 'Waits for a lock that last longer than `deadlock_timeout` are logged.',
  log_temp_files: 'Temporary files above this size are logged: queries that need more `work_mem`.',
  log_autovacuum_min_duration: 'Autovacuum runs that take longer are logged.',
  log_statement: 'Which statements are logged whatever they take; `ddl` is every change of a schema.',
  log_line_prefix: 'Prefix of log lines; the operator logs JSON with all fields, so it matters to other tools only.',
  log_error_verbosity: 'How much of an error is logged.',
  'pg_stat_statements.max': 'Distinct statements that are counted. Any parameter of this extension makes the operator load it.',
  'pg_stat_statements.track': 'Which statements are counted; `all` includes those inside functions.',
  'auto_explain.log_min_duration':
    'Plans of statements that take longer are logged. Any parameter of this module makes the operator load it.',
  idle_in_transaction_session_timeout: 'Ends sessions that hold a transaction open and do nothing.',
  statement_timeout: 'Ends statements that take longer.',
  timezone: 'Time zone of the sessions.',
  log_timezone: 'Time zone of the log.',
};

export function parameterReason(name: string): string {
  return REASONS[name] ?? 'Set by name in `.projenrc.ts`.';
}

/** `restart`, `reload`, or where to look for a parameter that PostgreSQL of a major version does not bring. */
export function parameterEffect(name: string, major: number): string {
  const context = parameterFacts(name, major)?.context;
  if (context === undefined) return 'see `pg_settings.context`';
  return context === 'postmaster' ? 'restart' : 'reload';
}
