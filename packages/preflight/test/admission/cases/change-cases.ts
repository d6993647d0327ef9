import { annotated, cluster, clusterSpec, parameters } from '../manifest';
import type { RuleCase } from '../rule-case';

const change = (from: any, to: any) => ({ from, to });
const image = (imageName: string) => clusterSpec({ imageName });
const spec = (from: any, to: any) => change(clusterSpec(from), clusterSpec(to));
const running = (majorVersion: number, to: any) => change(cluster({ status: { pgDataImageInfo: { majorVersion } } }), to);
const tablespaces = (...list: [string, string][]) => ({ tablespaces: list.map(([name, size]) => ({ name, storage: { size } })) });
const external = { externalClusters: [{ name: 'e', connectionParameters: { host: 'h' } }] };
const switching = { status: { switchReplicaClusterStatus: { inProgress: true } } };
const both = (primaryUpdateMethod?: string) => ({
  from: clusterSpec({ imageName: 'x:17.1', primaryUpdateMethod }),
  to: parameters({ work_mem: '8MB' }, { imageName: 'x:17.2', primaryUpdateMethod }),
});

/** U: changes of a Cluster. */
export const changeCases: RuleCase[] = [
  {
    rule: 'U-MAP-1',
    accepted: [
      spec({ inheritedMetadata: { labels: { a: 'b' } } }, {}),
      spec({ inheritedMetadata: { labels: { a: 'b' } } }, { inheritedMetadata: { labels: { a: 'c' } } }),
      spec({ affinity: { nodeSelector: {} } }, { affinity: { nodeSelector: {} } }),
      spec({ affinity: { topologyKey: 'z' } }, { affinity: {} }),
    ],
    refused: [
      [spec({ affinity: { nodeSelector: { a: 'b' } } }, { affinity: { nodeSelector: {} } }), 'spec.affinity.nodeSelector'],
      [
        spec(
          { walStorage: { pvcTemplate: { resources: { requests: { storage: '1Gi' } } } } },
          { walStorage: { pvcTemplate: {} } },
        ),
        'spec.walStorage.pvcTemplate',
      ],
      [
        spec({ inheritedMetadata: { labels: { a: 'b' } } }, { inheritedMetadata: { labels: {} } }),
        'spec.inheritedMetadata.labels',
      ],
    ],
  },
  {
    rule: 'U-IMG-1',
    accepted: [change(image('x:17.2'), image('x:17.1')), running(17, image('x:18')), change(cluster(), image('x:17'))],
    refused: [
      [change(image('x:17'), image('x:16')), 'spec.imageName'],
      [running(18, image('x:17')), 'spec.imageName'],
    ],
  },
  {
    rule: 'U-IMG-2',
    accepted: [change(image('x:13'), image('x:16'))],
    refused: [[change(image('x:13'), image('x:15')), 'spec.imageName']],
  },
  {
    rule: 'U-CFG-1',
    accepted: [change(image('x:17.1'), image('x:17.2')), change(parameters({}), parameters({ work_mem: '8MB' }))],
    refused: [[both('switchover'), 'spec.imageName']],
    edges: [{ manifest: both('restart'), refusedBy: ['1.27.0', '1.27.4'], acceptedBy: ['1.28.0', '1.30.0'] }],
  },
  {
    rule: 'U-STO-1',
    accepted: [
      spec({ storage: { size: '1Gi' } }, { storage: { size: '1024Mi' } }),
      spec(tablespaces(['a', '1Gi']), tablespaces(['b', '1Gi'], ['a', '2Gi'])),
    ],
    refused: [
      [spec({ storage: { size: '2Gi' } }, { storage: { size: '1Gi' } }), 'spec.storage.size'],
      [spec({ walStorage: { size: '2Gi' } }, { walStorage: { size: '2G' } }), 'spec.walStorage.size'],
      [spec(tablespaces(['a', '2Gi']), tablespaces(['b', '1Gi'], ['a', '1Gi'])), 'spec.tablespaces[1].storage.size'],
    ],
  },
  {
    rule: 'U-WAL-1',
    accepted: [spec({}, { walStorage: { size: '1Gi' } })],
    refused: [[spec({ walStorage: { size: '1Gi' } }, {}), 'spec.walStorage']],
  },
  {
    rule: 'U-TBS-1',
    accepted: [spec(tablespaces(['a', '1Gi']), tablespaces(['b', '1Gi'], ['a', '1Gi']))],
    refused: [
      [spec(tablespaces(['a', '1Gi'], ['b', '1Gi']), tablespaces(['a', '1Gi'])), 'spec.tablespaces'],
      [spec(tablespaces(['a', '1Gi']), {}), 'spec.tablespaces'],
    ],
  },
  {
    rule: 'U-UID-1',
    accepted: [spec({}, { postgresUID: 26 })],
    refused: [
      [spec({}, { postgresUID: 100 }), 'spec.postgresUID'],
      [spec({ postgresGID: 100 }, {}), 'spec.postgresGID'],
    ],
  },
  {
    rule: 'U-SLOT-1',
    accepted: [
      spec(
        { replicationSlots: { highAvailability: { enabled: false, slotPrefix: 'a_' } } },
        { replicationSlots: { highAvailability: { slotPrefix: 'b_' } } },
      ),
      spec({}, { replicationSlots: { highAvailability: { enabled: false } } }),
    ],
    refused: [
      [
        spec({}, { replicationSlots: { highAvailability: { slotPrefix: 'b_' } } }),
        'spec.replicationSlots.highAvailability.slotPrefix',
      ],
      [
        spec({ replicationSlots: { highAvailability: { slotPrefix: 'b_' } } }, {}),
        'spec.replicationSlots.highAvailability.slotPrefix',
      ],
    ],
  },
  {
    rule: 'U-SLOT-2',
    unreachable: true,
    accepted: [
      spec(
        { replicationSlots: { synchronizeReplicas: { enabled: false } } },
        { replicationSlots: { highAvailability: { enabled: true } } },
      ),
    ],
    refused: [
      [
        spec({ replicationSlots: { synchronizeReplicas: { enabled: true } } }, { replicationSlots: {} }),
        'spec.replicationSlots.synchronizeReplicas',
      ],
    ],
  },
  {
    rule: 'U-WLV-1',
    accepted: [change(parameters({ wal_level: 'minimal' }), parameters({ wal_level: 'minimal' }))],
    refused: [[change(parameters({}), parameters({ wal_level: 'minimal' })), 'spec.postgresql.parameters.wal_level']],
  },
  {
    rule: 'U-REP-1',
    accepted: [
      change(clusterSpec(external), clusterSpec({ ...external, replica: { enabled: true, source: 'e' } })),
      change(cluster(switching), annotated('a', 'b')),
    ],
    refused: [
      [
        change(cluster({ ...switching, spec: external }), clusterSpec({ ...external, replica: { enabled: true, source: 'e' } })),
        'spec.replica',
      ],
    ],
  },
];
