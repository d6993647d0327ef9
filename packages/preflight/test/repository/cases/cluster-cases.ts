import { TODAY } from '@pgplatform/test-kit';
import { cluster, database, FOREIGN, object, type RuleCase, repository, role, schedule } from './repository-case';

const image = (tag: string, spec: object = {}) => cluster({ imageName: `ghcr.io/cloudnative-pg/postgresql:${tag}`, ...spec });
const upgrade = (from: string, to: string) => repository([image(to)], { previous: repository([image(from)]) });
const fromCatalog = (major: number) =>
  cluster({ imageName: undefined, imageCatalogRef: { kind: 'ImageCatalog', name: 'c', major } });
/** A catalog of images for 17, and for 18 if there is a second one. */
const catalog = (...tags: string[]) =>
  object('postgresql.cnpg.io/v1', 'ImageCatalog', 'c', {
    spec: { images: tags.map((tag, at) => ({ major: 17 + at, image: `ghcr.io/cloudnative-pg/postgresql:${tag}` })) },
  });
const slotLimit = { postgresql: { parameters: { max_slot_wal_keep_size: '10GB' } } };
const DIGESTS = ['a', 'b'].map((digit) => `latest@sha256:${digit.repeat(64)}`);
const initdb = (fields: object) => ({ bootstrap: { initdb: fields } });
const memory = (limit: string, parameters: object) =>
  cluster({ resources: { limits: { memory: limit } }, postgresql: { parameters } });
const projected = (source: object) => ({ projectedVolumeTemplate: { sources: [source] } });
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
      { input: repository([fromCatalog(17), catalog('latest')]), path: 'spec.imageName' },
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
      repository([cluster({ postgresql: { pg_hba: [] } })]),
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
      // The way back from an upgrade that failed.
      upgrade('18.6-standard-trixie', '17.11-standard-bookworm'),
    ],
    refused: [{ input: upgrade('17.11-standard-bookworm', '17.11-standard-trixie'), path: 'spec.imageName' }],
  },
  {
    rule: 'P-47',
    accepted: [
      repository([image('18.6-standard-trixie')]),
      repository([image('18.6-standard-trixie')], { previous: repository([]) }),
      upgrade('17.11-standard-trixie', '18.6-standard-trixie'),
      upgrade('17.12-system-bookworm', '18.7-standard-bookworm'),
      upgrade('17.12-standard-trixie', '17.11-standard-bookworm'),
      upgrade('18.6-standard-trixie', '17.12-standard-bookworm'),
      repository([fromCatalog(18), catalog('17.11-standard-trixie', `18.6-standard-trixie@sha256:${'a'.repeat(64)}`)], {
        previous: repository([fromCatalog(17), catalog('17.11-standard-trixie')]),
      }),
      repository([cluster({ imageName: undefined })], { previous: repository([image('17.11-standard-trixie')]) }),
    ],
    refused: [
      ...[
        ['17.12-standard-trixie', '18.6-standard-trixie'],
        ['16.16-system-bookworm', '17.11-system-bookworm'],
        ['17.11-standard-bookworm', '18.6-standard-trixie'],
        ['17.11-standard-trixie', '18.6-standard-bookworm'],
      ].map(([from, to]) => ({ input: upgrade(from, to), path: 'spec.imageName' })),
      {
        input: repository([fromCatalog(18), catalog('17.12-standard-trixie', '18.6-standard-trixie')], {
          previous: repository([fromCatalog(17), catalog('17.12-standard-trixie')]),
        }),
        path: 'spec.imageCatalogRef',
      },
      {
        input: repository([image('18.6-standard-trixie', slotLimit)], {
          previous: repository([image('17.5-standard-trixie', slotLimit)]),
        }),
        path: 'spec.imageName',
      },
      // What the names do not tell is said.
      ...[
        ['17.12', '18.7'],
        ['17-standard-trixie', '18-standard-trixie'],
        ['18.7-standard-trixie', '19.1-standard-trixie'],
        ['17.11-standard-trixie', '18.6-minimal-trixie'],
      ].map(([from, to]) => ({ input: upgrade(from, to), path: 'spec.imageName', severity: 'info' })),
      {
        input: repository([fromCatalog(18)], { previous: repository([fromCatalog(17)]) }),
        path: 'spec.imageCatalogRef',
        severity: 'info',
      },
      {
        input: repository([fromCatalog(18), catalog(...DIGESTS)], {
          previous: repository([fromCatalog(17), catalog(...DIGESTS)]),
        }),
        path: 'spec.imageCatalogRef',
        severity: 'info',
      },
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
  {
    rule: 'P-50',
    accepted: [
      repository([
        cluster({
          inheritedMetadata: { labels: { 'example.com/team': 'a', empty: '' }, annotations: { a: 'any text, at all' } },
        }),
      ]),
      repository([
        object('postgresql.cnpg.io/v1', 'Pooler', 'pool', { spec: { template: { metadata: { labels: { a: 'b' } } } } }),
      ]),
    ],
    refused: [
      {
        input: repository([cluster({ inheritedMetadata: { labels: { team: 'a b' } } })]),
        path: 'spec.inheritedMetadata.labels.team',
      },
      {
        input: repository([cluster({ inheritedMetadata: { annotations: { 'a b': '' } } })]),
        path: 'spec.inheritedMetadata.annotations["a b"]',
      },
      {
        input: repository([cluster({ serviceAccountTemplate: { metadata: { labels: { '-': 'a' } } } })]),
        path: 'spec.serviceAccountTemplate.metadata.labels.-',
      },
      {
        input: repository([
          cluster({ managed: { services: { additional: [{ serviceTemplate: { metadata: { annotations: { '/x': '' } } } }] } } }),
        ]),
        path: 'spec.managed.services.additional[0].serviceTemplate.metadata.annotations["/x"]',
      },
      {
        input: repository([
          object('postgresql.cnpg.io/v1', 'Pooler', 'pool', { spec: { template: { metadata: { labels: { a: '-' } } } } }),
        ]),
        path: 'spec.template.metadata.labels.a',
      },
      {
        input: repository([
          object('bitnami.com/v1alpha1', 'SealedSecret', 's', { spec: { template: { metadata: { labels: { 'a/b/c': '' } } } } }),
        ]),
        path: 'spec.template.metadata.labels["a/b/c"]',
      },
    ],
  },
  {
    // Whether CloudNativePG replaces the Pod was asked of its own functions, with the Pod as the API server stores it.
    rule: 'P-51',
    accepted: [
      repository([
        cluster(
          projected({ downwardAPI: { items: [{ path: 'l', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.labels' } }] } }),
        ),
        cluster(
          projected({
            downwardAPI: { items: [{ path: 'l', resourceFieldRef: { containerName: 'postgres', resource: 'limits.cpu' } }] },
          }),
        ),
        cluster(projected({ serviceAccountToken: { path: 't', expirationSeconds: 7200 } })),
        cluster(projected({ secret: { name: 's' } })),
        cluster(projected({ configMap: { name: 's', items: [{ key: 'a', path: 'b' }] } })),
        cluster({ projectedVolumeTemplate: { sources: [] } }),
        cluster({
          env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
          envFrom: [],
          imagePullSecrets: [],
        }),
        cluster({
          resources: { limits: {}, requests: {} },
          ephemeralVolumesSizeLimit: {},
          podSecurityContext: {},
          securityContext: {},
        }),
        cluster({
          affinity: { nodeAffinity: {}, additionalPodAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } },
        }),
        cluster({
          topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'z', whenUnsatisfiable: 'DoNotSchedule', labelSelector: {} }],
        }),
        cluster({ affinity: { tolerations: [] } }, { annotations: { 'cnpg.io/reconcilePodSpec': 'disabled' } }),
      ]),
    ],
    refused: [
      [
        projected({ downwardAPI: { items: [{ path: 'l', fieldRef: { fieldPath: 'metadata.labels' } }] } }),
        'spec.projectedVolumeTemplate.sources[0].downwardAPI.items[0].fieldRef.apiVersion',
      ],
      [
        projected({ serviceAccountToken: { path: 't', audience: 'a' } }),
        'spec.projectedVolumeTemplate.sources[0].serviceAccountToken.expirationSeconds',
      ],
      [projected({ secret: { name: 's', items: [] } }), 'spec.projectedVolumeTemplate.sources[0].secret.items'],
      [{ affinity: { nodeSelector: {} } }, 'spec.affinity.nodeSelector'],
      [{ affinity: { tolerations: [] } }, 'spec.affinity.tolerations'],
      [
        { affinity: { additionalPodAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } } },
        'spec.affinity.additionalPodAffinity.preferredDuringSchedulingIgnoredDuringExecution',
      ],
      [{ topologySpreadConstraints: [] }, 'spec.topologySpreadConstraints'],
      [
        { topologySpreadConstraints: [{ topologyKey: 'z', labelSelector: { matchLabels: {} } }] },
        'spec.topologySpreadConstraints[0].labelSelector.matchLabels',
      ],
      [{ podSecurityContext: { supplementalGroups: [] } }, 'spec.podSecurityContext.supplementalGroups'],
      [{ securityContext: { capabilities: { add: [] } } }, 'spec.securityContext.capabilities.add'],
      [
        { ephemeralVolumeSource: { volumeClaimTemplate: { spec: { accessModes: [] } } } },
        'spec.ephemeralVolumeSource.volumeClaimTemplate.spec.accessModes',
      ],
    ].map(([spec, path]) => ({ input: repository([cluster(spec as object)]), path: path as string })),
  },
];
