import { alertRules, backupMetric, prometheusRule } from '../alert-rules';
import { type Block, bullets, code, enumeration, fence, heading, link, paragraph, table } from '../markdown';
import { DOCUMENTS, type PlatformFacts } from '../platform-facts';

/** Metrics and alerts. */
export function monitoring(platform: PlatformFacts): Block[] {
  const { example, backedUp, environments, isScraped } = platform;
  const rules = alertRules(example);
  return [
    heading(2, 'Monitoring'),
    scraping(platform),
    heading(3, 'Metrics to know'),
    table(
      ['metric', 'says'],
      [
        ['cnpg_collector_up', 'PostgreSQL answers'],
        ['cnpg_backends_total', 'connections by database, role and state'],
        ['cnpg_backends_waiting_total', 'sessions that wait for a lock'],
        ['cnpg_pg_database_size_bytes', 'size of each database'],
        ['cnpg_pg_stat_database_xact_commit', 'commits; its rate is the load'],
        ['cnpg_collector_pg_wal', 'WAL on disk, by `value`: count, size and limits'],
        ...(backedUp.length
          ? [
              ['cnpg_collector_pg_wal_archive_status', 'WAL files that wait for the archive (`value="ready"`) or are in it'],
              [
                'cnpg_pg_stat_archiver_seconds_since_last_archival',
                'seconds since WAL was archived: the RPO right now, while there are writes',
              ],
              [backupMetric(example, 'last_available_backup_timestamp'), 'time of the newest base backup'],
              [backupMetric(example, 'first_recoverability_point'), 'earliest moment that can be restored'],
            ]
          : []),
        ...(platform.replicated.length
          ? [
              ['cnpg_pg_replication_lag', 'seconds that a standby is behind'],
              ['cnpg_pg_replication_streaming_replicas', 'standbys that stream'],
            ]
          : []),
        [
          example.image.major >= 17 ? 'cnpg_pg_stat_checkpointer_checkpoints_req' : 'cnpg_pg_stat_bgwriter_checkpoints_req',
          'checkpoints that were forced by too little `max_wal_size`',
        ],
      ].map(([metric, says]) => [code(metric), says]),
    ),
    ...(backedUp.length && platform.usesPlugin
      ? [
          paragraph(
            'The plugin has backup metrics of its own; the operator’s `cnpg_collector_last_available_backup_timestamp` stays 0.',
          ),
        ]
      : []),
    heading(3, 'Alerts'),
    paragraph(
      'The charts of CloudNativePG have no alert for archiving and backups. These are the alerts of this platform,',
      `as an object for ${code(example.name)}; save it in ${code(`${example.model.overlay}/${RULE_FILE}`)} and list ${code(RULE_FILE)} in its \`extraResources\`.`,
      environments.length > 1
        ? `For ${enumeration(environments.slice(0, -1).map(({ name }) => code(name)))} exchange the namespace${platform.replicated.length && platform.replicated.length < environments.length ? '; replication alerts are for environments with standbys' : ''}.`
        : '',
      isScraped ? '' : 'They need the metrics, which nothing scrapes at present.',
      'Prometheus must select it: many installations ask for a label on the rule.',
    ),
    table(
      ['alert', 'fires when', 'severity'],
      rules.map(({ alert, summary, severity }) => [code(alert), summary, severity]),
    ),
    fence('yaml', platform.toYaml([prometheusRule(example)])),
    bullets([
      'Argo CD shows routine work such as a switchover as `Degraded`: page on it only when it lasts for an hour.',
      ...(backedUp.length
        ? [`When an archiving alert fires, start with ${link('“Archiving fails”', `${DOCUMENTS.postgres}#archiving-fails`)}.`]
        : []),
      ...(platform.example.schedule && platform.example.schedule.overdueHours === undefined
        ? ['The schedule has no fixed period, so there is no alert for an overdue backup: write one with its longest gap.']
        : []),
    ]),
  ];
}

const RULE_FILE = 'alerts.yaml';

function scraping({ environments }: PlatformFacts): Block {
  const scraped = environments.filter((environment) => environment.isScraped);
  if (scraped.length === 0) {
    return paragraph(
      'Instances serve metrics on port 9187. Nothing scrapes them: `clusterBase.monitoring.podMonitor` is `false`.',
    );
  }
  return paragraph(
    'Instances serve metrics on port 9187.',
    scraped[0].podMonitor
      ? `The PodMonitor ${code(scraped[0].podMonitor.metadata.name)} has Prometheus scrape them.`
      : 'The operator makes a PodMonitor with the name of the Cluster (`enablePodMonitor`).',
  );
}
