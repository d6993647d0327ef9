import type { EnvironmentFacts } from './environment-facts';

/** An alert of Prometheus. */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly severity: 'critical' | 'warning';
  /** What is wrong, one sentence. */
  readonly summary: string;
}

/**
 * The alerts of an environment. The charts of CloudNativePG have none for archiving and backups.
 *
 * Metrics: cloudnative-pg config/manager/default-monitoring.yaml, pg_collector.go; plugin-barman-cloud web/docs/observability.md.
 */
export function alertRules(environment: EnvironmentFacts): AlertRule[] {
  return [...availability(environment), ...backups(environment), ...capacity(environment), ...replication(environment)];
}

/** The alerts as an object of the Prometheus operator. */
export function prometheusRule(environment: EnvironmentFacts): any {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: `${environment.clusterName}-alerts`, namespace: environment.namespace },
    spec: {
      groups: [
        {
          name: environment.clusterName,
          rules: alertRules(environment).map(({ alert, expr, for: duration, severity, summary }) => ({
            alert,
            expr,
            for: duration,
            labels: { severity },
            annotations: { summary },
          })),
        },
      ],
    },
  };
}

/** The names of the backup metrics: the operator's own stay 0 when the plugin takes the backups. */
export function backupMetric(environment: EnvironmentFacts, name: string): string {
  return `${environment.objectStore ? 'barman_cloud_cloudnative_pg_io' : 'cnpg_collector'}_${name}`;
}

function availability(environment: EnvironmentFacts): AlertRule[] {
  const pods = podSelector(environment);
  return [
    {
      alert: 'PostgresOffline',
      expr: `absent(cnpg_collector_up{${pods}}) or cnpg_collector_up{${pods}} == 0`,
      for: '5m',
      severity: 'critical',
      summary: 'No instance reports, or PostgreSQL is down in one.',
    },
    {
      alert: 'PostgresConnectionsHigh',
      expr: `sum by (namespace, pod) (cnpg_backends_total{${pods}}) / max by (namespace, pod) (cnpg_pg_settings_setting{${pods},name="max_connections"}) > 0.8`,
      for: '5m',
      severity: 'warning',
      summary: 'More than 80% of max_connections are in use.',
    },
    {
      alert: 'PostgresBackendsWaiting',
      expr: `cnpg_backends_waiting_total{${pods}} > 300`,
      for: '1m',
      severity: 'warning',
      summary: 'More than 300 sessions wait for a lock.',
    },
    {
      alert: 'PostgresLongTransaction',
      expr: `cnpg_backends_max_tx_duration_seconds{${pods}} > 300`,
      for: '5m',
      severity: 'warning',
      summary: 'A transaction is open for more than five minutes: it holds locks and stops VACUUM.',
    },
    {
      alert: 'PostgresDeadlocks',
      expr: `increase(cnpg_pg_stat_database_deadlocks{${pods}}[10m]) > 10`,
      for: '1m',
      severity: 'warning',
      summary: 'More than ten deadlocks in ten minutes.',
    },
    {
      alert: 'PostgresFenced',
      expr: `cnpg_collector_fencing_on{${pods}} == 1`,
      for: '10m',
      severity: 'warning',
      summary: 'An instance is fenced: PostgreSQL is stopped in it on purpose.',
    },
  ];
}

function backups(environment: EnvironmentFacts): AlertRule[] {
  if (!environment.backup) {
    return [];
  }
  const pods = podSelector(environment);
  const metric = (name: string) => `max by (namespace) (${backupMetric(environment, name)}{${pods}})`;
  const overdue = environment.schedule?.overdueHours;
  return [
    {
      alert: 'PostgresArchivingFails',
      expr: `cnpg_pg_stat_archiver_last_failed_time{${pods}} - cnpg_pg_stat_archiver_last_archived_time{${pods}} > 1`,
      for: '5m',
      severity: 'critical',
      summary: 'WAL is not archived: the RPO grows and the volume fills.',
    },
    {
      alert: 'PostgresWalBacklog',
      expr: `cnpg_collector_pg_wal_archive_status{${pods},value="ready"} > 20`,
      for: '10m',
      severity: 'warning',
      summary: 'More than 20 WAL files wait to be archived.',
    },
    ...(overdue
      ? [
          {
            alert: 'PostgresBackupOverdue',
            expr: `time() - ${metric('last_available_backup_timestamp')} > ${overdue} * 3600`,
            for: '1h',
            severity: 'critical' as const,
            summary: `The newest base backup is older than ${overdue} hours, or there is none.`,
          },
        ]
      : []),
    {
      alert: 'PostgresBackupFailed',
      expr: `${metric('last_failed_backup_timestamp')} > ${metric('last_available_backup_timestamp')}`,
      for: '10m',
      severity: 'warning',
      summary: 'The newest base backup failed.',
    },
  ];
}

function capacity(environment: EnvironmentFacts): AlertRule[] {
  const pods = podSelector(environment);
  const volumes = `namespace="${environment.namespace}",persistentvolumeclaim=~"${environment.clusterName}-[0-9]+(-wal)?"`;
  const free = `kubelet_volume_stats_available_bytes{${volumes}} / kubelet_volume_stats_capacity_bytes{${volumes}}`;
  return [
    {
      alert: 'PostgresVolumeFilling',
      expr: `${free} < 0.3`,
      for: '5m',
      severity: 'warning',
      summary: 'A volume is more than 70% full.',
    },
    {
      alert: 'PostgresVolumeNearlyFull',
      expr: `${free} < 0.1`,
      for: '5m',
      severity: 'critical',
      summary: 'A volume is more than 90% full.',
    },
    {
      alert: 'PostgresVolumeFullInFourDays',
      expr: `predict_linear(kubelet_volume_stats_available_bytes{${volumes}}[6h], 4 * 24 * 3600) < 0`,
      for: '1h',
      severity: 'warning',
      summary: 'At the pace of the last six hours a volume is full within four days.',
    },
    {
      alert: 'PostgresTransactionIdsOld',
      expr: `cnpg_pg_database_xid_age{${pods}} > 300000000`,
      for: '5m',
      severity: 'warning',
      summary: 'VACUUM is behind: transaction ids are older than 300 million.',
    },
  ];
}

function replication(environment: EnvironmentFacts): AlertRule[] {
  const standbys = environment.instances - 1;
  if (standbys === 0) {
    return [];
  }
  const pods = podSelector(environment);
  return [
    {
      alert: 'PostgresStandbyMissing',
      expr: `max by (namespace) (cnpg_pg_replication_streaming_replicas{${pods}}) < ${standbys}`,
      for: '5m',
      severity: 'warning',
      summary: `Fewer than ${standbys} standbys stream from the primary.`,
    },
    {
      alert: 'PostgresReplicationLag',
      expr: `cnpg_pg_replication_lag{${pods}} > 15`,
      for: '5m',
      severity: 'warning',
      summary: 'A standby is more than 15 seconds behind.',
    },
    {
      alert: 'PostgresOnOneNode',
      expr: `cnpg_collector_nodes_used{${pods}} == 1`,
      for: '5m',
      severity: 'warning',
      summary: 'All instances are on one node: its loss is an outage.',
    },
    {
      alert: 'PostgresSlotInactive',
      expr: `cnpg_pg_replication_slots_active{${pods}} == 0 and cnpg_pg_replication_slots_pg_wal_lsn_diff{${pods}} > 1e9`,
      for: '15m',
      severity: 'warning',
      summary: 'A slot that nobody reads keeps more than a gigabyte of WAL.',
    },
    {
      alert: 'PostgresStandbyNotStreaming',
      expr: `cnpg_pg_replication_in_recovery{${pods}} > cnpg_pg_replication_is_wal_receiver_up{${pods}}`,
      for: '5m',
      severity: 'warning',
      summary: 'A standby receives no WAL.',
    },
  ];
}

function podSelector(environment: EnvironmentFacts): string {
  return `namespace="${environment.namespace}",pod=~"${environment.clusterName}-[0-9]+"`;
}
