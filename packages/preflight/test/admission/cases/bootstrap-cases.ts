import { cluster, clusterSpec } from '../manifest';
import type { RuleCase } from '../rule-case';

const at = 'spec.bootstrap';
const initdb = (fragment: any) => clusterSpec({ bootstrap: { initdb: fragment } });
const imported = (fragment: any) => initdb({ import: { source: { externalCluster: 'e' }, ...fragment } });
const recovery = (fragment: any) => clusterSpec({ bootstrap: { recovery: fragment } });
const target = (recoveryTarget: any) => recovery({ recoveryTarget });
const external = (fragment: any, bootstrap: any) => clusterSpec({ externalClusters: [{ name: 'e', ...fragment }], bootstrap });
const snapshot = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 's' };
const claim = { kind: 'PersistentVolumeClaim', name: 'p' };
const host = { connectionParameters: { host: 'h' } };

/** CL-NAME, CL-BOOT, CL-INIT, CL-IMP, CL-PITR, CL-SRC, CL-DS. */
export const bootstrapCases: RuleCase[] = [
  {
    rule: 'CL-NAME-1',
    accepted: [cluster(), cluster({ metadata: { name: 'a-1' } })],
    refused: ['1c', 'a.b', 'C', 'a-', ''].map((name) => [cluster({ metadata: { name } }), 'metadata.name']),
  },
  {
    rule: 'CL-NAME-2',
    accepted: [cluster({ metadata: { name: 'a'.repeat(50) } })],
    refused: [[cluster({ metadata: { name: 'a'.repeat(51) } }), 'metadata.name']],
  },
  {
    rule: 'CL-BOOT-1',
    accepted: [clusterSpec({ bootstrap: {} }), recovery({})],
    refused: [[clusterSpec({ bootstrap: { initdb: {}, recovery: {} } }), at]],
  },
  {
    rule: 'CL-INIT-1',
    accepted: [initdb({ owner: 'x' }), initdb({ database: 'x' }), imported({ type: 'monolith', databases: ['*'] })],
    refused: [
      [
        initdb({ owner: 'x', import: { type: 'monolith', databases: ['*'], source: { externalCluster: 'e' } } }),
        `${at}.initdb.database`,
      ],
    ],
  },
  {
    rule: 'CL-INIT-2',
    accepted: [initdb({ walSegmentSize: 64 }), initdb({})],
    refused: [[initdb({ walSegmentSize: 24 }), `${at}.initdb.walSegmentSize`]],
  },
  {
    rule: 'CL-INIT-3',
    accepted: [initdb({ postInitApplicationSQLRefs: { secretRefs: [{ name: 's', key: 'k' }] } })],
    refused: [
      [
        initdb({ postInitApplicationSQLRefs: { secretRefs: [{ name: 's', key: '' }] } }),
        `${at}.initdb.postInitApplicationSQLRefs.secretRefs[0]`,
      ],
      [
        initdb({ postInitApplicationSQLRefs: { configMapRefs: [{ name: '', key: 'k' }] } }),
        `${at}.initdb.postInitApplicationSQLRefs.configMapRefs[0]`,
      ],
    ],
  },
  {
    rule: 'CL-INIT-4',
    unreachable: true,
    accepted: [recovery({ database: 'a', owner: 'b' })],
    refused: [
      [recovery({ database: 'a' }), `${at}.recovery.owner`],
      [clusterSpec({ bootstrap: { pg_basebackup: { owner: 'a' } } }), `${at}.pg_basebackup.database`],
    ],
  },
  {
    rule: 'CL-IMP-1',
    accepted: [imported({ type: 'microservice', databases: ['a'] })],
    refused: [
      [imported({ type: 'microservice', databases: ['a', 'b'] }), `${at}.initdb.import.databases`],
      [imported({ type: 'microservice', databases: [] }), `${at}.initdb.import.databases`],
    ],
  },
  {
    rule: 'CL-IMP-2',
    accepted: [imported({ type: 'monolith', databases: ['a'], roles: ['r'] })],
    refused: [[imported({ type: 'microservice', databases: ['a'], roles: ['r'] }), `${at}.initdb.import.roles`]],
  },
  {
    rule: 'CL-IMP-3',
    accepted: [imported({ type: 'monolith', databases: ['*'] })],
    refused: [[imported({ type: 'microservice', databases: ['a*'] }), `${at}.initdb.import.databases[0]`]],
  },
  {
    rule: 'CL-IMP-4',
    accepted: [imported({ type: 'monolith', databases: ['a'] })],
    refused: [[imported({ type: 'monolith', databases: [] }), `${at}.initdb.import.databases`]],
  },
  {
    rule: 'CL-IMP-5',
    accepted: [imported({ type: 'monolith', databases: ['*'] })],
    refused: [[imported({ type: 'monolith', databases: ['*', 'a'] }), `${at}.initdb.import.databases`]],
  },
  {
    rule: 'CL-IMP-6',
    accepted: [imported({ type: 'monolith', databases: ['a'], roles: ['*'] })],
    refused: [[imported({ type: 'monolith', databases: ['a'], roles: ['*', 'r'] }), `${at}.initdb.import.roles`]],
  },
  {
    rule: 'CL-IMP-7',
    accepted: [imported({ type: 'microservice', databases: ['a'], postImportApplicationSQL: ['select 1'] })],
    refused: [
      [
        imported({ type: 'monolith', databases: ['a'], postImportApplicationSQL: ['select 1'] }),
        `${at}.initdb.import.postImportApplicationSQL`,
      ],
    ],
  },
  {
    rule: 'CL-PITR-1',
    accepted: [target({ targetLSN: '0/1' })],
    refused: [
      [target({ targetLSN: '0/1', targetXID: '3' }), `${at}.recovery.recoveryTarget`],
      [target({ targetImmediate: false, targetTime: '2026-01-01' }), `${at}.recovery.recoveryTarget`],
    ],
  },
  {
    rule: 'CL-PITR-2',
    accepted: ['2026-08-01T12:00:00Z', '2026-08-01 12:00:00.5+02', '2026-08-01', '2026-99-99 99:99:99'].map((targetTime) =>
      target({ targetTime }),
    ),
    refused: ['yesterday', '2026-02-30T00:00:00Z', '2026-08-01 12:00'].map((targetTime) => [
      target({ targetTime }),
      `${at}.recovery.recoveryTarget.targetTime`,
    ]),
  },
  {
    rule: 'CL-PITR-3',
    accepted: [target({ targetLSN: '16/B374D848' })],
    refused: ['zz', '1', '1/2/3', '/'].map((targetLSN) => [target({ targetLSN }), `${at}.recovery.recoveryTarget.targetLSN`]),
  },
  {
    rule: 'CL-PITR-4',
    accepted: [target({ targetXID: '4294967295', backupID: 'b' })],
    refused: ['4294967296', '-1', '+1', 'x'].map((targetXID) => [
      target({ targetXID, backupID: 'b' }),
      `${at}.recovery.recoveryTarget.targetXID`,
    ]),
  },
  {
    rule: 'CL-PITR-5',
    accepted: [target({ targetName: 'n'.repeat(63), backupID: 'b' })],
    refused: ['n'.repeat(64), 'é'.repeat(32)].map((targetName) => [
      target({ targetName, backupID: 'b' }),
      `${at}.recovery.recoveryTarget.targetName`,
    ]),
  },
  {
    rule: 'CL-PITR-6',
    accepted: [target({ targetName: 'a b', backupID: 'b' })],
    refused: ['a\n', '\u007f'].map((targetName) => [
      target({ targetName, backupID: 'b' }),
      `${at}.recovery.recoveryTarget.targetName`,
    ]),
  },
  {
    rule: 'CL-PITR-7',
    accepted: [
      target({ targetImmediate: true, backupID: 'b' }),
      target({ targetLSN: '0/1' }),
      recovery({ volumeSnapshots: { storage: snapshot }, recoveryTarget: { targetImmediate: true } }),
    ],
    refused: [{ targetImmediate: true }, { targetName: 'n' }, { targetXID: '1' }].map((given) => [
      target(given),
      `${at}.recovery.recoveryTarget.backupID`,
    ]),
  },
  {
    rule: 'CL-PITR-8',
    accepted: ['latest', '1', '+3', ''].map((targetTLI) => target({ targetTLI })),
    refused: ['0', '-1', 'Latest', 'x'].map((targetTLI) => [target({ targetTLI }), `${at}.recovery.recoveryTarget.targetTLI`]),
  },
  {
    rule: 'CL-SRC-1',
    accepted: [external(host, { pg_basebackup: { source: 'e' } })],
    refused: [[external(host, { pg_basebackup: { source: 'x' } }), `${at}.pg_basebackup.source`]],
  },
  {
    rule: 'CL-SRC-2',
    accepted: [external({ plugin: { name: 'p' } }, { recovery: { source: 'e' } }), recovery({ backup: { name: 'b' } })],
    refused: [[external({ plugin: { name: 'p' } }, { recovery: { source: 'x' } }), `${at}.recovery.source`]],
  },
  {
    rule: 'CL-SRC-3',
    accepted: [external({ plugin: { name: 'p' } }, { recovery: { source: 'e' } })],
    refused: [[external({}, { recovery: { source: 'e' } }), `${at}.recovery.source`]],
    edges: [
      {
        manifest: external(host, { recovery: { source: 'e' } }),
        refusedBy: ['1.27.0', '1.27.3', '1.28.0', '1.28.1'],
        acceptedBy: ['1.27.4', '1.28.2', '1.29.0', '1.30.0'],
      },
    ],
  },
  {
    rule: 'CL-DS-1',
    accepted: [recovery({ backup: { name: 'b' } })],
    refused: [[recovery({ backup: { name: 'b' }, volumeSnapshots: { storage: snapshot } }), `${at}.recovery.backup`]],
  },
  {
    rule: 'CL-DS-2',
    accepted: [target({ backupID: 'b' })],
    refused: [
      [
        recovery({ volumeSnapshots: { storage: snapshot }, recoveryTarget: { backupID: 'b' } }),
        `${at}.recovery.recoveryTarget.backupID`,
      ],
    ],
  },
  {
    rule: 'CL-DS-3',
    accepted: [recovery({ volumeSnapshots: { storage: snapshot } }), recovery({ volumeSnapshots: { storage: claim } })],
    refused: [
      [recovery({ volumeSnapshots: { storage: { kind: 'Secret', name: 's' } } }), `${at}.recovery.volumeSnapshots.storage`],
      [recovery({ volumeSnapshots: { storage: { ...snapshot, apiGroup: '' } } }), `${at}.recovery.volumeSnapshots.storage`],
    ],
  },
  {
    rule: 'CL-DS-4',
    accepted: [
      clusterSpec({
        walStorage: { size: '1Gi' },
        bootstrap: { recovery: { volumeSnapshots: { storage: snapshot, walStorage: snapshot } } },
      }),
    ],
    refused: [
      [recovery({ volumeSnapshots: { storage: snapshot, walStorage: snapshot } }), `${at}.recovery.volumeSnapshots.walStorage`],
    ],
  },
];
