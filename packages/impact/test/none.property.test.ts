import { Preflight } from '@pgplatform/preflight';
import fc from 'fast-check';
import { impactOf } from '../src';
import { manifests, OBJECTS } from './manifests';

/** The fields that the table calls harmless, written down here a second time; what is below them is too. */
const HARMLESS = [
  /^spec\.(?:description|enablePDB|nodeMaintenanceWindow|bootstrap|inheritedMetadata|serviceAccountTemplate|enableSuperuserAccess|superuserSecret|primaryLease)\b/,
  /^spec\.(?:failoverDelay|switchoverDelay|smartShutdownTimeout|primaryUpdateMethod|primaryUpdateStrategy)$/,
  /^spec\.(?:priorityClassName|imagePullPolicy|imagePullSecrets)\b/,
  /^spec\.managed\.(?:services|roles)\b/,
  /^spec\.monitoring\.(?!tls)/,
  /^spec\.postgresql\.promotionTimeout$/,
  /^spec\.backup\.(?:target|retentionPolicy|volumeSnapshot)\b/,
  /^spec\.storage\.(?:storageClass|resizeInUseVolumes|pvcTemplate)\b/,
  /^spec\.externalClusters\b/,
  /^spec\.(?:instances)$/,
  /^spec\.plugins\b/,
  /^metadata\.(?:labels|annotations)\b/,
  /^spec\.probes\.(?:liveness\.isolationCheck|(?:startup|readiness)\.(?:type|maximumLag))\b/,
  /^spec\.replicationSlots\.(?:updateInterval|synchronizeReplicas)\b/,
];
/** Parts of a Cluster that the operator takes into the Pod: what is empty there is as if it were not there. */
const IN_POD = /^spec\.(?:affinity|probes|resources|env|envFrom|schedulerName|logLevel)\b/;
/** The operator takes its own default for what is not positive. */
const DELAY = /^spec\.(?:start|stop)Delay$/;

const FIELDS =
  'affinity backup bootstrap certificates description enablePDB enableSuperuserAccess env envFrom ephemeralVolumeSource externalClusters ' +
  'failoverDelay imageCatalogRef imageName imagePullPolicy inheritedMetadata instances logLevel managed maxSyncReplicas minSyncReplicas ' +
  'monitoring plugins podSelectorRefs postgresGID postgresUID postgresql primaryLease primaryUpdateMethod probes replica replicationSlots ' +
  'resources schedulerName storage superuserSecret tablespaces walStorage somethingNew';

const CLUSTER = Preflight.default(OBJECTS.cluster, '1.30.0');
/** Every place in a defaulted Cluster, and fields that could be there. */
const PLACES = [...placesIn(CLUSTER.spec, ['spec']), ...FIELDS.split(' ').map((field) => ['spec', field])];
const MAPS = PLACES.filter((path) => isMap(at(CLUSTER, path)));

const value = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.integer({ min: -5, max: 100 }),
  fc.boolean(),
  fc.constantFrom('100Gi', '17.11', '2', 'on', null, [], {}),
  fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), fc.string({ maxLength: 4 }), { maxKeys: 2 }),
  fc.array(fc.record({ name: fc.string({ maxLength: 4 }) }), { maxLength: 2 }),
);

const change = fc.oneof(
  fc.record({ path: fc.constantFrom(...PLACES), value }),
  fc.record({ path: fc.constantFrom(...PLACES), value: fc.constant(undefined) }),
  fc.record({
    path: fc.tuple(fc.constantFrom(...MAPS), fc.stringMatching(/^[a-z]{3,9}$/)).map(([path, key]) => [...path, key]),
    value,
  }),
);

test('none is said only of Clusters that are the same once defaulted, or differ in fields that the table calls harmless', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
      const after = structuredClone(OBJECTS.cluster);
      for (const one of changes) put(after, one.path, one.value);
      const [set, changed] = [manifests(), manifests({ cluster: null, other: after })];
      const { verdict } = impactOf(set, changed).databases[0];
      if (verdict !== 'none') return;
      const differing = differingPaths(CLUSTER, Preflight.default(after, '1.30.0'));
      const isEmpty = (path: string) => {
        const [was, is] = [CLUSTER, after].map((cluster) => at(cluster, path.split('.')));
        return (
          (IN_POD.test(path) && ((empty(was) && empty(is)) || (typeof was !== 'object' && String(was) === String(is)))) ||
          (DELAY.test(path) && is <= 0)
        );
      };
      expect(differing.filter((path) => !isEmpty(path) && !HARMLESS.some((pattern) => pattern.test(path)))).toEqual([]);
    }),
    { numRuns: 1500 },
  );
});

test('a field that nobody knows is unknown or refused, wherever it stands', () => {
  const known =
    /^spec\.(?:bootstrap|probes|affinity|resources|replicationSlots|monitoring\.customQueriesConfigMap|storage|plugins|postgresql\.parameters)/;
  for (const path of MAPS.filter((one) => !known.test(one.join('.')))) {
    const after = structuredClone(CLUSTER);
    put(after, [...path, 'shinyNewField'], 'on');
    const { verdict } = impactOf(manifests({ cluster: null, other: CLUSTER }), manifests({ cluster: null, other: after }))
      .databases[0];
    expect([path.join('.'), verdict]).toEqual([path.join('.'), 'unknown']);
  }
});

test.each(['store', 'schedule', 'secret'] as const)(
  'none is never said of a %s with a field that nobody knows at its root',
  (name) => {
    const { databases } = impactOf(manifests(), manifests({ [name]: { shinyNewField: 'on' } }));
    expect(databases[0].verdict).toBe('unknown');
  },
);

const CNPG = 'postgresql.cnpg.io/v1';
const IN = { namespace: 'postgres-prod' };
const OF = { cluster: { name: 'postgres-shared' } };
const SECRET = 'postgres-backup-s3-credentials';
const METADATA = 'metadata\\.(?:labels|annotations|finalizers|ownerReferences|generateName)';

/** Objects around the Cluster, and for each kind the fields that the table calls harmless, with what is below them. */
const AROUND: { readonly [kind: string]: { readonly object: any; readonly harmless: RegExp; readonly cluster?: any } } = {
  ScheduledBackup: {
    object: OBJECTS.schedule,
    harmless:
      /^spec\.(?:schedule|suspend|immediate|cluster|backupOwnerReference|target|method|online|onlineConfiguration|pluginConfiguration)\b/,
  },
  Backup: {
    object: {
      apiVersion: CNPG,
      kind: 'Backup',
      metadata: { name: 'b', ...IN },
      spec: { ...OF, method: 'plugin', pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' } },
    },
    harmless: /^spec\.(?:cluster|target|method|online|onlineConfiguration|pluginConfiguration)\b/,
  },
  Pooler: {
    object: {
      apiVersion: CNPG,
      kind: 'Pooler',
      metadata: { name: 'p', ...IN },
      spec: { ...OF, instances: 2, type: 'rw', pgbouncer: { poolMode: 'session', parameters: { max_client_conn: '10' } } },
    },
    harmless: /^spec\.(?:instances|monitoring|serviceTemplate|cluster)\b/,
  },
  Database: {
    object: {
      apiVersion: CNPG,
      kind: 'Database',
      metadata: { name: 'd', ...IN },
      spec: { ...OF, name: 'd', owner: 'app', extensions: [{ name: 'hstore' }] },
    },
    harmless:
      /^spec\.(?:owner|connectionLimit|allowConnections|isTemplate|extensions|schemas|fdws|servers|databaseReclaimPolicy|cluster)\b/,
  },
  DatabaseRole: {
    object: { apiVersion: CNPG, kind: 'DatabaseRole', metadata: { name: 'r', ...IN }, spec: { ...OF, name: 'r', login: true } },
    harmless:
      /^spec\.(?:name|cluster|comment|ensure|passwordSecret|disablePassword|connectionLimit|validUntil|inRoles|inherit|superuser|createdb|createrole|login|replication|bypassrls|databaseRoleReclaimPolicy|clientCertificate)\b/,
  },
  Publication: {
    object: {
      apiVersion: CNPG,
      kind: 'Publication',
      metadata: { name: 'p', ...IN },
      spec: { ...OF, name: 'p', dbname: 'd', target: { allTables: true } },
    },
    harmless: /^spec\.(?:name|dbname|cluster|parameters|target|publicationReclaimPolicy)\b/,
  },
  Subscription: {
    object: {
      apiVersion: CNPG,
      kind: 'Subscription',
      metadata: { name: 's', ...IN },
      spec: { ...OF, name: 's', dbname: 'd', publicationName: 'p', externalClusterName: 'o' },
    },
    harmless:
      /^spec\.(?:name|dbname|cluster|parameters|publicationName|publicationDBName|externalClusterName|subscriptionReclaimPolicy)\b/,
  },
  ObjectStore: {
    object: OBJECTS.store,
    harmless: /^spec\.(?:retentionPolicy|configuration\.(?!destinationPath|endpointURL|serverName))/,
  },
  SealedSecret: { object: OBJECTS.secret, harmless: /^spec\.template\.metadata\b/ },
  Secret: {
    object: { apiVersion: 'v1', kind: 'Secret', metadata: { name: SECRET, ...IN }, data: { ACCESS_KEY_ID: 'AA' } },
    harmless: /^sops\b/,
  },
  ExternalSecret: {
    object: {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: SECRET, ...IN },
      spec: { refreshInterval: '1h', data: [{ secretKey: 'a', remoteRef: { key: 'b' } }] },
    },
    harmless: /^spec\.refreshInterval\b/,
  },
  Namespace: { object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'postgres-prod' } }, harmless: /^never$/ },
  ImageCatalog: {
    object: {
      apiVersion: CNPG,
      kind: 'ImageCatalog',
      metadata: { name: 'images', ...IN },
      spec: { images: [{ major: 17, image: 'ghcr.io/cloudnative-pg/postgresql:17.10-standard-bookworm' }] },
    },
    cluster: {
      imageName: null,
      imageCatalogRef: { apiGroup: 'postgresql.cnpg.io', kind: 'ImageCatalog', name: 'images', major: 17 },
    },
    harmless: /^spec\.(?:images|componentImages)\b/,
  },
  ClusterImageCatalog: {
    object: {
      apiVersion: CNPG,
      kind: 'ClusterImageCatalog',
      metadata: { name: 'images' },
      spec: { images: [{ major: 17, image: 'ghcr.io/cloudnative-pg/postgresql:17.10-standard-bookworm' }] },
    },
    cluster: {
      imageName: null,
      imageCatalogRef: { apiGroup: 'postgresql.cnpg.io', kind: 'ClusterImageCatalog', name: 'images', major: 17 },
    },
    harmless: /^spec\.(?:images|componentImages)\b/,
  },
  NetworkPolicy: {
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'n', ...IN },
      spec: { podSelector: { matchLabels: { 'cnpg.io/cluster': 'postgres-shared' } }, policyTypes: ['Ingress'] },
    },
    harmless: /^spec\.podSelector\b/,
  },
};

describe.each(Object.entries(AROUND))('around the Cluster: %s', (kind, { object, harmless, cluster }) => {
  const places = [...placesIn(object.spec ?? {}, ['spec']), ...['spec', 'data', 'status', 'shinyNewField'].map((name) => [name])];
  const maps = places.filter((path) => isMap(at(object, path)));
  const mutation = fc.oneof(
    fc.record({
      path: fc.constantFrom(...places.filter((path) => path[0] !== 'status')),
      value: fc.oneof(value, fc.constant(undefined)),
    }),
    ...(maps.length > 0
      ? [
          fc.record({
            path: fc.tuple(fc.constantFrom(...maps), fc.stringMatching(/^[a-z]{3,9}$/)).map(([path, key]) => [...path, key]),
            value,
          }),
        ]
      : []),
  );
  const patch = cluster ? { cluster: { spec: cluster } } : {};

  test('none is said only of objects that are the same once defaulted, or differ in harmless fields', () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 2 }), (changes) => {
        const after = structuredClone(object);
        for (const one of changes) put(after, one.path, one.value);
        const sets = [object, after].map((one) =>
          manifests({ ...patch, store: null, schedule: null, secret: null, ...around(kind, one) }),
        );
        if (impactOf(sets[0], sets[1]).databases[0].verdict !== 'none') return;
        const differing = differingPaths(Preflight.default(object, '1.30.0'), Preflight.default(after, '1.30.0'));
        const known = new RegExp(`${harmless.source}|^${METADATA}\\b`);
        expect(differing.filter((path) => !known.test(path))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('a field that nobody knows is unknown or refused', () => {
    for (const path of [['shinyNewField'], ...(object.spec ? [['spec', 'shinyNewField']] : [])]) {
      const after = structuredClone(object);
      put(after, path, 'on');
      const sets = [object, after].map((one) =>
        manifests({ ...patch, store: null, schedule: null, secret: null, ...around(kind, one) }),
      );
      expect(['unknown', 'rejected', 'reload']).toContain(impactOf(sets[0], sets[1]).databases[0].verdict);
    }
  });
});

/** Objects that read Secrets keep the one that is looked at in use. */
function around(kind: string, object: any): any {
  return /Secret$/.test(kind)
    ? { store: OBJECTS.store, secret: null, looked: object }
    : kind === 'ObjectStore'
      ? { looked: object }
      : { store: OBJECTS.store, looked: object };
}

test('no PodMonitor, whatever stands in it, makes a difference to the database whose metrics it reads', () => {
  const monitor = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: 'postgres-shared', ...IN },
    spec: { selector: { matchLabels: { 'cnpg.io/cluster': 'postgres-shared' } }, podMetricsEndpoints: [{ port: 'metrics' }] },
  };
  fc.assert(
    fc.property(fc.constantFrom(...placesIn(monitor.spec, ['spec']), ['shinyNewField']), value, (path, given) => {
      const after = structuredClone(monitor);
      put(after, path, given);
      const [database] = impactOf(manifests({ looked: monitor }), manifests({ looked: after })).databases;
      expect(database).toMatchObject({ verdict: 'none', changes: [] });
    }),
    { numRuns: 150 },
  );
});

test.each(['operator', 'applicationSet'] as const)(
  'none is said of a changed %s only for fields that are told by objects',
  (name) => {
    const object: any = OBJECTS[name];
    const template = name === 'operator' ? ['spec'] : ['spec', 'template', 'spec'];
    const harmless =
      /^(?:project|destination|syncPolicy|ignoreDifferences|info|revisionHistoryLimit|source\.(?:chart|targetRevision|repoURL|path|helm\.(?:valuesObject|values|parameters|releaseName)))\b/;
    fc.assert(
      fc.property(
        fc.constantFrom('kustomize', 'plugin', 'directory', 'helm', 'shinyNewField', 'project'),
        value,
        (field, given) => {
          const after = structuredClone(object);
          const path = field === 'project' ? ['project'] : ['source', field];
          put(after, [...template, ...path], given);
          const report = impactOf(manifests(), replaced(name, after));
          if (report.worst !== 'none') return;
          const differing = differingPaths(at(object, template), at(after, template));
          expect(differing.filter((one) => !harmless.test(one))).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  },
);

/** The manifests with another object in the place of one. */
function replaced(name: 'operator' | 'applicationSet', object: any) {
  const set = manifests();
  const [apps, ...others] = set.builds;
  return {
    ...set,
    builds: [{ ...apps, objects: apps.objects.map((one) => (one.object === OBJECTS[name] ? { object } : one)) }, ...others],
  };
}

function placesIn(node: any, path: string[]): string[][] {
  return isMap(node) ? [path, ...Object.keys(node).flatMap((key) => placesIn(node[key], [...path, key]))] : [path];
}

/** Maps that say nothing as long as they are empty. */
const EMPTY = ['spec', 'spec.backup', 'spec.managed', 'spec.monitoring'];

function differingPaths(before: any, after: any, path = ''): string[] {
  const [a, b] = EMPTY.includes(path) ? [plain(before) ?? {}, plain(after) ?? {}] : [before, after];
  if (isMap(a) && isMap(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
      differingPaths(a[key], b[key], path ? `${path}.${key}` : key),
    );
  }
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b)) ? [] : [path];
}

function empty(node: any): boolean {
  return (
    node === undefined ||
    node === null ||
    node === '' ||
    node === 0 ||
    (typeof node === 'object' && Object.keys(node).length === 0)
  );
}

/** As the API server keeps it: nothing where there is null or an empty list. */
function plain(node: any): any {
  return node === null || (Array.isArray(node) && node.length === 0) ? undefined : node;
}

function put(root: any, path: readonly string[], given: any): void {
  let node = root;
  for (const key of path.slice(0, -1)) {
    if (!isMap(node[key])) node[key] = {};
    node = node[key];
  }
  const last = path[path.length - 1];
  if (given === undefined) delete node[last];
  else node[last] = structuredClone(given);
}

function at(root: any, path: readonly string[]): any {
  return path.reduce((node, key) => node?.[key], root);
}

function isMap(node: any): boolean {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
