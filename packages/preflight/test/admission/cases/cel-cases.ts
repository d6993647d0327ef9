import { clusterSpec, merged, object } from '../manifest';
import type { RuleCase } from '../rule-case';

const toCluster = { cluster: { name: 'c' } };
const catalog = (given: any = {}) => ({ apiGroup: 'postgresql.cnpg.io', kind: 'ImageCatalog', name: 'i', major: 17, ...given });
const synchronous = (given: any) =>
  clusterSpec({ instances: 3, postgresql: { synchronous: { method: 'any', number: 1, ...given } } });
const database = (spec: any = {}) => object('Database', { ...toCluster, name: 'd', owner: 'o', ...spec });
const role = (spec: any = {}) => object('DatabaseRole', { ...toCluster, name: 'r', ...spec });
const pooler = (pgbouncer: any, spec: any = {}) => object('Pooler', { ...toCluster, pgbouncer, ...spec });
const publication = (target: any, spec: any = {}) =>
  object('Publication', { ...toCluster, name: 'p', dbname: 'd', target, ...spec });
const subscription = (spec: any = {}) =>
  object('Subscription', { ...toCluster, name: 's', dbname: 'd', publicationName: 'p', ...spec });
const images = (kind: string, ...majors: number[]) => object(kind, { images: majors.map((major) => ({ major, image: 'x' })) });
const components = (kind: string, ...keys: string[]) =>
  merged(images(kind, 17), { spec: { componentImages: keys.map((key) => ({ key, image: 'x' })) } });
const store = (spec: any) => object('ObjectStore', { configuration: { destinationPath: 's3://b' }, ...spec });
const all = { allTables: true };
const table = { table: { name: 't' } };
const columns = { table: { name: 't', columns: ['a'] } };
const schema = { tablesInSchema: 's' };

const immutable = (rule: string, make: (spec: any) => any, field: string, from: any, to: any): RuleCase => ({
  rule: `${rule}-IMMUTABLE`,
  accepted: [
    { from: make({ [field]: from }), to: make({ [field]: from }) },
    { from: make({ [field]: undefined }), to: make({ [field]: to }) },
  ],
  refused: [[{ from: make({ [field]: from }), to: make({ [field]: to }) }, `spec.${field}`]],
});
const fixedCluster = (rule: string, make: (spec: any) => any) =>
  immutable(`CEL-${rule}-CLUSTER`, make, 'cluster', { name: 'c' }, { name: 'x' });

const locales = (prefix: string, at: string, make: (section: any) => any): RuleCase[] =>
  [
    ['BUILTIN-LOCALE', 'builtinLocale', 'builtin'],
    ['ICU-LOCALE', 'icuLocale', 'icu'],
    ['ICU-RULES', 'icuRules', 'icu'],
  ].map(([name, field, provider]) => ({
    rule: `${prefix}-${name}-PROVIDER`,
    accepted: [make({ [field]: 'x', localeProvider: provider }), make({})],
    refused: [
      [make({ [field]: 'x' }), `${at}.localeProvider`],
      [make({ [field]: '', localeProvider: 'libc' }), `${at}.localeProvider`],
    ],
  }));

/** CEL: what the CRDs say. */
export const celCases: RuleCase[] = [
  {
    rule: 'CEL-CLUSTER-IMAGE',
    accepted: [clusterSpec({ imageCatalogRef: catalog() }), clusterSpec({ imageName: 'x:17' })],
    refused: [[clusterSpec({ imageCatalogRef: catalog(), imageName: 'x:17' }), 'spec.imageName']],
  },
  {
    rule: 'CEL-CLUSTER-CATALOG-KIND',
    accepted: [clusterSpec({ imageCatalogRef: catalog({ kind: 'ClusterImageCatalog' }) })],
    refused: [[clusterSpec({ imageCatalogRef: catalog({ kind: 'ConfigMap' }) }), 'spec.imageCatalogRef.kind']],
  },
  {
    rule: 'CEL-CLUSTER-CATALOG-GROUP',
    accepted: [clusterSpec({ imageCatalogRef: catalog() })],
    refused: [[clusterSpec({ imageCatalogRef: catalog({ apiGroup: 'x' }) }), 'spec.imageCatalogRef.apiGroup']],
  },
  {
    rule: 'CEL-CLUSTER-DATA-DURABILITY',
    accepted: [synchronous({ dataDurability: 'preferred' }), synchronous({ standbyNamesPre: ['a'] })],
    refused: [
      [synchronous({ dataDurability: 'preferred', standbyNamesPost: ['a'] }), 'spec.postgresql.synchronous.dataDurability'],
    ],
  },
  {
    rule: 'CEL-CLUSTER-SYNCHRONOUS-NUMBER',
    accepted: [synchronous({})],
    refused: [
      [synchronous({ number: 0 }), 'spec.postgresql.synchronous.number'],
      [synchronous({ number: undefined }), 'spec.postgresql.synchronous.number'],
    ],
  },
  {
    rule: 'CEL-CLUSTER-EXTENSION-IMAGE',
    accepted: [clusterSpec({ postgresql: { extensions: [{ name: 'x', image: { reference: 'r' } }] } })],
    refused: [
      [clusterSpec({ postgresql: { extensions: [{ name: 'x', image: {} }] } }), 'spec.postgresql.extensions[0].image.reference'],
      [clusterSpec({ postgresql: { extensions: [{ name: 'x' }] } }), 'spec.postgresql.extensions[0].image.reference'],
    ],
  },
  ...locales('CEL-CLUSTER', 'spec.bootstrap.initdb', (initdb) => clusterSpec({ bootstrap: { initdb } })),
  immutable('CEL-CLUSTER-SERVICE-ACCOUNT-NAME', clusterSpec, 'serviceAccountName', 'a', 'b'),
  {
    rule: 'CEL-BACKUP-SPEC-IMMUTABLE',
    accepted: [{ from: object('Backup', toCluster), to: object('Backup', { ...toCluster, method: 'barmanObjectStore' }) }],
    refused: [[{ from: object('Backup', toCluster), to: object('Backup', { ...toCluster, target: 'primary' }) }, 'spec']],
  },
  fixedCluster('SCHEDULEDBACKUP', (spec) => object('ScheduledBackup', { schedule: '0 0 2 * * *', ...spec })),
  {
    rule: 'CEL-DATABASE-NAME-RESERVED',
    accepted: [database()],
    refused: ['postgres', 'template0', 'template1'].map((name) => [database({ name }), 'spec.name']),
  },
  {
    rule: 'CEL-DATABASE-SERVER-FDW',
    accepted: [database({ fdws: [{ name: 'f' }], servers: [{ name: 's', fdw: 'f' }] })],
    refused: [[database({ servers: [{ name: 's', fdw: '' }] }), 'spec.servers[0].fdw']],
  },
  {
    rule: 'CEL-DATABASE-USAGE-NAME',
    accepted: [database({ fdws: [{ name: 'f', usage: [{ name: 'r' }] }] })],
    refused: [[database({ fdws: [{ name: 'f', usage: [{ name: 'r' }, { name: '' }] }] }), 'spec.fdws[0].usage[1].name']],
  },
  ...locales('CEL-DATABASE', 'spec', database),
  ...[
    ['NAME', 'name'],
    ['TEMPLATE', 'template'],
    ['ENCODING', 'encoding'],
    ['LOCALE', 'locale'],
    ['LOCALE-PROVIDER', 'localeProvider'],
    ['LOCALE-COLLATE', 'localeCollate'],
    ['LOCALE-CTYPE', 'localeCType'],
    ['ICU-LOCALE', 'icuLocale'],
    ['ICU-RULES', 'icuRules'],
    ['BUILTIN-LOCALE', 'builtinLocale'],
    ['COLLATION-VERSION', 'collationVersion'],
  ].map(([name, field]) => immutable(`CEL-DATABASE-${name}`, database, field, 'a', 'b')),
  fixedCluster('DATABASE', database),
  { rule: 'CEL-DATABASEROLE-NAME-EMPTY', accepted: [role()], refused: [[role({ name: '' }), 'spec.name']] },
  {
    rule: 'CEL-DATABASEROLE-NAME-RESERVED',
    accepted: [role({ name: 'postgres2' })],
    refused: ['postgres', 'streaming_replica', 'pg_x', 'cnpg_x'].map((name) => [role({ name }), 'spec.name']),
  },
  {
    rule: 'CEL-DATABASEROLE-ENSURE',
    accepted: [role({ ensure: 'present' })],
    refused: [[role({ ensure: 'absent' }), 'spec.ensure']],
  },
  {
    rule: 'CEL-DATABASEROLE-PASSWORD',
    accepted: [role({ passwordSecret: { name: 's' }, disablePassword: false })],
    refused: [[role({ passwordSecret: { name: 's' }, disablePassword: true }), 'spec.disablePassword']],
  },
  {
    rule: 'CEL-DATABASEROLE-CLIENT-CERTIFICATE',
    accepted: [role({ clientCertificate: {}, login: true }), role({ clientCertificate: { enabled: false } })],
    refused: [
      [role({ clientCertificate: {} }), 'spec.login'],
      [role({ clientCertificate: { enabled: true }, login: false }), 'spec.login'],
    ],
  },
  immutable('CEL-DATABASEROLE-NAME', role, 'name', 'a', 'b'),
  fixedCluster('DATABASEROLE', role),
  {
    rule: 'CEL-POOLER-IMAGE',
    accepted: [pooler({ image: 'x' })],
    refused: [[pooler({ image: 'x', imageCatalogRef: catalog() }), 'spec.pgbouncer.image']],
  },
  {
    rule: 'CEL-POOLER-CATALOG-KIND',
    accepted: [pooler({ imageCatalogRef: catalog() })],
    refused: [[pooler({ imageCatalogRef: catalog({ kind: 'X' }) }), 'spec.pgbouncer.imageCatalogRef.kind']],
  },
  {
    rule: 'CEL-POOLER-CATALOG-GROUP',
    accepted: [pooler({ imageCatalogRef: catalog() })],
    refused: [[pooler({ imageCatalogRef: catalog({ apiGroup: 'x' }) }), 'spec.pgbouncer.imageCatalogRef.apiGroup']],
  },
  immutable('CEL-POOLER-SERVICE-ACCOUNT-NAME', (spec) => pooler({}, spec), 'serviceAccountName', 'a', 'b'),
  fixedCluster('POOLER', (spec) => pooler({}, spec)),
  {
    rule: 'CEL-PUBLICATION-TARGET',
    accepted: [publication(all), publication({ objects: [table] })],
    refused: [
      [publication({}), 'spec.target'],
      [publication({ ...all, objects: [table] }), 'spec.target'],
    ],
  },
  {
    rule: 'CEL-PUBLICATION-OBJECT',
    accepted: [publication({ objects: [table, schema] })],
    refused: [
      [publication({ objects: [{ ...table, ...schema }] }), 'spec.target.objects[0]'],
      [publication({ objects: [table, {}] }), 'spec.target.objects[1]'],
    ],
  },
  {
    rule: 'CEL-PUBLICATION-COLUMNS',
    accepted: [publication({ objects: [columns, table] })],
    refused: [[publication({ objects: [schema, columns] }), 'spec.target.objects[1].table.columns']],
  },
  immutable('CEL-PUBLICATION-NAME', (spec) => publication(all, spec), 'name', 'a', 'b'),
  immutable('CEL-PUBLICATION-DBNAME', (spec) => publication(all, spec), 'dbname', 'a', 'b'),
  {
    rule: 'CEL-PUBLICATION-ALL-TABLES-IMMUTABLE',
    accepted: [{ from: publication(all), to: publication({ objects: [table] }) }],
    refused: [[{ from: publication(all), to: publication({ allTables: false }) }, 'spec.target.allTables']],
  },
  fixedCluster('PUBLICATION', (spec) => publication(all, spec)),
  immutable('CEL-SUBSCRIPTION-NAME', subscription, 'name', 'a', 'b'),
  immutable('CEL-SUBSCRIPTION-DBNAME', subscription, 'dbname', 'a', 'b'),
  fixedCluster('SUBSCRIPTION', subscription),
  ...['ImageCatalog', 'ClusterImageCatalog'].flatMap((kind): RuleCase[] => [
    {
      rule: `CEL-${kind.toUpperCase()}-MAJOR-UNIQUE`,
      accepted: [images(kind, 16, 17)],
      refused: [[images(kind, 17, 17), 'spec.images[1].major']],
    },
    {
      rule: `CEL-${kind.toUpperCase()}-KEY-UNIQUE`,
      accepted: [components(kind, 'a', 'b')],
      refused: [[components(kind, 'a', 'a'), 'spec.componentImages[1].key']],
    },
  ]),
  {
    rule: 'CEL-OBJECTSTORE-SERVER-NAME',
    accepted: [store({})],
    refused: [[store({ configuration: { destinationPath: 's3://b', serverName: 'x' } }), 'spec.configuration.serverName']],
  },
  {
    rule: 'CEL-OBJECTSTORE-LOG-LEVEL',
    accepted: [store({ instanceSidecarConfiguration: { additionalContainerArgs: ['--x'] } })],
    refused: [
      [
        store({ instanceSidecarConfiguration: { additionalContainerArgs: ['--x', '--log-level=debug'] } }),
        'spec.instanceSidecarConfiguration.additionalContainerArgs[1]',
      ],
    ],
  },
];
