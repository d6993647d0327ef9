import { object } from '../manifest';
import type { RuleCase } from '../rule-case';

const toCluster = { cluster: { name: 'c' } };
const backup = (spec: any, metadata: any = {}) => object('Backup', { ...toCluster, ...spec }, metadata);
const scheduled = (schedule: string, spec: any = {}) => object('ScheduledBackup', { ...toCluster, schedule, ...spec });
const nightly = (spec: any) => scheduled('0 0 2 * * *', spec);
const pooler = (pgbouncer: any, spec: any = {}) => object('Pooler', { ...toCluster, pgbouncer, ...spec });
const database = (spec: any) => object('Database', { ...toCluster, name: 'd', owner: 'o', ...spec });
const named = (...names: string[]) => names.map((name) => ({ name }));
const parameter = (name: string) => pooler({ parameters: { [name]: '1' } });
const wrapper = (given: any) => database({ fdws: [{ name: 'f', ...given }] });

const methodCases = ([snapshot, online, configuration]: string[], make: (spec: any) => any): RuleCase[] => [
  {
    rule: snapshot,
    accepted: [make({ method: 'plugin', pluginConfiguration: { name: 'p' } })],
    refused: [[make({ method: 'volumeSnapshot' }), 'spec.method']],
  },
  {
    rule: online,
    accepted: [make({ method: 'volumeSnapshot', online: true }), make({})],
    refused: [[make({ online: false }), 'spec.online']],
  },
  {
    rule: configuration,
    accepted: [make({ method: 'volumeSnapshot', onlineConfiguration: {} })],
    refused: [[make({ method: 'barmanObjectStore', onlineConfiguration: {} }), 'spec.onlineConfiguration']],
  },
];

/** BK, SB, PL, DB. */
export const objectCases: RuleCase[] = [
  ...methodCases(['BK-1', 'BK-2', 'BK-3'], backup),
  {
    rule: 'BK-4',
    accepted: [backup({ method: 'plugin', pluginConfiguration: { name: 'p' } })],
    refused: [
      [backup({ method: 'plugin' }), 'spec.pluginConfiguration.name'],
      [backup({ method: 'plugin', pluginConfiguration: { name: '' } }), 'spec.pluginConfiguration.name'],
    ],
  },
  {
    rule: 'BK-5',
    accepted: ['10', '-1', ''].map((value) => backup({}, { annotations: { 'cnpg.io/volumeSnapshotDeadline': value } })),
    refused: ['x', '1.5'].map((value) => [
      backup({}, { annotations: { 'cnpg.io/volumeSnapshotDeadline': value } }),
      'metadata.annotations["cnpg.io/volumeSnapshotDeadline"]',
    ]),
  },
  {
    rule: 'SB-1',
    accepted: ['0 0 2 * * *', '0 2 * * *', '@daily', '@every 1h30m', '0 0 0 ? JAN sun', '0 0/5 * 1-5,7 * *'].map((schedule) =>
      scheduled(schedule),
    ),
    refused: ['bad', '', '* * * *', '60 * * * * *', '0 0 0 * 13 *', '0 0 0 5-1 * *', '*/0 * * * * *', '@every x', '@Daily'].map(
      (schedule) => [scheduled(schedule), 'spec.schedule'],
    ),
  },
  {
    rule: 'SB-W1',
    accepted: [scheduled('0 0 2 * * *')],
    refused: ['0 2 * * *', '@daily'].map((schedule) => [scheduled(schedule), 'spec.schedule']),
  },
  ...methodCases(['SB-2', 'SB-3', 'SB-4'], nightly),
  { rule: 'PL-1', accepted: [pooler({})], refused: [[pooler(undefined), 'spec.pgbouncer']] },
  {
    rule: 'PL-2',
    accepted: [pooler({ authQuery: 'q', authQuerySecret: { name: 's' } })],
    refused: [[pooler({ authQuerySecret: { name: 's' } }), 'spec.pgbouncer.authQuery']],
    edges: [
      { manifest: pooler({ serverTLSSecret: { name: 's' } }), refusedBy: ['1.28.0', '1.30.0'], acceptedBy: ['1.27.0', '1.27.4'] },
    ],
  },
  {
    rule: 'PL-3',
    accepted: [pooler({ authQuery: 'q', authQuerySecret: { name: 's' } })],
    refused: [[pooler({ authQuery: 'q' }), 'spec.pgbouncer.authQuerySecret.name']],
    edges: [
      {
        manifest: pooler({ authQuery: 'q', serverTLSSecret: { name: 's' } }),
        refusedBy: ['1.27.0', '1.27.4'],
        acceptedBy: ['1.28.0', '1.30.0'],
      },
    ],
  },
  {
    rule: 'PL-4',
    accepted: [parameter('max_client_conn')],
    refused: [[parameter('listen_port'), 'spec.pgbouncer.parameters.listen_port']],
    edges: [
      { manifest: parameter('auth_type'), refusedBy: ['1.27.0'], acceptedBy: ['1.27.1', '1.28.0'] },
      { manifest: parameter('client_tls_ciphers'), refusedBy: ['1.27.3', '1.28.1'], acceptedBy: ['1.27.4', '1.28.2', '1.29.0'] },
    ],
  },
  { rule: 'PL-5', accepted: [pooler({})], refused: [[pooler({}, { cluster: { name: '' } }), 'spec.cluster.name']] },
  { rule: 'PL-6', accepted: [pooler({})], refused: [[pooler({}, { cluster: { name: 'o' } }), 'metadata.name']] },
  {
    rule: 'PL-7',
    accepted: [
      pooler({ clientTLSSecret: { name: 's' } }, { monitoring: { enablePodMonitor: true, tls: { enabled: true } } }),
      pooler({}, { monitoring: { tls: { enabled: true } } }),
    ],
    refused: [[pooler({}, { monitoring: { enablePodMonitor: true, tls: { enabled: true } } }), 'spec.pgbouncer.clientTLSSecret']],
  },
  {
    rule: 'PL-W-1',
    accepted: [pooler({})],
    refused: [[pooler({ authQuery: 'q', authQuerySecret: { name: 's' } }), 'spec.pgbouncer.authQuery']],
  },
  {
    rule: 'PL-W-2',
    accepted: [pooler({ serverTLSSecret: { name: 's' }, authQuery: 'q' })],
    refused: [[pooler({ authQuery: 'q', authQuerySecret: { name: 's' } }), 'spec.pgbouncer.authQuerySecret']],
  },
  {
    rule: 'PL-W-3',
    accepted: [pooler({})],
    refused: [[pooler({}, { monitoring: { enablePodMonitor: true } }), 'spec.monitoring.enablePodMonitor']],
  },
  {
    rule: 'DB-1',
    accepted: [database({ extensions: named('a', 'b') })],
    refused: [[database({ extensions: named('a', 'a') }), 'spec.extensions[1].name']],
  },
  {
    rule: 'DB-2',
    accepted: [database({ schemas: named('a', 'b') })],
    refused: [[database({ schemas: named('a', 'a') }), 'spec.schemas[1].name']],
  },
  {
    rule: 'DB-3',
    accepted: [database({ fdws: named('a', 'b'), servers: [{ name: 'a', fdw: 'a' }] })],
    refused: [
      [database({ fdws: named('a', 'a') }), 'spec.fdws[1].name'],
      [
        database({
          fdws: named('f'),
          servers: [
            { name: 'a', fdw: 'f' },
            { name: 'a', fdw: 'f' },
          ],
        }),
        'spec.servers[1].name',
      ],
    ],
  },
  {
    rule: 'DB-4',
    accepted: [wrapper({ options: named('a', 'b') })],
    refused: [[wrapper({ options: named('a', 'a') }), 'spec.fdws[0].options[1].name']],
  },
  {
    rule: 'DB-5',
    accepted: [wrapper({ usage: named('a', 'b') })],
    refused: [[wrapper({ usage: named('a', 'a') }), 'spec.fdws[0].usage[1].name']],
  },
  {
    rule: 'DB-6',
    accepted: [
      database({ fdws: named('f'), servers: [{ name: 's', fdw: 'f' }] }),
      database({ servers: [{ name: 's', fdw: 'x', ensure: 'absent' }] }),
    ],
    refused: [[database({ servers: [{ name: 's', fdw: 'x' }] }), 'spec.servers[0].fdw']],
  },
];
