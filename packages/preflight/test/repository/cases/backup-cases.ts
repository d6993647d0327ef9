import { archiving, cluster, FOREIGN, PLUGIN, type RuleCase, repository, schedule, store } from './repository-case';

const IN_TREE = {
  backup: { barmanObjectStore: { destinationPath: 's3://bucket/db', s3Credentials: { inheritFromIAMRole: true } } },
};
const SYSTEM = 'ghcr.io/cloudnative-pg/postgresql:17.11-system-trixie';
const recovered = (serverName?: string) => ({
  bootstrap: { recovery: { source: 'old' } },
  externalClusters: [
    { name: 'old', plugin: { name: PLUGIN.name, parameters: { barmanObjectName: 'store', ...(serverName && { serverName }) } } },
  ],
});

export const BACKUP_CASES: RuleCase[] = [
  {
    rule: 'P-02',
    accepted: [repository([schedule()]), repository([schedule({ schedule: '@every 6h' })])],
    refused: [
      { input: repository([schedule({ schedule: '0 2 * * *' })]), path: 'spec.schedule' },
      { input: repository([schedule({ schedule: '0 2 * * *' })], FOREIGN), path: 'spec.schedule', severity: 'warning' },
    ],
  },
  {
    rule: 'P-03',
    accepted: [
      repository([archiving(), schedule()]),
      repository([cluster(IN_TREE), schedule({ method: 'barmanObjectStore', pluginConfiguration: undefined })]),
      repository([schedule()], FOREIGN),
    ],
    refused: [
      { input: repository([archiving(), schedule({ pluginConfiguration: undefined })]), path: 'spec.pluginConfiguration.name' },
      {
        input: repository([archiving(), schedule({ pluginConfiguration: { name: 'other' } })]),
        path: 'spec.pluginConfiguration.name',
      },
      { input: repository([archiving(), schedule({ method: undefined })]), path: 'spec.method' },
      { input: repository([cluster(IN_TREE), schedule({ method: 'volumeSnapshot' })]), path: 'spec.method' },
    ],
  },
  {
    rule: 'P-04',
    accepted: [repository([archiving(), schedule()]), repository([cluster()])],
    refused: [
      { input: repository([archiving()]), path: 'spec' },
      { input: repository([archiving()], FOREIGN), path: 'spec', severity: 'warning' },
      { input: repository([archiving(), schedule({ cluster: { name: 'other' } })]), path: 'spec' },
      { input: repository([archiving(), schedule({ suspend: true })]), path: 'spec.suspend', severity: 'warning' },
    ],
  },
  {
    rule: 'P-05',
    accepted: [
      repository([archiving(), store()]),
      repository([cluster()]),
      repository([archiving({ plugins: [{ ...PLUGIN, enabled: false }] })]),
    ],
    refused: [
      { input: repository([archiving()]), path: 'spec.plugins[0].parameters.barmanObjectName' },
      { input: repository([archiving()], FOREIGN), path: 'spec.plugins[0].parameters.barmanObjectName', severity: 'info' },
      {
        input: repository([archiving(), store({}, { namespace: 'elsewhere' })], FOREIGN),
        path: 'spec.plugins[0].parameters.barmanObjectName',
      },
      {
        input: repository([archiving({ plugins: [{ name: PLUGIN.name }] })], FOREIGN),
        path: 'spec.plugins[0].parameters.barmanObjectName',
      },
      {
        input: repository([cluster({ externalClusters: recovered().externalClusters })]),
        path: 'spec.externalClusters[0].plugin.parameters.barmanObjectName',
      },
    ],
  },
  {
    rule: 'P-07',
    accepted: [
      repository([archiving(), store(), archiving({}, { name: 'other' })]),
      repository([
        cluster(IN_TREE),
        cluster(
          { backup: { barmanObjectStore: { ...IN_TREE.backup.barmanObjectStore, endpointURL: 'https://minio' } } },
          { namespace: 'db2' },
        ),
      ]),
    ],
    refused: [
      { input: repository([cluster(IN_TREE), cluster(IN_TREE, { namespace: 'db2' })]), path: 'spec.backup.barmanObjectStore' },
      {
        input: repository([
          archiving(),
          store(),
          archiving({}, { namespace: 'db2' }),
          store({ destinationPath: 's3://bucket/db/' }, { namespace: 'db2' }),
        ]),
        path: 'spec.plugins[0].parameters.barmanObjectName',
      },
      {
        input: repository([
          archiving(),
          store(),
          archiving({ plugins: [{ ...PLUGIN, parameters: { barmanObjectName: 'store', serverName: 'pg' } }] }, { name: 'other' }),
        ]),
        path: 'spec.plugins[0].parameters.barmanObjectName',
      },
    ],
  },
  {
    rule: 'P-08',
    accepted: [
      repository([archiving(recovered()), store()]),
      repository([cluster(recovered('pg')), store()]),
      repository([archiving(recovered('pg'), { annotations: { 'cnpg.io/skipEmptyWalArchiveCheck': 'enabled' } }), store()]),
    ],
    refused: [{ input: repository([archiving(recovered('pg')), store()]), path: 'spec.plugins[0].parameters.barmanObjectName' }],
  },
  {
    rule: 'P-17',
    accepted: [repository([cluster(IN_TREE)]), repository([archiving()], { operatorVersion: '1.31.0' })],
    refused: [{ input: repository([cluster(IN_TREE)], { operatorVersion: '1.31.0' }), path: 'spec.backup.barmanObjectStore' }],
  },
  {
    rule: 'P-18',
    accepted: [
      repository([cluster({ ...IN_TREE, imageName: SYSTEM })]),
      repository([cluster({ ...IN_TREE, imageName: 'ghcr.io/cloudnative-pg/postgresql:17.2' })]),
      repository([archiving()]),
      repository([cluster({ ...IN_TREE, imageName: 'registry.example.com/timescale:17.2' })]),
    ],
    refused: [
      { input: repository([cluster(IN_TREE)]), path: 'spec.imageName' },
      { input: repository([archiving({ imageName: SYSTEM })]), path: 'spec.imageName', severity: 'info' },
    ],
  },
  {
    rule: 'P-37',
    accepted: [repository([cluster()]), repository([archiving(recovered('old'))])],
    refused: [
      {
        input: repository([cluster(recovered('old'), { annotations: {} })]),
        path: 'spec.bootstrap.recovery',
        severity: 'warning',
      },
    ],
  },
  {
    rule: 'P-43',
    accepted: [repository([archiving()]), repository([cluster(IN_TREE)])],
    refused: [
      { input: repository([cluster()]), path: 'spec', severity: 'warning' },
      { input: repository([cluster()], FOREIGN), path: 'spec', severity: 'info' },
    ],
  },
];
