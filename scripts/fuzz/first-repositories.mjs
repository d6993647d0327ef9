// What hostile repositories are made from: repositories that somebody could have.
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../command.mjs';

/** Repositories, each as paths and contents. */
export function firstRepositories() {
  const generated = readdirSync(join(ROOT, 'examples')).map((name) => filesBelow(join(ROOT, 'examples', name)));
  return [...generated, written(), onlyDatabases()];
}

function filesBelow(folder, at = '') {
  return Object.assign(
    {},
    ...readdirSync(join(folder, at)).map((name) => {
      const path = join(at, name);
      const isFolder = lstatSync(join(folder, path)).isDirectory();
      return isFolder ? filesBelow(folder, path) : { [path]: readFileSync(join(folder, path), 'utf8') };
    }),
  );
}

const CLUSTER = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: db, labels: {a: b}, annotations: {cnpg.io/reloadedAt: "1"}}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.5
  instances: 3
  minSyncReplicas: 1
  maxSyncReplicas: 2
  storage: {size: 10Gi, storageClass: fast}
  walStorage: {size: 1Gi}
  tablespaces: [{name: more, storage: {size: 1Gi}, owner: {name: app}}]
  resources: {requests: {cpu: 100m, memory: 1Gi}, limits: {memory: 1Gi}}
  postgresql:
    parameters: {shared_buffers: 256MB, max_connections: "100", work_mem: 4MB, wal_keep_size: 512MB}
    pg_hba: [host all all all md5]
    shared_preload_libraries: [pg_stat_statements]
    synchronous: {method: any, number: 1}
    extensions: [{name: pgvector, image: {reference: "ghcr.io/cloudnative-pg/pgvector:0.8"}}]
    ldap: {server: ldap, bindSearchAuth: {baseDN: x}}
  bootstrap: {initdb: {database: app, owner: app, secret: {name: app}, encoding: UTF8, localeCType: C, import: {type: microservice, databases: [app], source: {externalCluster: old}}}}
  externalClusters: [{name: old, connectionParameters: {host: old, user: app, dbname: app}, password: {name: old, key: password}}]
  backup: {retentionPolicy: 30d, barmanObjectStore: {destinationPath: "s3://b/", endpointURL: "https://s3", wal: {compression: gzip}}, volumeSnapshot: {className: snap}}
  replica: {enabled: false, source: old}
  managed: {roles: [{name: app, ensure: present, passwordSecret: {name: app}, connectionLimit: -1, validUntil: "2030-01-01T00:00:00Z"}], services: {additional: [{selectorType: rw, serviceTemplate: {metadata: {name: x}, spec: {type: LoadBalancer}}}]}}
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: store}}]
  affinity: {topologyKey: kubernetes.io/hostname, podAntiAffinityType: required}
  topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]
  env: [{name: TZ, value: UTC}, {name: PGPASSWORD, valueFrom: {secretKeyRef: {name: a, key: b}}}]
  projectedVolumeTemplate: {sources: [{secret: {name: a}}]}
  certificates: {serverTLSSecret: tls, serverCASecret: ca, serverAltDNSNames: [a]}
  replicationSlots: {highAvailability: {enabled: true, slotPrefix: _cnpg_}, synchronizeReplicas: {enabled: true, excludePatterns: ["^a.*"]}}
  monitoring: {enablePodMonitor: true, customQueriesConfigMap: [{name: q, key: q}]}
  nodeMaintenanceWindow: {inProgress: false, reusePVC: true}
  probes: {liveness: {isolationCheck: {enabled: true}}}
  livenessProbeTimeout: 30
  smartShutdownTimeout: 180
  primaryUpdateStrategy: unsupervised
  podSecurityContext: {runAsUser: 26}
`;

const OTHERS = {
  'objects.yaml': `apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: app}
spec: {name: app, owner: app, cluster: {name: pg}, extensions: [{name: vector, version: "0.8"}], databaseReclaimPolicy: delete, template: template0, localeProvider: icu, icuLocale: en}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: pool}
spec: {cluster: {name: pg}, instances: 3, type: rw, pgbouncer: {poolMode: session, parameters: {max_client_conn: "1000", default_pool_size: "10"}}, template: {spec: {containers: []}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily}
spec: {schedule: "0 0 0 * * *", cluster: {name: pg}, method: plugin, pluginConfiguration: {name: barman-cloud.cloudnative-pg.io}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Backup
metadata: {name: once}
spec: {cluster: {name: pg}, method: barmanObjectStore}
---
apiVersion: postgresql.cnpg.io/v1
kind: Publication
metadata: {name: pub}
spec: {name: pub, dbname: app, cluster: {name: pg}, target: {allTables: true}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Subscription
metadata: {name: sub}
spec: {name: sub, dbname: app, publicationName: pub, externalClusterName: old, cluster: {name: pg}}
---
apiVersion: postgresql.cnpg.io/v1
kind: ImageCatalog
metadata: {name: catalog}
spec: {images: [{major: 17, image: "ghcr.io/cloudnative-pg/postgresql:17.5"}]}
---
apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: store}
spec: {configuration: {destinationPath: "s3://b/", s3Credentials: {accessKeyId: {name: s3, key: id}}}, retentionPolicy: 30d, instanceSidecarConfiguration: {env: [{name: A, value: b}], resources: {limits: {memory: 1Gi}}}}
---
apiVersion: v1
kind: Secret
metadata: {name: app}
type: kubernetes.io/basic-auth
stringData: {username: app, password: hunter2}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: q, labels: {cnpg.io/reload: "true"}}
data: {q: "a: b", cnpg: "x"}
---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: s3, namespace: db}
spec: {encryptedData: {id: AgBx}, template: {metadata: {name: s3, namespace: db}}}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
reclaimPolicy: Delete
parameters: {numberOfReplicas: "1"}
---
apiVersion: v1
kind: Namespace
metadata: {name: db}
`,
  'apps.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: db, namespace: argocd, finalizers: [resources-finalizer.argocd.argoproj.io]}
spec: {project: default, source: {repoURL: "https://github.com/a/b", path: db, targetRevision: main, kustomize: {namePrefix: x}}, destination: {server: "https://kubernetes.default.svc", namespace: db}, syncPolicy: {automated: {prune: true}, syncOptions: [CreateNamespace=true, Replace=true]}}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: operator, namespace: argocd}
spec: {project: default, sources: [{repoURL: "https://cloudnative-pg.github.io/charts", chart: cloudnative-pg, targetRevision: 0.26.0, helm: {valuesObject: {config: {data: {INHERITED_ANNOTATIONS: a}}}, values: "a: b"}}], destination: {name: in-cluster, namespace: cnpg-system}}
---
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: all, namespace: argocd}
spec:
  goTemplate: true
  generators:
    - git: {repoURL: "https://github.com/a/b", directories: [{path: "*"}, {path: "db/**", exclude: true}], files: [{path: "**/config.json"}]}
    - list: {elements: [{name: a, path: db}]}
  template: {metadata: {name: "{{.path.basename}}"}, spec: {project: default, source: {repoURL: "https://github.com/a/b", path: "{{.path.path}}"}, destination: {server: x, namespace: db}}}
  templatePatch: '{"spec": {"project": "{{.path.basename}}"}}'
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: db, namespace: flux-system}
spec: {path: ./db, prune: true, interval: 10m, sourceRef: {kind: GitRepository, name: x}, postBuild: {substitute: {A: b}}, patches: [{patch: "a: b", target: {kind: Cluster}}], targetNamespace: db}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cnpg, namespace: cnpg-system}
spec: {interval: 5m, chart: {spec: {chart: cloudnative-pg, version: 0.26.0, sourceRef: {kind: HelmRepository, name: cnpg}}}, values: {config: {data: {X: y}}}}
`,
};

const KUSTOMIZATION = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: db
resources: [cluster.yaml, objects.yaml]
patches: [{path: patch.yaml, target: {kind: Cluster}}, {patch: "- op: replace\\n  path: /spec/instances\\n  value: 2", target: {kind: Cluster}}]
configMapGenerator: [{name: g, literals: [a=b]}]
labels: [{pairs: {a: b}}]
images: [{name: x, newTag: "1"}]
`;

const SETTINGS = `ignores: [{rule: P-14, reason: one is enough}]
acknowledgements: [{object: Cluster/db/pg, reason: gone, expires: "2030-01-01"}]
`;

const CHART = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: pg\nversion: 0.1.0\n',
  'chart/values.yaml': 'a: b\n',
  'chart/templates/c.yaml': CLUSTER,
};

function written() {
  return {
    'db/cluster.yaml': CLUSTER,
    'db/objects.yaml': OTHERS['objects.yaml'],
    'db/patch.yaml': 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pg}\nspec: {instances: 2}\n',
    'db/kustomization.yaml': KUSTOMIZATION,
    'apps/apps.yaml': OTHERS['apps.yaml'],
    'pgplatform.yaml': SETTINGS,
    'a/config.json': '{"apiVersion": "v1", "x": 1}',
    'keys/x.env': 'PASSWORD=hunter2\n',
    ...CHART,
  };
}

function onlyDatabases() {
  return { 'cluster.yaml': CLUSTER, ...OTHERS };
}
