import { TODAY } from '@pgplatform/test-kit';
import { cluster, database, FOREIGN, object, type RuleCase, repository, role, schedule } from './repository-case';

const image = (tag: string, spec: object = {}) => cluster({ imageName: `ghcr.io/cloudnative-pg/postgresql:${tag}`, ...spec });
const initdb = (fields: object) => ({ bootstrap: { initdb: fields } });
const memory = (limit: string, parameters: object) =>
  cluster({ resources: { limits: { memory: limit } }, postgresql: { parameters } });
const podMonitor = (name: string) => object('monitoring.coreos.com/v1', 'PodMonitor', name, { spec: {} });
const storageClass = (fields: object) => object('storage.k8s.io/v1', 'StorageClass', 'fast', fields);
const onFast = cluster({ storage: { size: '1Gi', storageClass: 'fast' } });
const kustomization = (fields: object) => ({
  files: [
    { path: 'overlays/prod/kustomization.yaml', documents: [{ resources: ['../../base'], ...fields }] },
    { path: 'base/kustomization.yaml', documents: [{}] },
  ],
});
const base = (fields: object) => ({
  files: [
    { path: 'overlays/prod/kustomization.yaml', documents: [{ resources: ['../../base'] }] },
    { path: 'base/kustomization.yaml', documents: [fields] },
  ],
});
const patch = (document: any, base: any) => ({
  files: [
    { path: 'base/kustomization.yaml', documents: [{ resources: ['cluster.yaml'] }] },
    { path: 'base/cluster.yaml', documents: [base] },
    { path: 'overlays/prod/kustomization.yaml', documents: [{ resources: ['../../base'], patches: [{ path: 'patch.yaml' }] }] },
    { path: 'overlays/prod/patch.yaml', documents: [document] },
  ],
});

export const CLUSTER_CASES: RuleCase[] = [
  {
    rule: 'P-01',
    accepted: [
      repository([cluster()]),
      repository([image(`17@sha256:${'a'.repeat(64)}`)]),
      repository([cluster({ imageName: undefined, imageCatalogRef: { kind: 'ClusterImageCatalog', name: 'c', major: 17 } })]),
    ],
    refused: [
      { input: repository([cluster({ imageName: undefined })]), path: 'spec.imageName' },
      { input: repository([cluster({ imageName: undefined })], FOREIGN), path: 'spec.imageName', severity: 'warning' },
      { input: repository([image('17-standard-trixie')]), path: 'spec.imageName' },
      {
        input: repository([cluster({ imageName: 'ghcr.io/acme/postgresql:17.11' }, { namespace: 'postgres-prod' })]),
        path: 'spec.imageName',
        severity: 'info',
      },
      { input: repository([cluster({}, { namespace: 'postgres-prod' })], FOREIGN), path: 'spec.imageName', severity: 'info' },
    ],
  },
  {
    rule: 'P-09',
    accepted: [
      repository([cluster(), database()]),
      repository([cluster(), database({ owner: 'orders' }), role()]),
      repository([cluster({ managed: { roles: [{ name: 'orders' }] } }), database({ owner: 'orders' })]),
      repository([cluster(initdb({ database: 'x' })), database({ owner: 'x' })]),
    ],
    refused: [
      { input: repository([database()]), path: 'spec.cluster.name' },
      { input: repository([database()], FOREIGN), path: 'spec.cluster.name', severity: 'info' },
      { input: repository([cluster({}, { namespace: 'other' }), role()], FOREIGN), path: 'spec.cluster.name' },
      { input: repository([schedule({ cluster: { name: 'gone' } }), cluster()]), path: 'spec.cluster.name' },
      { input: repository([cluster(), database({ owner: 'nobody' })]), path: 'spec.owner' },
      { input: repository([cluster(), database({ owner: 'nobody' })], FOREIGN), path: 'spec.owner', severity: 'warning' },
    ],
  },
  {
    rule: 'P-11',
    accepted: [
      repository([
        cluster({
          resources: { requests: { cpu: '250m', memory: '1Gi' } },
          plugins: [{ name: 'p', enabled: true, isWALArchiver: false }],
        }),
      ]),
      repository([cluster({ resources: { requests: { cpu: '1000m' } } }, { annotations: {} })], FOREIGN),
    ],
    refused: [
      {
        input: repository([cluster({ resources: { requests: { cpu: '1000m' } } })]),
        path: 'spec.resources.requests.cpu',
        severity: 'warning',
      },
      {
        input: repository([cluster({ resources: { limits: { cpu: 1 } } })]),
        path: 'spec.resources.limits.cpu',
        severity: 'warning',
      },
      {
        input: repository([cluster({ plugins: [{ name: 'p', enabled: true }] })]),
        path: 'spec.plugins[0].isWALArchiver',
        severity: 'warning',
      },
      { input: repository([cluster({ postgresql: { pg_hba: [] } })]), path: 'spec.postgresql.pg_hba', severity: 'warning' },
      {
        input: repository([cluster({ monitoring: { customQueriesConfigMap: [{ name: 'mine', key: 'q' }] } })]),
        path: 'spec.monitoring.customQueriesConfigMap',
        severity: 'warning',
      },
      { input: repository([database({ extensions: [{ name: 'x' }] })]), path: 'spec.extensions[0].ensure', severity: 'warning' },
    ],
  },
  {
    rule: 'P-12',
    accepted: [
      repository([image('17.11-minimal-trixie', initdb({ locale: 'C.UTF-8' }))]),
      repository([cluster(initdb({ localeCollate: 'en_US.utf8' }))]),
      repository([cluster({ imageName: 'registry.example.com/own:17.2', ...initdb({ locale: 'de_DE.utf8' }) })]),
    ],
    refused: [
      {
        input: repository([image('17.11-minimal-trixie', initdb({ localeCType: 'en_US.utf8' }))]),
        path: 'spec.bootstrap.initdb.localeCType',
      },
      { input: repository([cluster(initdb({ locale: 'en_US' }))]), path: 'spec.bootstrap.initdb.locale', severity: 'warning' },
      {
        input: repository([image('17.2', initdb({ locale: 'de_DE.utf8' }))]),
        path: 'spec.bootstrap.initdb.locale',
        severity: 'warning',
      },
    ],
  },
  {
    rule: 'P-13',
    accepted: [
      repository([memory('1Gi', { shared_buffers: '256MB' })]),
      repository([cluster()]),
      repository([memory('1Gi', { work_mem: '4096' })]),
    ],
    refused: [
      {
        input: repository([memory('1Gi', { max_connections: '500', shared_buffers: '256MB' })]),
        path: 'spec.resources.limits.memory',
        severity: 'warning',
      },
      { input: repository([memory('1Gi', { work_mem: '16MB' })]), path: 'spec.resources.limits.memory', severity: 'warning' },
      { input: repository([memory('1Gi', { shared_buffers: '1GB' })]), path: 'spec.resources.limits.memory' },
    ],
  },
  {
    rule: 'P-14',
    accepted: [repository([cluster({ enablePDB: false })]), repository([cluster({ instances: 3 })])],
    refused: [
      { input: repository([cluster()]), path: 'spec.enablePDB', severity: 'warning' },
      { input: repository([cluster({ instances: 3, enablePDB: false })]), path: 'spec.enablePDB', severity: 'warning' },
    ],
  },
  {
    rule: 'P-15',
    accepted: [
      repository([cluster(), podMonitor('pg-metrics')], { operatorVersion: '1.27.0' }),
      repository([cluster(), podMonitor('pg')], { operatorVersion: '1.27.3' }),
      repository([cluster(), podMonitor('pg')], { operatorVersion: '1.28.1' }),
    ],
    refused: [
      { input: repository([cluster(), podMonitor('pg')], { operatorVersion: '1.27.2' }), path: 'metadata.name' },
      { input: repository([cluster(), podMonitor('pg')], { operatorVersion: '1.28.0' }), path: 'metadata.name' },
      { input: repository([cluster({ monitoring: { enablePodMonitor: true } }), podMonitor('pg')]), path: 'metadata.name' },
    ],
  },
  {
    rule: 'P-16',
    accepted: [repository([cluster()], { today: TODAY, kubernetesVersion: '1.34' }), repository([image('14.20')])],
    refused: [
      { input: repository([image('13.20')]), path: 'spec.imageName' },
      { input: repository([image('18.1')], { operatorVersion: '1.27.0' }), path: 'spec.imageName' },
      { input: repository([image('14.20')], { today: TODAY }), path: 'spec.imageName', severity: 'warning' },
      {
        input: repository([cluster()], { operatorVersion: '1.29.1', today: TODAY }),
        path: 'apiVersion',
        severity: 'warning',
      },
      { input: repository([cluster()], { kubernetesVersion: 'v1.28.3' }), path: 'apiVersion', severity: 'warning' },
    ],
  },
  {
    rule: 'P-19',
    accepted: [
      repository([image('17.11-standard-trixie')], { previous: repository([image('17.9-standard-trixie')]) }),
      repository([cluster()], { previous: repository([]) }),
      repository([cluster()]),
    ],
    refused: [
      { input: repository([cluster()], { previous: repository([image('17.11-standard-bookworm')]) }), path: 'spec.imageName' },
    ],
  },
  {
    rule: 'P-20',
    accepted: [repository([cluster()])],
    refused: [
      {
        input: repository([cluster({}, { annotations: { 'cnpg.io/validation': 'disabled' } })]),
        path: 'metadata.annotations["cnpg.io/validation"]',
      },
    ],
  },
  {
    rule: 'P-21',
    accepted: [
      repository([cluster()], kustomization({ labels: [{ pairs: { a: 'b' }, includeSelectors: false }] })),
      repository([], kustomization({ namePrefix: 'x-' })),
      repository([cluster()], { files: [{ path: 'elsewhere/kustomization.yaml', documents: [{ namePrefix: 'x-' }] }] }),
    ],
    refused: [
      { input: repository([cluster()], kustomization({ namePrefix: 'x-' })), path: 'namePrefix' },
      {
        input: repository([cluster()], { ...base({ commonLabels: { a: 'b' } }), ...FOREIGN }),
        path: 'commonLabels',
        severity: 'warning',
      },
      { input: repository([cluster()], base({ labels: [{ includeSelectors: true }] })), path: 'labels[0].includeSelectors' },
    ],
  },
  {
    rule: 'P-22',
    accepted: [repository([cluster(), role()]), repository([cluster(), role({ name: 'app' })], { operatorVersion: '1.29.0' })],
    refused: [
      { input: repository([cluster(initdb({ owner: 'orders' })), role()]), path: 'spec.name', severity: 'warning' },
      {
        input: repository([cluster({ managed: { roles: [{ name: 'orders' }] } }), role()]),
        path: 'spec.name',
        severity: 'warning',
      },
    ],
  },
  {
    rule: 'P-31',
    accepted: [repository([cluster({ postgresql: { parameters: { wal_level: 'replica' } } })])],
    refused: [
      {
        input: repository([cluster({ postgresql: { parameters: { archive_mode: 'off' } } })]),
        path: 'spec.postgresql.parameters.archive_mode',
      },
    ],
  },
  {
    rule: 'P-36',
    accepted: [repository([database({ databaseReclaimPolicy: 'retain', ensure: 'present' })])],
    refused: [
      { input: repository([database({ databaseReclaimPolicy: 'delete' })]), path: 'spec.databaseReclaimPolicy' },
      { input: repository([database({ ensure: 'absent' })], FOREIGN), path: 'spec.ensure', severity: 'warning' },
    ],
  },
  {
    rule: 'P-38',
    accepted: [repository([onFast, storageClass({ reclaimPolicy: 'Retain' })]), repository([cluster(), storageClass({})])],
    refused: [{ input: repository([onFast, storageClass({})]), path: 'reclaimPolicy', severity: 'warning' }],
  },
  {
    rule: 'P-39',
    accepted: ['1.28.4', '1.29.2', '1.30.0', '1.31.0'].map((operatorVersion) => repository([cluster()], { operatorVersion })),
    refused: ['1.27.4', '1.28.3', '1.29.1'].map((operatorVersion) => ({
      input: repository([cluster()], { operatorVersion }),
      path: 'apiVersion',
      severity: 'warning',
    })),
  },
  {
    rule: 'P-40',
    accepted: [
      repository([], patch(cluster({}), cluster({ plugins: [{ name: 'p' }] }))),
      repository([], patch(cluster({ plugins: [{ name: 'p' }] }), cluster({}))),
      repository([cluster({ plugins: [] })]),
    ],
    refused: [
      {
        input: repository([], patch(cluster({ plugins: [{ name: 'p' }] }), cluster({ plugins: [{ name: 'q' }] }))),
        path: 'spec.plugins',
        severity: 'warning',
      },
    ],
  },
  {
    rule: 'P-42',
    accepted: [repository([cluster(), object('postgresql.cnpg.io/v1', 'Pooler', 'pg-pooler')])],
    refused: [{ input: repository([cluster(), object('postgresql.cnpg.io/v1', 'Pooler', 'pg-rw')]), path: 'metadata.name' }],
  },
];
