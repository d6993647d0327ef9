import { annotated, cluster, clusterSpec, merged, parameters } from '../manifest';
import type { RuleCase } from '../rule-case';

const QUORUM = 'alpha.cnpg.io/failoverQuorum';
const image = (imageName: string) => clusterSpec({ imageName });
const synchronous = (given: any, spec: any = {}) =>
  clusterSpec(merged({ postgresql: { synchronous: { method: 'any', ...given } } }, spec));
const tablespaces = (...names: string[]) =>
  clusterSpec({ tablespaces: names.map((name) => ({ name, storage: { size: '1Gi' } })) });
const toleration = (given: any) => clusterSpec({ affinity: { tolerations: [given] } });
const at = 'spec.affinity.tolerations[0]';
const resources = (requests: any, limits: any = {}, spec: any = {}) => clusterSpec({ resources: { requests, limits }, ...spec });

/** CL-SU, CL-CERT, CL-IMG, CL-PULL, CL-UPD, CL-SYNC, CL-STO, CL-TBS, CL-TOL, CL-AFF, CL-RES, CL-ENV, CL-SA, CL-LEASE. */
export const instanceCases: RuleCase[] = [
  {
    rule: 'CL-SU-1',
    accepted: [clusterSpec({ superuserSecret: { name: 's' } })],
    refused: [[clusterSpec({ superuserSecret: { name: '' } }), 'spec.superuserSecret.name']],
  },
  {
    rule: 'CL-CERT-1',
    accepted: [clusterSpec({ certificates: { serverAltDNSNames: ['x'] } })],
    refused: [
      [
        clusterSpec({ certificates: { serverTLSSecret: 's', serverCASecret: 'a', serverAltDNSNames: ['x'] } }),
        'spec.certificates.serverAltDNSNames',
      ],
    ],
  },
  {
    rule: 'CL-CERT-2',
    accepted: [clusterSpec({ certificates: { serverTLSSecret: 's', serverCASecret: 'a' } })],
    refused: [[clusterSpec({ certificates: { serverTLSSecret: 's' } }), 'spec.certificates.serverCASecret']],
  },
  {
    rule: 'CL-CERT-3',
    accepted: [clusterSpec({ certificates: { replicationTLSSecret: 's', clientCASecret: 'a' } })],
    refused: [[clusterSpec({ certificates: { replicationTLSSecret: 's' } }), 'spec.certificates.clientCASecret']],
  },
  {
    rule: 'CL-IMG-1',
    accepted: [image('ghcr.io/x/postgresql:17.2'), image(''), image('localhost:5000/pg:16')],
    refused: ['ghcr.io/x/postgresql', 'x:latest', 'localhost:5000/pg'].map((name) => [image(name), 'spec.imageName']),
  },
  {
    rule: 'CL-IMG-2',
    accepted: [image('x:17@sha256:ab')],
    refused: [[image('ghcr.io/x/postgresql@sha256:ab'), 'spec.imageName']],
  },
  {
    rule: 'CL-IMG-3',
    accepted: ['x:18beta1', 'x:17.2-33-bookworm', 'x:13'].map(image),
    refused: ['x:bookworm', 'x:v17', 'x:17.', 'x:99999999999999999999'].map((name) => [image(name), 'spec.imageName']),
  },
  {
    rule: 'CL-IMG-4',
    accepted: [image('x:13.1')],
    refused: [
      [image('x:12.1'), 'spec.imageName'],
      [
        clusterSpec({ imageCatalogRef: { apiGroup: 'postgresql.cnpg.io', kind: 'ImageCatalog', name: 'i', major: 12 } }),
        'spec.imageCatalogRef.major',
      ],
    ],
  },
  {
    rule: 'CL-PULL-1',
    accepted: ['Always', 'Never', 'IfNotPresent', ''].map((imagePullPolicy) => clusterSpec({ imagePullPolicy })),
    refused: [[clusterSpec({ imagePullPolicy: 'X' }), 'spec.imagePullPolicy']],
  },
  {
    rule: 'CL-UPD-1',
    accepted: [clusterSpec({ primaryUpdateStrategy: 'unsupervised' })],
    refused: [[clusterSpec({ primaryUpdateStrategy: 'x' }), 'spec.primaryUpdateStrategy']],
  },
  {
    rule: 'CL-UPD-2',
    accepted: [clusterSpec({ primaryUpdateStrategy: 'supervised', instances: 2 })],
    refused: [[clusterSpec({ primaryUpdateStrategy: 'supervised' }), 'spec.primaryUpdateStrategy']],
  },
  {
    rule: 'CL-SYNC-1',
    accepted: [clusterSpec({ instances: 2, maxSyncReplicas: 1 })],
    refused: [1, -1].map((maxSyncReplicas) => [clusterSpec({ maxSyncReplicas }), 'spec.maxSyncReplicas']),
  },
  {
    rule: 'CL-SYNC-2',
    accepted: [clusterSpec({ instances: 2, minSyncReplicas: 1, maxSyncReplicas: 1 })],
    refused: [1, -1].map((minSyncReplicas) => [clusterSpec({ minSyncReplicas }), 'spec.minSyncReplicas']),
  },
  {
    rule: 'CL-SYNC-3',
    accepted: [synchronous({ number: 1 }, { instances: 3 })],
    refused: [
      [synchronous({ number: 1 }, { instances: 3, minSyncReplicas: 1, maxSyncReplicas: 1 }), 'spec.postgresql.synchronous'],
    ],
  },
  {
    rule: 'CL-SYNC-4',
    accepted: [synchronous({ number: 1, standbyNamesPre: ['a'] }), synchronous({ number: 1 }, { instances: 2 })],
    refused: [[synchronous({ number: 1 }), 'spec.postgresql.synchronous.number']],
  },
  {
    rule: 'CL-SYNC-5',
    accepted: ['true', 'F', '0'].map((value) => annotated(QUORUM, value)),
    refused: [[annotated(QUORUM, 'maybe'), `metadata.annotations["${QUORUM}"]`]],
    edges: [{ manifest: annotated(QUORUM, ''), refusedBy: ['1.28.0', '1.30.0'], acceptedBy: ['1.27.0', '1.27.4'] }],
  },
  {
    rule: 'CL-SYNC-6',
    accepted: [annotated(QUORUM, 'false')],
    refused: [[annotated(QUORUM, 'true'), 'spec.postgresql.synchronous']],
  },
  {
    rule: 'CL-SYNC-7',
    accepted: [annotated(QUORUM, 'true', { instances: 3, postgresql: { synchronous: { method: 'any', number: 1 } } })],
    refused: [
      [
        annotated(QUORUM, 'true', {
          instances: 3,
          postgresql: { synchronous: { method: 'any', number: 1, standbyNamesPre: ['a'] } },
        }),
        'spec.postgresql.synchronous.number',
      ],
    ],
    edges: [
      {
        manifest: synchronous({ number: 1, standbyNamesPre: ['a'], failoverQuorum: true }, { instances: 3 }),
        refusedBy: ['1.28.0', '1.30.0'],
        acceptedBy: ['1.27.0', '1.27.4'],
      },
    ],
  },
  {
    rule: 'CL-SYNC-8',
    accepted: [annotated(QUORUM, 'true', { instances: 3, postgresql: { synchronous: { method: 'any', number: 1 } } })],
    refused: [
      [annotated(QUORUM, 'true', { instances: 2, postgresql: { synchronous: { method: 'any', number: 1 } } }), 'spec.instances'],
    ],
  },
  {
    rule: 'CL-SYNC-9',
    accepted: [
      clusterSpec({ postgresql: { syncReplicaElectionConstraint: { enabled: true, nodeLabelsAntiAffinity: ['zone'] } } }),
    ],
    refused: [
      [
        clusterSpec({ postgresql: { syncReplicaElectionConstraint: { enabled: true } } }),
        'spec.postgresql.syncReplicaElectionConstraint.nodeLabelsAntiAffinity',
      ],
    ],
  },
  {
    rule: 'CL-STO-1',
    accepted: ['10Gi', '1e9', '.5Gi', '500M'].map((size) => clusterSpec({ storage: { size } })),
    refused: [
      [clusterSpec({ storage: { size: '10Gb' } }), 'spec.storage.size'],
      [clusterSpec({ walStorage: { size: '10 Gi' } }), 'spec.walStorage.size'],
      [clusterSpec({ tablespaces: [{ name: 'a', storage: { size: 'x' } }] }), 'spec.tablespaces[0].storage.size'],
    ],
  },
  {
    rule: 'CL-STO-2',
    accepted: [clusterSpec({ storage: { size: undefined, pvcTemplate: { resources: { requests: { storage: '1Gi' } } } } })],
    refused: [
      [clusterSpec({ storage: { size: undefined } }), 'spec.storage.size'],
      [clusterSpec({ walStorage: { pvcTemplate: {} } }), 'spec.walStorage.size'],
    ],
  },
  {
    rule: 'CL-STO-3',
    accepted: [clusterSpec({ ephemeralVolumeSource: {}, ephemeralVolumesSizeLimit: { shm: '1Gi' } })],
    refused: [
      [
        clusterSpec({ ephemeralVolumeSource: {}, ephemeralVolumesSizeLimit: { temporaryData: '1Gi' } }),
        'spec.ephemeralVolumeSource',
      ],
    ],
  },
  { rule: 'CL-TBS-1', accepted: [tablespaces('a', 'b')], refused: [[tablespaces('a', 'A'), 'spec.tablespaces[1].name']] },
  {
    rule: 'CL-TBS-2',
    accepted: [tablespaces('a$1', '_b')],
    refused: ['pg_x', '1a', 'ü', 'a'.repeat(64)].map((name) => [tablespaces(name), 'spec.tablespaces[0].name']),
  },
  { rule: 'CL-TBS-3', accepted: [tablespaces('a_b', 'a_c')], refused: [[tablespaces('a_b', 'a$b'), 'spec.tablespaces[1].name']] },
  {
    rule: 'CL-TBS-4',
    accepted: [merged(tablespaces('a'), { spec: { backup: { volumeSnapshot: { tablespaceClassName: { a: 'c' } } } } })],
    refused: [
      [
        clusterSpec({ backup: { volumeSnapshot: { tablespaceClassName: { nope: 'c' } } } }),
        'spec.backup.volumeSnapshot.tablespaceClassName.nope',
      ],
    ],
  },
  {
    rule: 'CL-TOL-1',
    accepted: [toleration({ key: 'example.com/pool', operator: 'Exists' })],
    refused: ['-a', 'a/b/c', '/a', 'UP.com/a'].map((key) => [toleration({ key, operator: 'Exists' }), `${at}.key`]),
  },
  {
    rule: 'CL-TOL-2',
    accepted: [toleration({ operator: 'Exists' })],
    refused: [[toleration({ operator: 'Equal' }), `${at}.operator`]],
  },
  {
    rule: 'CL-TOL-3',
    accepted: [toleration({ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 })],
    refused: [[toleration({ key: 'a', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 5 }), `${at}.effect`]],
  },
  {
    rule: 'CL-TOL-4',
    accepted: [toleration({ key: 'a', value: 'b' })],
    refused: [
      [toleration({ key: 'a', value: '-b' }), `${at}.value`],
      [toleration({ key: 'a', operator: 'Exists', value: 'b' }), `${at}.value`],
      [toleration({ key: 'a', operator: 'Gt' }), `${at}.operator`],
    ],
  },
  {
    rule: 'CL-TOL-5',
    accepted: [toleration({ key: 'a', effect: 'PreferNoSchedule' })],
    refused: [[toleration({ key: 'a', effect: 'X' }), `${at}.effect`]],
  },
  {
    rule: 'CL-AFF-1',
    accepted: [clusterSpec({ affinity: { podAntiAffinityType: 'required' } })],
    refused: [[clusterSpec({ affinity: { podAntiAffinityType: 'x' } }), 'spec.affinity.podAntiAffinityType']],
  },
  {
    rule: 'CL-RES-1',
    accepted: [resources({ cpu: 1 }, { cpu: '1000m' }), resources({ cpu: '2' }, { memory: '1Gi' })],
    refused: [
      [resources({ cpu: '2' }, { cpu: '1' }), 'spec.resources.requests.cpu'],
      [resources({ memory: '2Gi' }, { memory: '2G' }), 'spec.resources.requests.memory'],
      [resources({ 'ephemeral-storage': '2Gi' }, { 'ephemeral-storage': '1Gi' }), 'spec.resources.requests.ephemeral-storage'],
    ],
  },
  {
    rule: 'CL-RES-2',
    accepted: [resources({ 'hugepages-2Mi': '4Mi', cpu: '1' }, { 'hugepages-2Mi': '4096Ki' })],
    refused: [
      [resources({ 'hugepages-2Mi': '2Mi', cpu: '1' }, { 'hugepages-2Mi': '4Mi' }), 'spec.resources.requests.hugepages-2Mi'],
      [resources({}, { 'hugepages-2Mi': '4Mi' }), 'spec.resources'],
    ],
  },
  {
    rule: 'CL-RES-3',
    accepted: [
      parameters({ shared_buffers: '128MB' }, { resources: { requests: { memory: '128Mi' } } }),
      parameters(
        { shared_buffers: '256MB' },
        { resources: { requests: { memory: '128Mi' }, limits: { 'hugepages-2Mi': '256Mi' } } },
      ),
      parameters({ shared_buffers: '256MB' }),
    ],
    refused: [
      [
        parameters({ shared_buffers: '256MB' }, { resources: { requests: { memory: '128Mi' } } }),
        'spec.resources.requests.memory',
      ],
      [parameters({ shared_buffers: '256' }, { resources: { requests: { memory: '128Mi' } } }), 'spec.resources.requests.memory'],
    ],
  },
  {
    rule: 'CL-ENV-1',
    accepted: [clusterSpec({ env: [{ name: 'NAMESPACES', value: 'x' }] })],
    refused: ['PGHOST', 'cnpg_x', 'pod_name'].map((name) => [clusterSpec({ env: [{ name, value: 'x' }] }), 'spec.env[0].name']),
  },
  {
    rule: 'CL-SA-1',
    accepted: [clusterSpec({ serviceAccountName: 's' })],
    refused: [[clusterSpec({ serviceAccountName: 's', serviceAccountTemplate: { metadata: {} } }), 'spec.serviceAccountName']],
  },
  {
    rule: 'CL-LEASE-1',
    accepted: [clusterSpec({ primaryLease: { leaseDurationSeconds: 11 } }), cluster()],
    refused: [[clusterSpec({ primaryLease: { leaseDurationSeconds: 10 } }), 'spec.primaryLease.leaseDurationSeconds']],
  },
  {
    rule: 'CL-LEASE-2',
    accepted: [clusterSpec({ primaryLease: { retryPeriodSeconds: 8 } })],
    refused: [
      [clusterSpec({ primaryLease: { renewDeadlineSeconds: 2 } }), 'spec.primaryLease.renewDeadlineSeconds'],
      [clusterSpec({ primaryLease: { retryPeriodSeconds: 9 } }), 'spec.primaryLease.renewDeadlineSeconds'],
    ],
  },
];
