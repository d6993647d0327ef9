import { decisionRecord } from './decision-record';
import { type Block, bullets, code, enumeration, fence, link, paragraph, table } from './markdown';
import type { PlatformFacts } from './platform-facts';

export function storageClassRecord(platform: PlatformFacts): Block[] {
  const { environments, storageClass: generated, replicated, backedUp } = platform;
  const names = [...new Set(environments.map(({ storageClass }) => storageClass ?? 'the default class'))];
  const longhorn = names.some((name) => name.includes('longhorn')) || generated !== undefined;
  const single = environments.filter(({ instances }) => instances === 1);
  return decisionRecord({
    title: 'ADR 0007: Longhorn StorageClass strategy',
    context: [
      paragraph(
        'PostgreSQL replicates by itself: a standby has every page the primary has. Storage that replicates too writes each page several times over the network, and makes no standby needless.',
        'On the other hand one instance on a volume without a second copy loses everything since the last archived WAL when the disk dies.',
      ),
      table(
        ['environment', 'instances', 'storage class', 'volume', 'WAL volume', 'backups'],
        environments.map(({ name, instances, storageClass, cluster: { spec }, backup }) => [
          code(name),
          String(instances),
          code(storageClass ?? 'the default class'),
          spec.storage.size,
          spec.walStorage?.size ?? 'none',
          backup ? code(backup.url) : 'deferred',
        ]),
      ),
      ...(longhorn
        ? []
        : [
            paragraph(
              `This repository does not use a Longhorn class. The question is the same for any storage; the number and name of the record stay so that links keep working.`,
            ),
          ]),
    ],
    options: [
      {
        name: 'Longhorn with one replica',
        pros: [
          'One copy per instance: full write speed, and PostgreSQL decides what is durable.',
          'A volume can still be backed up and expanded.',
        ],
        cons: [
          'The loss of a disk is the loss of that instance’s volume.',
          'With `dataLocality` best-effort the volume may be on another node than its Pod until it has moved.',
        ],
      },
      {
        name: 'Longhorn with three replicas',
        pros: ['A single instance survives the loss of a disk or node without a restore.'],
        cons: [
          'Every write crosses the network twice more; with three instances there are nine copies.',
          'Latency of commits follows the slowest replica.',
        ],
      },
      {
        name: 'Local volumes',
        pros: ['The fastest and simplest path to a disk.'],
        cons: [
          'A Pod is bound to its node for ever; draining a node with a single instance is an outage.',
          'No expansion in most provisioners.',
        ],
      },
      {
        name: 'Block storage of a cloud provider',
        pros: ['Durable and movable within a zone, without anything to operate.'],
        cons: ['Bound to the provider and the zone; latency and price follow the size.'],
      },
    ],
    decision: [
      paragraph(
        `Volumes of all instances are of the class ${enumeration(names.map(code))}.`,
        longhorn
          ? 'One replica in the storage, redundancy in PostgreSQL and in the archive.'
          : 'Redundancy belongs to PostgreSQL and to the archive, whatever the storage adds.',
        generated
          ? `The class is generated (${link('storage-class.yaml', generated.path)}):`
          : 'The class is made outside this repository. What it has to have:',
      ),
      ...(generated
        ? [fence('yaml', platform.toYaml([generated.object]))]
        : [
            bullets([
              '`allowVolumeExpansion: true`: else a volume cannot grow while PostgreSQL runs.',
              '`reclaimPolicy: Retain` for production: the volume stays when its claim goes.',
              ...(longhorn
                ? [
                    '`numberOfReplicas: "1"` and `dataLocality: best-effort`.',
                    '`volumeBindingMode: Immediate`, unless Longhorn is 1.12 or newer: WaitForFirstConsumer needs capacity tracking, which came with it.',
                  ]
                : []),
            ]),
          ]),
    ],
    consequences: [
      ...(single.length
        ? [
            `${enumeration(single.map(({ name }) => code(name)))}: with one instance the archive is the second copy. ${backedUp.length ? 'Losing the volume means a restore.' : 'Backups are deferred, so there is no second copy.'}`,
          ]
        : []),
      ...(replicated.length
        ? [`${enumeration(replicated.map(({ name }) => code(name)))}: a lost volume is cloned again from the primary.`]
        : []),
      'The class of a volume never changes. Moving to another class means new instances of that class, and a promotion; with one instance it means a restore.',
      'Retained volumes are not removed by anybody: somebody has to clean up after a deliberate deletion.',
    ],
    revisit: [
      ...(single.length
        ? ['a single instance becomes too little: three instances come before more replicas in the storage;']
        : []),
      'commits are slow although the disks are not;',
      'the storage behind the class changes its defaults or its engine.',
    ],
  });
}
