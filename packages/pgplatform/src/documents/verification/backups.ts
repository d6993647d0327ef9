import type { EnvironmentFacts } from '../environment-facts';
import * as kinds from '../kinds';
import { type Block, fence, heading, paragraph } from '../markdown';
import type { PlatformFacts } from '../platform-facts';
import { recoveryWindow } from '../postgres-readme/recovery';
import { each } from './each';

/** Whether WAL is archived, whether base backups are taken, what can be restored. */
export function backups(platform: PlatformFacts): Block[] {
  const { backedUp, toYaml } = platform;
  if (backedUp.length === 0) {
    return [heading(2, 'Backups'), paragraph('Deferred: there is nothing to verify, and nothing to restore from.')];
  }
  const example = backedUp[backedUp.length - 1];
  return [
    heading(2, 'Backups'),
    paragraph('Is WAL archived?'),
    each(backedUp, (environment) =>
      environment.kubectl(
        'get',
        `${kinds.CLUSTERS} ${environment.clusterName} -o jsonpath='{.status.conditions[?(@.type=="ContinuousArchiving")].status}'`,
      ),
    ),
    paragraph('Right: `True`. Force a segment and see it arrive:'),
    each(backedUp, (environment) => environment.psql('postgres', 'SELECT pg_switch_wal()')),
    each(backedUp, (environment) =>
      environment.psql(
        'postgres',
        'SELECT archived_count, last_archived_time, failed_count, last_failed_time FROM pg_stat_archiver',
      ),
    ),
    paragraph('Right: `last_archived_time` is newer than `last_failed_time`.'),
    paragraph('Are there base backups?'),
    each(backedUp, (environment) => environment.kubectl('get', `${kinds.SCHEDULED_BACKUPS},${kinds.BACKUPS}`)),
    paragraph('Right: the newest backup is `completed`. What can be restored:'),
    each(backedUp, recoveryWindow),
    ...(example.objectStore
      ? [
          paragraph(
            'The Barman commands are in the sidecar `plugin-barman-cloud`, not in the PostgreSQL image; the status above is what they know.',
          ),
        ]
      : [
          paragraph('Barman is in the PostgreSQL image, which has to be of the `system` flavour:'),
          each(backedUp, (environment) =>
            environment.kubectl('exec', `-c postgres svc/${environment.service('rw')} -- barman-cloud-backup-list --version`),
          ),
        ]),
    paragraph('Take one now, for example before a risky change:'),
    fence('sh', [`kubectl create -f - <<'EOF'`, toYaml([manualBackup(example)]).trimEnd(), 'EOF']),
    ...(example.backup!.provider === 's3' ? [paragraph('And the objects themselves:'), each(backedUp, listing)] : []),
  ];
}

function listing({ backup, serverName }: EnvironmentFacts): string {
  return `aws s3 ls ${backup!.url}/${serverName}/base/${backup!.endpoint ? ` --endpoint-url ${backup!.endpoint}` : ''}`;
}

/** A base backup outside the schedule, by the same method. */
function manualBackup({ clusterName, namespace, scheduledBackup, cluster: { apiVersion } }: EnvironmentFacts): any {
  const { method, pluginConfiguration, target } = scheduledBackup.spec;
  return {
    apiVersion,
    kind: 'Backup',
    metadata: { generateName: `${clusterName}-manual-`, namespace },
    spec: {
      cluster: { name: clusterName },
      method,
      ...(target && { target }),
      ...(pluginConfiguration && { pluginConfiguration }),
    },
  };
}
