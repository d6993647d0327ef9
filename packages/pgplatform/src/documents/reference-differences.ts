import { type Block, bullets, code, enumeration, heading, paragraph, table } from './markdown';
import type { PlatformFacts } from './platform-facts';
import { REFERENCE } from './reference';

/** The only place where deviations from the reference system are explained. */
export function referenceDifferences(platform: PlatformFacts): Block[] {
  const chosen = choices(platform);
  return [
    heading(2, 'What differs from the reference'),
    paragraph(
      'The reference is the hand-written system that this platform grew out of. Taken literally it is wrong in places, and it has aged. What is generated is what works:',
    ),
    table(['the reference says', 'this repository has', 'why'], corrections(platform)),
    ...(chosen.length
      ? [
          heading(3, 'Choices of this repository'),
          paragraph('These values differ because the options or the platform release say so:'),
          table(['fact', 'reference', 'here'], chosen),
        ]
      : [paragraph('No figure differs: every option is at the value of the reference.')]),
    ...(platform.model.databases.length ? ownership(platform) : []),
  ];
}

function corrections(platform: PlatformFacts): string[][] {
  const { operatorValues, backedUp, environments, usesPlugin, isScraped, release, example, seals } = platform;
  const { requests, limits } = operatorValues.resources ?? {};
  const locales = new Set(environments.map(({ cluster }) => cluster.spec.bootstrap?.initdb?.localeCollate));
  const podMonitor = environments.find((environment) => environment.podMonitor)?.podMonitor;
  return [
    [
      'limits 500m / 512Mi for the controller and 200m / 256Mi for the webhook',
      requests && limits
        ? `one container: requests ${code(requests.cpu)} / ${code(requests.memory)}, limits ${code(limits.cpu)} / ${code(limits.memory)}`
        : 'one container with the chart’s own resources',
      'The chart has no resources for the webhook: it runs in the controller’s process. The requests keep admission answering.',
    ],
    ...(backedUp.length
      ? [
          [
            'backups exist because S3 is configured',
            `ScheduledBackup ${code(example.scheduledBackup?.metadata.name ?? 'none')}`,
            'Without a base backup WAL restores nothing, and retention never deletes anything.',
          ],
          [
            'add the secret to the kustomization by hand, afterwards',
            seals ? 'the overlay lists the sealed file always' : 'no secret of the backups is sealed here',
            'Until then archiving would fail in silence while the Cluster is `Ready`, until the volume is full.',
          ],
          [
            'a bucket with versioning',
            'and a lifecycle rule for deleted objects',
            'Versioning keeps what retention deletes: the bucket would grow for ever.',
          ],
        ]
      : []),
    ...(locales.has('en_US.utf8')
      ? [['locale `en_US`', '`en_US.utf8`', 'Plain `en_US` is the ISO-8859-1 locale or missing; initdb refuses it with UTF-8.']]
      : []),
    ...(environments.some(({ image }) => image.version === REFERENCE.postgres)
      ? [['the image tag `17.2`', 'the same version with its build', 'The bare tag is deprecated and was moved to other builds.']]
      : []),
    [
      'automated sync with prune',
      'guards on everything that holds or protects data, whatever is pruned',
      'Pruning a Cluster deletes its volumes with it.',
    ],
    [
      'metrics `cnpg_wal_…`',
      '`cnpg_collector_pg_wal` and `cnpg_collector_pg_wal_archive_status`',
      'There are no metrics of that name.',
    ],
    [
      '`psql` as the role `app` in the Pod',
      '`psql -U postgres` in the container `postgres`',
      'The local socket accepts the operating system user only.',
    ],
    [
      'the short resource name of a Cluster',
      code('clusters.postgresql.cnpg.io'),
      'The short name is ambiguous where Cluster API is installed.',
    ],
    ...(backedUp.length && usesPlugin
      ? [
          [
            'the Barman commands in the PostgreSQL image',
            'the status of the ObjectStore',
            'The commands are in the plugin’s sidecar; the image no longer has them.',
          ],
          [
            'Barman inside the operator',
            'the Barman Cloud plugin',
            'The operator’s own support is deprecated and announced to go with 1.31.',
          ],
        ]
      : []),
    ...(isScraped && podMonitor
      ? [
          [
            '`enablePodMonitor` of the Cluster',
            `PodMonitor ${code(podMonitor.metadata.name)}`,
            `The field is deprecated${release.hasClusterPodMonitor ? ' in later operators' : ''}; the object has a name of its own because older operators delete one that is named like the Cluster.`,
          ],
        ]
      : []),
    ...(environments.some(({ instances }) => instances === 1)
      ? [
          [
            'nothing about disruption budgets',
            '`enablePDB: false` with one instance',
            'The operator’s budget would block every drain of the node.',
          ],
        ]
      : []),
    [
      'WaitForFirstConsumer is the default of Longhorn',
      'nothing relies on it',
      'It is not, and it needs capacity tracking that older versions lack.',
    ],
    [
      'RTO 15 to 30 minutes, failover 40 to 80 seconds',
      'assumptions, to be measured by a drill',
      'They depend on the data, the WAL since the last base backup and the store.',
    ],
  ];
}

function choices(platform: PlatformFacts): string[][] {
  const { release, environments, backedUp } = platform;
  const rows: [string, string, string][] = [
    ['operator chart', REFERENCE.chart, release.operatorChart],
    ['operator', REFERENCE.operator, release.operatorVersion],
    ['PostgreSQL', REFERENCE.postgres, enumeration([...new Set(environments.map(({ image }) => image.version))])],
    ['environments', Object.keys(REFERENCE.environments).join(' and '), enumeration(environments.map(({ name }) => name))],
    [
      'storage class',
      REFERENCE.storageClass,
      enumeration([...new Set(environments.map(({ storageClass }) => storageClass ?? 'the default class'))]),
    ],
    ['instances', String(REFERENCE.instances), enumeration([...new Set(environments.map(({ instances }) => String(instances)))])],
    [
      'backups',
      `s3://${REFERENCE.bucket}`,
      backedUp.length
        ? enumeration([...new Set(backedUp.map(({ backup }) => backup!.url.slice(0, -backup!.prefix.length - 1)))])
        : 'deferred',
    ],
    ...(backedUp.length
      ? [
          ['retention', REFERENCE.retention, enumeration([...new Set(backedUp.map(({ retention }) => retention ?? 'none'))])] as [
            string,
            string,
            string,
          ],
        ]
      : []),
    ...environments.flatMap((environment): [string, string, string][] => {
      const { spec } = environment.cluster;
      const reference = REFERENCE.environments[environment.name as 'stage'];
      return reference
        ? [
            [`CPU of ${environment.name}`, reference.cpu, String(spec.resources?.limits?.cpu)],
            [`memory of ${environment.name}`, reference.memory, String(spec.resources?.limits?.memory)],
            [`volume of ${environment.name}`, reference.storage, spec.storage.size],
          ]
        : [];
    }),
    ...Object.entries(REFERENCE.parameters).map(([name, value]): [string, string, string] => [
      name,
      value,
      enumeration([...new Set(environments.map(({ parameters }) => parameters[name] ?? 'not set'))]),
    ]),
  ];
  return rows
    .filter(([, reference, here]) => reference !== here)
    .map(([fact, reference, here]) => [fact, code(reference), code(here)]);
}

function ownership({ model, environments }: PlatformFacts): Block[] {
  const shared = model.databases.filter(
    ({ owner, environment }) => environments.find(({ name }) => name === environment)?.bootstrap.owner === owner,
  );
  return [
    bullets([
      shared.length
        ? `${enumeration(shared.map(({ resource }) => code(resource)))} ${shared.length === 1 ? 'belongs' : 'belong'} to the owner of the bootstrap, as in the reference: products that share a role share their data.`
        : 'In the reference a product’s database belongs to `app`. Here each product has a role of its own: one product cannot read another’s data.',
    ]),
  ];
}
