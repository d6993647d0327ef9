import { type Block, code, enumeration, fence, heading, paragraph } from './markdown';
import type { PlatformFacts } from './platform-facts';

/** Queries whose results are worth keeping while everything is well. */
export function baseline(platform: PlatformFacts): Block[] {
  const { environments, example } = platform;
  const statements = environments.some(({ parameters }) =>
    Object.keys(parameters).some((name) => name.startsWith('pg_stat_statements.')),
  );
  return [
    heading(2, 'Performance baseline'),
    paragraph(
      'Run these while the platform is healthy and keep the results: a number says something only beside an earlier one.',
      `Counters count since \`stats_reset\`, so compare differences. A session on the primary of ${code(example.name)}:`,
    ),
    fence('sh', example.psql(example.bootstrap.database)),
    ...query('Cache hits', 'Below 0.99 in a steady state the working set does not fit into memory.', [
      'SELECT datname, round(blks_hit::numeric / nullif(blks_hit + blks_read, 0), 4) AS hit_ratio, stats_reset',
      'FROM pg_stat_database WHERE datname IS NOT NULL ORDER BY blks_read DESC;',
    ]),
    ...query(
      'Connections',
      `The limit is ${enumeration(environments.map(({ name, parameters }) => `${parameters.max_connections ?? 'PostgreSQL’s default'} in ${code(name)}`))}. Long “idle in transaction” sessions stop VACUUM.`,
      [
        'SELECT datname, usename, state, count(*), max(now() - xact_start) AS longest_transaction',
        "FROM pg_stat_activity WHERE backend_type = 'client backend' GROUP BY 1, 2, 3 ORDER BY 4 DESC;",
      ],
    ),
    ...query('Load', 'Commits, rollbacks, deadlocks and temporary files of each database.', [
      'SELECT datname, xact_commit, xact_rollback, deadlocks, temp_files, pg_size_pretty(temp_bytes) AS temp, pg_size_pretty(pg_database_size(datname)) AS size',
      'FROM pg_stat_database WHERE datname IS NOT NULL ORDER BY xact_commit DESC;',
    ]),
    ...(statements
      ? query(
          'Statements',
          'The ten that take most of the time. Reset with `SELECT pg_stat_statements_reset()` after a change.',
          [
            'SELECT calls, round(total_exec_time) AS total_ms, round(mean_exec_time::numeric, 2) AS mean_ms, rows, left(query, 80) AS query',
            'FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT 10;',
          ],
        )
      : []),
    ...checkpoints(platform),
    ...query('WAL', 'Bytes of WAL since the reset: what the archive has to take.', [
      'SELECT wal_records, wal_fpi, pg_size_pretty(wal_bytes) AS wal, wal_buffers_full, stats_reset FROM pg_stat_wal;',
    ]),
    ...query('Tables', 'Dead rows that autovacuum does not keep up with, and sequential scans of large tables.', [
      'SELECT relname, n_live_tup, n_dead_tup, last_autovacuum, seq_scan, idx_scan, pg_size_pretty(pg_total_relation_size(relid)) AS size',
      'FROM pg_stat_user_tables ORDER BY n_dead_tup DESC LIMIT 20;',
    ]),
    ...query('Transaction ids', 'Far below 200 million while autovacuum works.', [
      'SELECT datname, age(datfrozenxid) AS xid_age, mxid_age(datminmxid) AS mxid_age FROM pg_database ORDER BY 2 DESC;',
    ]),
    ...(platform.replicated.length
      ? query('Standbys', 'Bytes and time that each standby is behind.', [
          'SELECT application_name, sync_state, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)) AS behind, replay_lag',
          'FROM pg_stat_replication;',
        ])
      : []),
    ...query('Slots', 'WAL that a slot keeps on the volume.', [
      'SELECT slot_name, active, wal_status, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) AS kept FROM pg_replication_slots;',
    ]),
    paragraph(
      'For a load test use `pgbench` in a database of its own, in a test environment: it shares the volume and the memory with everybody else.',
    ),
  ];
}

function checkpoints({ environments }: PlatformFacts): Block[] {
  const why = 'Requested checkpoints are forced by WAL volume: many of them mean that `max_wal_size` is too small.';
  const [oldest] = environments.map(({ image }) => image.major).sort((a, b) => a - b);
  return oldest >= 17
    ? query('Checkpoints', why, [
        'SELECT num_timed, num_requested, write_time, sync_time, buffers_written, stats_reset FROM pg_stat_checkpointer;',
      ])
    : query('Checkpoints', `${why} From PostgreSQL 17 on the view is \`pg_stat_checkpointer\`.`, [
        'SELECT checkpoints_timed, checkpoints_req, checkpoint_write_time, checkpoint_sync_time, buffers_checkpoint, stats_reset FROM pg_stat_bgwriter;',
      ]);
}

function query(title: string, what: string, sql: string[]): Block[] {
  return [heading(3, title), paragraph(what), fence('sql', sql)];
}
