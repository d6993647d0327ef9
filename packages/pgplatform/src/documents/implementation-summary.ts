import { type Block, bullets, code, enumeration, heading, link, paragraph, plain, table } from './markdown';
import { DOCUMENTS, type PlatformFacts } from './platform-facts';
import { referenceDifferences } from './reference-differences';
import { releaseBlocks } from './release-blocks';

/** What was decided, what can fail, what is not covered. */
export function implementationSummary(platform: PlatformFacts): Block[] {
  return [
    heading(1, 'Implementation summary'),
    paragraph('What was built and decided, how it fails, what it does not do.'),
    ...releaseBlocks(platform),
    ...decisions(platform),
    ...objectives(platform),
    ...failureModes(platform),
    ...risks(platform),
    ...limitations(platform),
    ...accepted(platform),
    ...referenceDifferences(platform),
  ];
}

function decisions(platform: PlatformFacts): Block[] {
  const { example, backedUp, seals } = platform;
  return [
    heading(2, 'Decisions'),
    table(
      ['decision', 'why', 'more'],
      [
        [
          'CloudNativePG runs PostgreSQL',
          'Failover, backup and upgrades without a second control plane',
          link('ADR 0004', DOCUMENTS.cloudNativePg),
        ],
        [
          `Volumes are of the class ${enumeration([...new Set(platform.environments.map(({ storageClass }) => code(storageClass ?? 'the default class')))])}`,
          'One layer replicates, not two',
          link('ADR 0007', DOCUMENTS.storage),
        ],
        [
          'Git is the only way in',
          'One base, one overlay per environment, Argo CD applies them',
          link('ADR 0010', DOCUMENTS.gitops),
        ],
        [
          'One shared cluster per environment',
          'Products get databases in it; one cluster to watch, back up and upgrade',
          link('databases', `${DOCUMENTS.postgres}#databases-of-products`),
        ],
        [
          'Every object that holds or protects data is guarded',
          'Argo CD neither prunes it nor deletes it with its Application',
          link('guards', `${DOCUMENTS.verification}#guards`),
        ],
        ...(backedUp.length
          ? [
              [
                'A base backup on a schedule, WAL all the time',
                `${example.schedule?.words ?? 'no schedule'}; kept ${code(example.retention ?? 'for ever')}`,
                link('object store', `${DOCUMENTS.postgres}#the-object-store`),
              ],
            ]
          : [
              [
                'Backups are deferred',
                'Decided in `.projenrc.ts`; nothing protects the data until then',
                link('object store', `${DOCUMENTS.postgres}#the-object-store`),
              ],
            ]),
        ...(seals
          ? [
              [
                'What is not sealed does not build',
                'No database runs without its archive',
                link('secrets', `${DOCUMENTS.postgres}#secrets`),
              ],
            ]
          : []),
        [
          'The operator’s Application never prunes',
          'Its chart holds the CRDs: removing them removes every Cluster',
          link('ADR 0010', DOCUMENTS.gitops),
        ],
      ],
    ),
  ];
}

function objectives({ environments }: PlatformFacts): Block[] {
  return [
    heading(2, 'RPO and RTO'),
    paragraph('These are assumptions to plan with, not promises. Measure them with the restore drill.'),
    table(
      ['environment', 'RPO', 'RTO: an instance fails', 'RTO: restore'],
      environments.map(({ name, parameters, backup, instances }) => [
        code(name),
        backup ? `about ${parameters.archive_timeout ?? '5min'}, only while archiving works` : 'unlimited: nothing is archived',
        instances > 1
          ? 'a failover: tens of seconds after the node is found unready'
          : 'until its Pod runs again; when the volume is gone, a restore',
        backup ? 'grows with the data, the WAL since the last base backup and the speed of the store' : 'impossible',
      ]),
    ),
    bullets([
      '`archive_timeout` limits the age of WAL that has content. A database without writes archives nothing, and loses nothing.',
      'The RPO is that of a lost cluster. A mistake of a user costs nothing when the moment before it is restored.',
    ]),
  ];
}

function failureModes(platform: PlatformFacts): Block[] {
  const { environments, replicated, backedUp, seals, usesPlugin } = platform;
  const single = environments.length > replicated.length;
  const rows: [string, string, string][] = [
    ['The operator stops', 'Databases run on. No failover, no change is applied.', 'Kubernetes restarts it.'],
    ['Argo CD stops', 'Everything runs on. Nothing is deployed.', 'Bring it back; it continues with the newest commit.'],
    ...(single
      ? [
          [
            'A node fails, one instance',
            'Outage until the Pod runs elsewhere with its volume, or the node is back.',
            'Wait, or restore.',
          ] as [string, string, string],
          [
            'A volume is lost, one instance',
            backedUp.length ? 'Data since the last archived WAL is lost.' : 'All data is lost.',
            backedUp.length ? 'Restore.' : 'None.',
          ] as [string, string, string],
        ]
      : []),
    ...(replicated.length
      ? [
          ['A node fails, several instances', 'Failover to a standby; clients reconnect.', 'Automatic.'] as [
            string,
            string,
            string,
          ],
          ['A standby’s volume is lost', 'Less redundancy.', 'The instance is cloned again.'] as [string, string, string],
        ]
      : []),
    ...(backedUp.length
      ? [
          [
            'The object store is away',
            'WAL piles up on the volume; PostgreSQL stops when it is full.',
            'Alerts first; it catches up by itself.',
          ] as [string, string, string],
          ['The credentials are wrong', 'The same.', 'Seal new ones.'] as [string, string, string],
        ]
      : []),
    ...(usesPlugin && backedUp.length
      ? [
          [
            'The plugin stops',
            'No archiving in new Pods, no backups; running sidecars go on.',
            'Kubernetes restarts it; check its certificates.',
          ] as [string, string, string],
        ]
      : []),
    ...(seals
      ? [
          [
            'The sealing keys are lost',
            'Running Secrets stay. A new cluster cannot open the sealed files.',
            'Restore the keys, or seal everything again.',
          ] as [string, string, string],
        ]
      : []),
    ['A manifest is deleted in git', 'The guarded object stays and is shown as out of sync.', 'Put it back, or decide by hand.'],
    platform.objects('ValidatingAdmissionPolicy').length
      ? ['A namespace is deleted by hand', 'The admission policy refuses it.', 'Nothing to do.']
      : ['A namespace is deleted by hand', 'Everything in it is gone, volumes included.', backedUp.length ? 'Restore.' : 'None.'],
    [
      'Somebody drops a table',
      'The cluster is healthy; the data is gone.',
      backedUp.length ? 'Restore beside it, copy the database back.' : 'None.',
    ],
  ];
  return [
    heading(2, 'Failure modes'),
    table(['what fails', 'what happens', 'way back'], rows),
    paragraph(
      `Step by step: ${link('Troubleshooting', `${DOCUMENTS.postgres}#troubleshooting`)} and ${link('Disaster recovery', `${DOCUMENTS.postgres}#disaster-recovery`)}.`,
    ),
  ];
}

function risks(platform: PlatformFacts): Block[] {
  const { release, environments, backedUp } = platform;
  const single = environments.filter(({ instances }) => instances === 1);
  return [
    heading(2, 'Risks'),
    bullets([
      ...(release.isBelowFloor
        ? [
            `Release ${release.id} has published holes that let a database owner become superuser (CVE-2026-55769): do not share a cluster between tenants that do not trust each other.`,
          ]
        : []),
      `Last day of upstream support for CloudNativePG ${release.operatorVersion}: ${release.endOfLife}. After it holes are not fixed; be on a newer platform release by then.`,
      ...(!platform.usesPlugin
        ? ['Backups inside the operator are deprecated and announced to go with 1.31: the way on is the Barman Cloud plugin.']
        : []),
      ...(single.length ? [`${enumeration(single.map(({ name }) => code(name)))}: one instance is one point of failure.`] : []),
      ...(backedUp.length === 0 ? ['Backups are deferred: every loss is final.'] : []),
      'A shared cluster shares its fate: one product’s load, connections or long transactions reach all others.',
      ...(backedUp.length
        ? [
            'The archive and the key that writes it: whoever has the key can delete backups. Versioning with a lifecycle rule leaves a few days to notice.',
          ]
        : []),
      'A new operator version restarts every instance of all environments that it serves, unless in-place updates of the instance manager are switched on.',
    ]),
  ];
}

function limitations(platform: PlatformFacts): Block[] {
  const { environments, destinations } = platform;
  const [protection] = platform.objects('ValidatingAdmissionPolicy');
  const minimal = environments.filter(({ image }) => image.debian === undefined);
  return [
    heading(2, 'Limitations'),
    bullets([
      'No connection pooler and no replica in another region; both can be added through `extraResources`.',
      protection
        ? `The guards see Argo CD only. Deletion by others is refused by the policy ${code(protection.object.metadata.name)}, unless the object is annotated for it; whoever may change the policy may delete.`
        : 'Deletion with kubectl, or of a namespace, is outside what the guards see.',
      'Volumes never shrink, and a storage class does not change for volumes that exist.',
      'A major version of PostgreSQL is an offline upgrade and starts a new archive.',
      'Restores are made by hand, from the manifest in the README: nothing tests them but a drill.',
      ...(minimal.length
        ? [
            `The image tag of ${enumeration(minimal.map(({ name }) => code(name)))} does not name its Debian release: check collations before it is exchanged.`,
          ]
        : []),
      ...(destinations.length > 1
        ? ['Each Kubernetes cluster has an operator of its own; they move to a new version at the same merge.']
        : []),
    ]),
  ];
}

function accepted({ model }: PlatformFacts): Block[] {
  const { ignores, acknowledgements } = model;
  return ignores.length + acknowledgements.length === 0
    ? []
    : [
        heading(2, 'Accepted findings'),
        table(
          ['what', 'why'],
          [
            ...ignores.map(({ rule, reason }) => [`rule ${code(rule)} is not followed`, plain(reason)]),
            ...acknowledgements.map(({ object, reason, expires }) => [
              `${code(object)} may be destroyed until ${expires}`,
              plain(reason),
            ]),
          ],
        ),
      ];
}
