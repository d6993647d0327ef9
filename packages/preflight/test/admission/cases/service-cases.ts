import { annotated, clusterSpec, merged, parameters } from '../manifest';
import type { RuleCase } from '../rule-case';

const secret = { name: 's', key: 'k' };
const external = (...list: any[]) => clusterSpec({ externalClusters: list });
const host = { connectionParameters: { host: 'h' } };
const replica = (given: any, spec: any = {}) =>
  clusterSpec(
    merged({ externalClusters: [{ name: 'e', ...host }], bootstrap: { pg_basebackup: { source: 'e' } }, replica: given }, spec),
  );
const store = (given: any) => clusterSpec({ backup: { barmanObjectStore: { destinationPath: 's3://b', ...given } } });
const storeAt = 'spec.backup.barmanObjectStore';
const azure = (given: any) => store({ azureCredentials: given });
const at = (name: string) => `spec.postgresql.parameters.${name}`;
const slots = (replicationSlots: any, given: any = {}, spec: any = {}) => parameters(given, { replicationSlots, ...spec });
const additional = (...metadata: any[]) =>
  clusterSpec({
    managed: {
      services: { additional: metadata.map((given) => ({ selectorType: 'rw', serviceTemplate: { metadata: given } })) },
    },
  });
const roles = (...list: any[]) => clusterSpec({ managed: { roles: list } });
const extensions = (...list: any[]) =>
  clusterSpec({ postgresql: { extensions: list.map((given) => ({ image: { reference: 'r' }, ...given })) } });
const variables = (...env: any[]) => extensions({ name: 'x', env });
const hba = (line: string) => clusterSpec({ podSelectorRefs: [{ name: 'x', selector: {} }], postgresql: { pg_hba: [line] } });
const selector = (given: any) => clusterSpec({ podSelectorRefs: [{ name: 'x', selector: given }] });
const token = (given: any) => Buffer.from(JSON.stringify(given)).toString('base64');
const wholeToken = token({
  latestCheckpointTimelineID: '1',
  redoWalFile: 'w',
  databaseSystemIdentifier: 'i',
  latestCheckpointREDOLocation: 'l',
  timeOfLatestCheckpoint: 't',
  operatorVersion: 'v',
});
const promoted = (promotionToken: string, more: any = {}) => replica({ enabled: false, source: 'e', promotionToken, ...more });

/** CL-EXT, CL-REP, CL-BKP, CL-CFG, CL-LDAP, CL-SLOT, CL-FOS, CL-SVC, CL-ROLE, CL-ANN, CL-PLG, CL-XTN, CL-PSR, CL-HBA. */
export const serviceCases: RuleCase[] = [
  {
    rule: 'CL-EXT-1',
    accepted: [external({ name: 'e', ...host }), external({ name: 'e', plugin: { name: 'p' } })],
    refused: [[external({ name: 'e' }), 'spec.externalClusters[0]']],
  },
  {
    rule: 'CL-EXT-2',
    accepted: [external({ name: 'e', ...host }, { name: 'f', ...host })],
    refused: [[external({ name: 'e', ...host }, { name: 'e', ...host }), 'spec.externalClusters[1].name']],
  },
  {
    rule: 'CL-EXT-3',
    accepted: [external({ name: 'a.b', ...host, sslKey: secret })],
    refused: [
      [external({ name: 'a/b', ...host }), 'spec.externalClusters[0].name'],
      [external({ name: 'e', ...host, sslCert: { name: '..', key: 'k' } }), 'spec.externalClusters[0].sslCert.name'],
      [external({ name: 'e', ...host, sslRootCert: { name: 's', key: 'a\\b' } }), 'spec.externalClusters[0].sslRootCert.key'],
    ],
  },
  {
    rule: 'CL-REP-1',
    accepted: [replica({ enabled: true, source: 'e' }), replica({ primary: 'e', source: 'e' })],
    refused: [[replica({ enabled: true, primary: 'e', source: 'e' }), 'spec.replica.enabled']],
  },
  {
    rule: 'CL-REP-2',
    unreachable: true,
    accepted: [replica({ enabled: true, source: 'e' })],
    refused: [[replica({ enabled: true, source: 'e' }, { bootstrap: undefined }), 'spec.bootstrap']],
  },
  {
    rule: 'CL-REP-3',
    accepted: [
      replica({ enabled: true, source: 'e' }),
      replica({ enabled: false, source: 'e' }, { bootstrap: { pg_basebackup: undefined } }),
    ],
    refused: [[replica({ enabled: true, source: 'e' }, { bootstrap: { pg_basebackup: undefined } }), 'spec.bootstrap']],
  },
  {
    rule: 'CL-REP-4',
    accepted: [replica({ enabled: true, source: 'e' })],
    refused: [[replica({ enabled: true, source: 'x' }), 'spec.replica.source']],
  },
  {
    rule: 'CL-REP-5',
    accepted: [replica({ self: 'e', primary: 'e', source: 'e' })],
    refused: [[replica({ self: 'x', primary: 'e', source: 'e' }), 'spec.replica.self']],
  },
  {
    rule: 'CL-REP-6',
    accepted: [replica({ primary: 'e', source: 'e' })],
    refused: [[replica({ primary: 'x', source: 'e' }), 'spec.replica.primary']],
  },
  {
    rule: 'CL-REP-7',
    accepted: [promoted(wholeToken)],
    refused: [
      [promoted('zz'), 'spec.replica.promotionToken'],
      [promoted(token([])), 'spec.replica.promotionToken'],
      [promoted(token({ operatorVersion: 'v' })), 'spec.replica.promotionToken'],
      [promoted(wholeToken, { enabled: true }), 'spec.replica.promotionToken'],
      [promoted(wholeToken, { minApplyDelay: '1h' }), 'spec.replica.minApplyDelay'],
    ],
  },
  { rule: 'CL-BKP-1', accepted: [store({ s3Credentials: { inheritFromIAMRole: true } })], refused: [[store({}), storeAt]] },
  {
    rule: 'CL-BKP-2',
    accepted: [store({ googleCredentials: { gkeEnvironment: true } })],
    refused: [[store({ googleCredentials: { gkeEnvironment: true }, s3Credentials: { inheritFromIAMRole: true } }), storeAt]],
  },
  {
    rule: 'CL-BKP-3',
    accepted: [store({ s3Credentials: { accessKeyId: secret, secretAccessKey: secret } })],
    refused: [{}, { accessKeyId: secret }, { accessKeyId: secret, secretAccessKey: secret, inheritFromIAMRole: true }].map(
      (s3Credentials) => [store({ s3Credentials }), `${storeAt}.s3Credentials`],
    ),
  },
  {
    rule: 'CL-BKP-4',
    accepted: [
      azure({ connectionString: secret }),
      azure({ storageKey: secret, storageAccount: secret }),
      azure({ inheritFromAzureAD: true }),
    ],
    refused: [
      [azure({}), `${storeAt}.azureCredentials`],
      [azure({ connectionString: secret, storageKey: secret, storageAccount: secret }), `${storeAt}.azureCredentials`],
      [azure({ storageSasToken: secret, storageKey: secret, storageAccount: secret }), `${storeAt}.azureCredentials`],
    ],
    edges: [
      { manifest: azure({ storageKey: secret }), refusedBy: ['1.27.3', '1.28.1', '1.29.0'], acceptedBy: ['1.27.2', '1.28.0'] },
      {
        manifest: azure({ connectionString: secret, storageAccount: secret }),
        refusedBy: ['1.27.3', '1.28.1', '1.30.0'],
        acceptedBy: ['1.27.2', '1.28.0'],
      },
      {
        manifest: azure({ useDefaultAzureCredentials: true }),
        refusedBy: ['1.27.2', '1.28.0'],
        acceptedBy: ['1.27.3', '1.28.1', '1.29.0'],
      },
    ],
  },
  {
    rule: 'CL-BKP-5',
    accepted: [store({ googleCredentials: { applicationCredentials: secret } })],
    refused: [{}, { gkeEnvironment: true, applicationCredentials: secret }].map((googleCredentials) => [
      store({ googleCredentials }),
      `${storeAt}.googleCredentials`,
    ]),
  },
  {
    rule: 'CL-BKP-6',
    accepted: ['30d', '1w', '6m'].map((retentionPolicy) => clusterSpec({ backup: { retentionPolicy } })),
    refused: ['30days', '0d', 'd'].map((retentionPolicy) => [
      clusterSpec({ backup: { retentionPolicy } }),
      'spec.backup.retentionPolicy',
    ]),
  },
  {
    rule: 'CL-CFG-1',
    accepted: [
      parameters({ max_connections: '100' }),
      parameters({
        logging_collector: 'on',
        log_rotation_age: '0',
        log_directory: '/controller/log',
        shared_preload_libraries: '',
      }),
      parameters({ archive_mode: 'off' }),
    ],
    refused: [
      [parameters({ ssl: 'off' }), at('ssl')],
      [parameters({ log_rotation_age: '1d' }), at('log_rotation_age')],
      [parameters({ 'pg_failover_slots.primary_dsn': 'x' }), 'spec.postgresql.parameters["pg_failover_slots.primary_dsn"]'],
    ],
  },
  {
    rule: 'CL-CFG-2',
    accepted: [parameters({ 'my.guc$1': 'x' })],
    refused: ['a.b.c', 'a-b', '1a', 'a b'].map((name) => [
      parameters({ [name]: 'x' }),
      /^[\w-]+$/.test(name) ? at(name) : `spec.postgresql.parameters["${name}"]`,
    ]),
  },
  {
    rule: 'CL-CFG-3',
    accepted: [parameters({ wal_level: 'replica' }), parameters({})],
    refused: [[parameters({ wal_level: 'x' }), at('wal_level')]],
  },
  {
    rule: 'CL-CFG-4',
    accepted: [
      annotated('cnpg.io/skipWalArchiving', 'enabled', {
        postgresql: { parameters: { wal_level: 'minimal', max_wal_senders: '0' } },
      }),
    ],
    refused: [
      [parameters({ wal_level: 'minimal', max_wal_senders: '0' }), at('wal_level')],
      [
        annotated('cnpg.io/skipWalArchiving', 'enabled', { instances: 2, postgresql: { parameters: { wal_level: 'minimal' } } }),
        at('wal_level'),
      ],
    ],
  },
  {
    rule: 'CL-CFG-5',
    accepted: [parameters({ wal_level: 'minimal', max_wal_senders: '0' })],
    refused: [[parameters({ wal_level: 'minimal' }), at('max_wal_senders')]],
  },
  {
    rule: 'CL-CFG-6',
    accepted: ['256MB', '256', '1 GB', '100kB', ''].map((size) => parameters({ shared_buffers: size })),
    refused: ['256M', 'abc', '1.B', '-'].map((size) => [parameters({ shared_buffers: size }), at('shared_buffers')]),
  },
  {
    rule: 'CL-CFG-7',
    accepted: ['on', 'of', 'YES', '0', 'fal'].map((value) => parameters({ hot_standby_feedback: value })),
    refused: ['hot_standby_feedback', 'sync_replication_slots', 'wal_log_hints'].map((name) => [
      parameters({ [name]: 'x' }),
      at(name),
    ]),
  },
  {
    rule: 'CL-CFG-8',
    accepted: [parameters({ wal_log_hints: 'off' }), parameters({ wal_log_hints: 'on' }, { instances: 3 })],
    refused: [[parameters({ wal_log_hints: 'off' }, { instances: 3 }), at('wal_log_hints')]],
  },
  {
    rule: 'CL-CFG-9',
    accepted: [parameters({ min_wal_size: '512MB' }), parameters({ min_wal_size: '2GB', max_wal_size: '4GB' })],
    refused: [
      [parameters({ min_wal_size: '2GB' }), at('min_wal_size')],
      [parameters({ max_wal_size: '80MB' }), at('min_wal_size')],
      [parameters({ max_wal_size: '1G' }), at('max_wal_size')],
    ],
  },
  {
    rule: 'CL-CFG-10',
    accepted: [
      parameters({ max_wal_size: '512MB' }, { walStorage: { size: '1Gi' } }),
      clusterSpec({ walStorage: { size: '512Mi' } }),
    ],
    refused: [
      [parameters({ max_wal_size: '1GB' }, { walStorage: { size: '1Gi' } }), at('max_wal_size')],
      [parameters({ min_wal_size: '600MB' }, { walStorage: { size: '512Mi' } }), at('min_wal_size')],
    ],
  },
  {
    rule: 'CL-LDAP-1',
    accepted: [clusterSpec({ postgresql: { ldap: { server: 's' } } })],
    refused: [[clusterSpec({ postgresql: { ldap: {} } }), 'spec.postgresql.ldap.server']],
  },
  {
    rule: 'CL-LDAP-2',
    accepted: [clusterSpec({ postgresql: { ldap: { server: 's', bindAsAuth: {} } } })],
    refused: [
      [clusterSpec({ postgresql: { ldap: { server: 's', bindAsAuth: {}, bindSearchAuth: {} } } }), 'spec.postgresql.ldap'],
    ],
  },
  {
    rule: 'CL-SLOT-1',
    accepted: [
      slots({ synchronizeReplicas: { excludePatterns: ['^a.*[[:digit:]]$', '(?i)x'] } }),
      slots({ highAvailability: { enabled: false }, synchronizeReplicas: { enabled: false, excludePatterns: ['('] } }),
    ],
    refused: ['(', 'a**', '(?=x)', '\\1', '[z-a]'].map((pattern) => [
      slots({ synchronizeReplicas: { excludePatterns: [pattern] } }),
      'spec.replicationSlots.synchronizeReplicas.excludePatterns[0]',
    ]),
  },
  {
    rule: 'CL-SLOT-2',
    accepted: [
      slots(
        { highAvailability: { synchronizeLogicalDecoding: true } },
        { hot_standby_feedback: 'on', sync_replication_slots: 'on' },
      ),
      slots({ highAvailability: { synchronizeLogicalDecoding: true } }, { 'pg_failover_slots.x': 'y' }),
    ],
    refused: [
      [
        slots({ highAvailability: { synchronizeLogicalDecoding: true } }, { sync_replication_slots: 'on' }),
        at('hot_standby_feedback'),
      ],
      [
        slots({ highAvailability: { synchronizeLogicalDecoding: true } }, { hot_standby_feedback: 'on' }),
        at('sync_replication_slots'),
      ],
      [
        slots({ highAvailability: { synchronizeLogicalDecoding: true } }, {}, { imageName: 'x:16' }),
        'spec.replicationSlots.highAvailability.synchronizeLogicalDecoding',
      ],
    ],
  },
  {
    rule: 'CL-FOS-1',
    accepted: [parameters({ 'pg_failover_slots.x': 'y', hot_standby_feedback: 'on' })],
    refused: [
      [parameters({ 'pg_failover_slots.x': 'y' }), at('hot_standby_feedback')],
      [
        slots({ highAvailability: { enabled: false } }, { 'pg_failover_slots.x': 'y', hot_standby_feedback: 'on' }),
        'spec.replicationSlots.highAvailability.enabled',
      ],
    ],
  },
  {
    rule: 'CL-SVC-1',
    accepted: [clusterSpec({ managed: { services: { disabledDefaultServices: ['r', 'ro'] } } })],
    refused: [
      [
        clusterSpec({ managed: { services: { disabledDefaultServices: ['ro', 'rw'] } } }),
        'spec.managed.services.disabledDefaultServices[1]',
      ],
    ],
  },
  {
    rule: 'CL-SVC-2',
    accepted: [additional({ name: 'x' }, { name: 'c-rx' })],
    refused: [
      ...['c-rw', 'c-any', ''].map((name): [any, string] => [
        additional({ name }),
        'spec.managed.services.additional[0].serviceTemplate.metadata.name',
      ]),
      [additional({ name: 'x' }, { name: 'x' }), 'spec.managed.services.additional[1].serviceTemplate.metadata.name'],
      [
        clusterSpec({
          managed: {
            services: {
              additional: [{ selectorType: 'rw', serviceTemplate: { metadata: { name: 'x' }, spec: { selector: { a: 'b' } } } }],
            },
          },
        }),
        'spec.managed.services.additional[0].serviceTemplate.spec.selector',
      ],
    ],
  },
  {
    rule: 'CL-ROLE-1',
    accepted: [roles({ name: 'x' }, { name: 'y' })],
    refused: [[roles({ name: 'x' }, { name: 'x' }), 'spec.managed.roles[1].name']],
  },
  {
    rule: 'CL-ROLE-2',
    accepted: [roles({ name: 'x', connectionLimit: 0 }, { name: 'y' })],
    refused: [[roles({ name: 'x', connectionLimit: -2 }), 'spec.managed.roles[0].connectionLimit']],
  },
  {
    rule: 'CL-ROLE-3',
    accepted: [roles({ name: 'postgres2' })],
    refused: ['postgres', 'streaming_replica', 'pg_x', 'cnpg_x'].map((name) => [roles({ name }), 'spec.managed.roles[0].name']),
  },
  {
    rule: 'CL-ROLE-4',
    accepted: [roles({ name: 'x', passwordSecret: { name: 's' } }, { name: 'y', disablePassword: true })],
    refused: [
      [roles({ name: 'x', passwordSecret: { name: 's' }, disablePassword: true }), 'spec.managed.roles[0].disablePassword'],
    ],
  },
  {
    rule: 'CL-ANN-1',
    accepted: ['on', 'off'].map((value) => annotated('cnpg.io/hibernation', value)),
    refused: ['true', ''].map((value) => [
      annotated('cnpg.io/hibernation', value),
      'metadata.annotations["cnpg.io/hibernation"]',
    ]),
  },
  {
    rule: 'CL-ANN-2',
    accepted: [
      '[]',
      '[{"op":"add","path":"/spec/containers/0/env/-","value":{"name":"A"}}]',
      '[{"op":"replace","path":"/spec/hostname","value":"x"}]',
      '[{"op":"test","path":"/spec/hostname","value":"c-1"}]',
      '[{"op":"copy","from":"/spec/hostname","path":"/metadata/labels/h"}]',
      '[{"op":"move","from":"/spec/hostname","path":"/metadata/labels/h"}]',
    ].map((value) => annotated('cnpg.io/podPatch', value)),
    refused: [
      '{',
      '{}',
      '[{"op":"x","path":"/a"}]',
      '[{"op":"add","path":"/metadata/labels/x"}]',
      '[{"op":"remove","path":"/spec/nope"}]',
      '[{"op":"remove","path":"/spec/volumes/9"}]',
      '[{"op":"add","path":"/spec/a/b","value":1}]',
      '[{"op":"move","path":"/metadata/labels/x"}]',
    ].map((value) => [annotated('cnpg.io/podPatch', value), 'metadata.annotations["cnpg.io/podPatch"]']),
  },
  {
    rule: 'CL-ANN-3',
    accepted: ['{"enabled":true}', '{"Enabled":false,"requestTimeout":5}'].map((value) =>
      annotated('alpha.cnpg.io/livenessPinger', value),
    ),
    refused: ['{}', 'x', 'null', '[]', '{"enabled":true,"requestTimeout":1.5}'].map((value) => [
      annotated('alpha.cnpg.io/livenessPinger', value),
      'metadata.annotations["alpha.cnpg.io/livenessPinger"]',
    ]),
  },
  {
    rule: 'CL-PLG-1',
    accepted: [clusterSpec({ plugins: [{ name: 'p', isWALArchiver: true }] })],
    refused: [
      [
        merged(store({ s3Credentials: { inheritFromIAMRole: true } }), {
          spec: { plugins: [{ name: 'p', isWALArchiver: true }] },
        }),
        'spec.plugins',
      ],
    ],
  },
  {
    rule: 'CL-PLG-2',
    accepted: [
      clusterSpec({
        plugins: [
          { name: 'p', isWALArchiver: true, enabled: false },
          { name: 'q', isWALArchiver: true },
        ],
      }),
    ],
    refused: [
      [
        clusterSpec({
          plugins: [
            { name: 'p', isWALArchiver: true },
            { name: 'q', isWALArchiver: true },
          ],
        }),
        'spec.plugins',
      ],
    ],
  },
  {
    rule: 'CL-XTN-1',
    accepted: [extensions({ name: 'x' }, { name: 'y' })],
    refused: [
      [extensions({ name: 'x' }, { name: 'x' }), 'spec.postgresql.extensions[1].name'],
      [extensions({ name: '' }), 'spec.postgresql.extensions[0].name'],
    ],
  },
  {
    rule: 'CL-XTN-2',
    accepted: [extensions({ name: 'x', extension_control_path: ['share', 'a/../b'] })],
    refused: [
      [extensions({ name: 'x', extension_control_path: ['a', 'a'] }), 'spec.postgresql.extensions[0].extension_control_path[1]'],
      [extensions({ name: 'x', dynamic_library_path: [''] }), 'spec.postgresql.extensions[0].dynamic_library_path[0]'],
    ],
    edges: [
      {
        manifest: extensions({ name: 'x', dynamic_library_path: ['../x'] }),
        refusedBy: ['1.29.0', '1.30.0'],
        acceptedBy: ['1.27.0', '1.28.4'],
      },
      { manifest: extensions({ name: 'x', bin_path: ['a', 'a'] }), refusedBy: ['1.29.0'], acceptedBy: ['1.28.4'] },
    ],
  },
  {
    rule: 'CL-XTN-3',
    accepted: [extensions({ name: 'pg_ivm' }, { name: 'pg-ivn' })],
    refused: [[extensions({ name: 'pg_ivm' }, { name: 'pg-ivm' }), 'spec.postgresql.extensions[1].name']],
  },
  {
    rule: 'CL-XTN-4',
    accepted: [extensions({ name: 'x' })],
    refused: [[extensions({ name: 'x', image: { reference: '' } }), 'spec.postgresql.extensions[0].image.reference']],
    edges: [
      {
        manifest: merged(extensions({ name: 'x', image: {} }), {
          spec: { imageCatalogRef: { kind: 'ImageCatalog', name: 'i', major: 18 } },
        }),
        refusedBy: ['1.27.3', '1.28.4'],
        acceptedBy: ['1.29.0', '1.30.0'],
      },
    ],
  },
  {
    rule: 'CL-XTN-5',
    accepted: [variables({ name: 'A', value: '${image_root}/x' }, { name: 'B', value: '$${other}' })],
    refused: [
      [variables({ name: 'PATH', value: 'x' }), 'spec.postgresql.extensions[0].env[0].name'],
      [variables({ name: 'LD_LIBRARY_PATH', value: 'x' }), 'spec.postgresql.extensions[0].env[0].name'],
      [variables({ name: 'PGX', value: 'x' }), 'spec.postgresql.extensions[0].env[0].name'],
      [variables({ name: 'A', value: 'x' }, { name: 'A', value: 'y' }), 'spec.postgresql.extensions[0].env[1].name'],
      [variables({ name: 'A', value: '$$${other}' }), 'spec.postgresql.extensions[0].env[0].value'],
    ],
  },
  {
    rule: 'CL-PSR-1',
    accepted: [selector({ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] })],
    refused: [
      [
        clusterSpec({
          podSelectorRefs: [
            { name: 'x', selector: {} },
            { name: 'x', selector: {} },
          ],
        }),
        'spec.podSelectorRefs[1].name',
      ],
      [selector({ matchLabels: { '-a': 'b' } }), 'spec.podSelectorRefs[0].selector.matchLabels.-a'],
      [selector({ matchLabels: { a: '-b' } }), 'spec.podSelectorRefs[0].selector.matchLabels.a'],
      [
        selector({ matchExpressions: [{ key: 'a', operator: 'In' }] }),
        'spec.podSelectorRefs[0].selector.matchExpressions[0].values',
      ],
      [
        selector({ matchExpressions: [{ key: 'a', operator: 'X' }] }),
        'spec.podSelectorRefs[0].selector.matchExpressions[0].operator',
      ],
      [
        selector({ matchExpressions: [{ key: '', operator: 'Exists' }] }),
        'spec.podSelectorRefs[0].selector.matchExpressions[0].key',
      ],
      [
        selector({ matchExpressions: [{ key: 'a', operator: 'In', values: ['-'] }] }),
        'spec.podSelectorRefs[0].selector.matchExpressions[0].values[0]',
      ],
    ],
  },
  {
    rule: 'CL-HBA-1',
    accepted: [hba('host all all ${podselector:x} md5'), hba('host all all 10.0.0.0/8 md5')],
    refused: ['${podselector:y}', '${podselector:x} ${podselector:x}', '${other:x}'].map((line) => [
      hba(line),
      'spec.postgresql.pg_hba[0]',
    ]),
  },
];
