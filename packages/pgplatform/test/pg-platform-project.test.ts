import { join } from 'node:path';
import { Crds, kustomizeBuild, objectKey, readYaml, readYaml12, testWhen } from '@pgplatform/test-kit';
import { readTree, type Synthesis, standInSealedFiles, synthesize } from './synthesis';

const RELEASES = ['2025.10', '2026.02', '2026.06', '2026.07'];
const PRODUCTS = [
  { name: 'product-a', databases: [{ name: 'api_db', owner: 'app', resourceName: 'product-a-api' }, { name: 'orders' }] },
];

function release(platformRelease: string, options: any = {}): Synthesis {
  return synthesize({ platformRelease, acceptInsecureRelease: true, products: PRODUCTS, ...options });
}

function objects(files: Record<string, string>, path: string): any[] {
  return readYaml(files[path]);
}

describe.each(RELEASES)('a repository on %s', (id) => {
  const synthesis = release(id);
  const files = synthesis.files();
  const manifests = Object.keys(files).filter((path) => path.endsWith('.yaml'));

  test('has the files of the reference', () => {
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        'apps/root.yaml',
        'apps/infrastructure/cloudnativepg.yaml',
        'apps/infrastructure/postgres.yaml',
        'infrastructure/postgres/base/cluster.yaml',
        'infrastructure/postgres/base/kustomization.yaml',
        'infrastructure/postgres/base/scheduled-backup.yaml',
        'infrastructure/postgres/overlays/stage/kustomization.yaml',
        'infrastructure/postgres/overlays/prod/kustomization.yaml',
        'workloads/product-a/databases/stage/api-db.yaml',
        'rendered/stage.yaml',
        'rendered/prod.yaml',
        '.pgplatform/model.json',
        '.github/CODEOWNERS',
        '.github/workflows/validate.yml',
      ]),
    );
  });

  test('every YAML file means the same to a YAML 1.1 and a YAML 1.2 reader', () => {
    for (const path of manifests) {
      expect({ path, objects: readYaml(files[path]) }).toEqual({ path, objects: readYaml12(files[path]) });
    }
  });

  test('Kustomize refuses an overlay whose secrets are not sealed', () => {
    expect(() => kustomizeBuild(join(release(id).outdir, 'infrastructure/postgres/overlays/stage'))).toThrow(
      /backup-s3-credentials-sealed\.yaml/,
    );
  });

  test.each(['stage', 'prod'])('what Kustomize builds for %s is what is rendered', (environment) => {
    standInSealedFiles(synthesis);
    const folders = [`infrastructure/postgres/overlays/${environment}`, `workloads/product-a/databases/${environment}`];
    const built = folders.flatMap((folder) => kustomizeBuild(join(synthesis.outdir, folder)));
    const rendered = objects(files, `rendered/${environment}.yaml`);
    const byKey = (all: any[]) => new Map(all.map((object) => [objectKey(object), object]));
    expect(byKey(built.filter((object) => object.kind !== 'SealedSecret'))).toEqual(byKey(rendered));
  });

  test('there is no plain Secret', () => {
    const kinds = manifests.flatMap((path) => objects(files, path).map((object) => object.kind));
    expect(kinds).not.toContain('Secret');
  });

  test('a second synthesis changes nothing', () => {
    const before = readTree(synthesis.outdir);
    release(id, { outdir: undefined });
    synthesize({ platformRelease: id, acceptInsecureRelease: true, products: PRODUCTS }, synthesis.outdir);
    expect(readTree(synthesis.outdir)).toEqual(before);
  });

  testWhen(Crds.missing)('every object is valid against the CRDs of the release, unknown fields forbidden', () => {
    const crds = Crds.forOperator(synthesis.project.model.operator.version);
    const judged = manifests
      .filter((path) => !path.endsWith('kustomization.yaml') && !path.includes('-patch.yaml') && !path.endsWith('-sealed.yaml'))
      .flatMap((path) => objects(files, path).map((object) => ({ path, object })))
      .filter(({ object }) => crds.covers(object));
    expect(judged.length).toBeGreaterThan(10);
    expect(judged.flatMap(({ path, object }) => crds.validate(object).map((problem) => `${path} ${problem}`))).toEqual([]);
  });
});

test('2025.10 with defaults is the reference system', () => {
  const files = release('2025.10').files();
  const [operator] = objects(files, 'apps/infrastructure/cloudnativepg.yaml');
  expect(operator.spec.source).toMatchObject({ chart: 'cloudnative-pg', targetRevision: '0.26.0' });
  expect(operator.spec.destination.namespace).toBe('cnpg-system');
  expect(operator.spec.source.helm.valuesObject.resources.limits).toEqual({ cpu: '500m', memory: '512Mi' });
  expect(files['apps/infrastructure/plugin-barman-cloud.yaml']).toBeUndefined();

  const cluster = (environment: string) =>
    objects(files, `rendered/${environment}.yaml`).find((object) => object.kind === 'Cluster');
  for (const [environment, cpu, memory, storage] of [
    ['stage', '1', '1Gi', '10Gi'],
    ['prod', '2', '2Gi', '50Gi'],
  ]) {
    const { metadata, spec } = cluster(environment);
    expect(metadata).toMatchObject({ name: 'postgres-shared', namespace: `postgres-${environment}` });
    expect(spec.imageName).toMatch(/^ghcr\.io\/cloudnative-pg\/postgresql:17\.2-/);
    expect(spec.instances).toBe(1);
    expect(spec.storage).toMatchObject({ size: storage, storageClass: 'longhorn-single-replica' });
    expect(spec.resources.limits).toEqual({ cpu, memory });
    expect(spec.backup).toMatchObject({ retentionPolicy: '30d' });
    expect(spec.backup.barmanObjectStore).toMatchObject({
      destinationPath: `s3://cloudnativepg-backups/postgres-${environment}`,
      wal: { compression: 'gzip' },
      data: { compression: 'gzip' },
    });
    expect(spec.monitoring.enablePodMonitor).toBe(true);
    expect(spec.bootstrap.initdb).toMatchObject({ database: 'app', owner: 'app', encoding: 'UTF8' });
    expect(spec.postgresql.parameters).toMatchObject({
      max_connections: '100',
      wal_level: 'replica',
      max_wal_senders: '10',
      max_replication_slots: '10',
      archive_timeout: '5min',
    });
  }
  expect(cluster('stage').spec.postgresql.parameters.shared_buffers).toBe('256MB');
  const database = objects(files, 'rendered/stage.yaml').find(
    (object) => object.kind === 'Database' && object.spec.name === 'api_db',
  );
  expect(database).toMatchObject({
    metadata: { name: 'product-a-api-stage', namespace: 'postgres-stage' },
    spec: { owner: 'app' },
  });
});

test('a new environment changes its own folder, the ApplicationSets, what is rendered, the model, documents and CODEOWNERS', () => {
  const { outdir } = synthesize({ environmentNames: ['stage', 'prod'] });
  const before = readTree(outdir);
  synthesize({ environmentNames: ['stage', 'prod', 'qa'] }, outdir);
  const after = readTree(outdir);
  const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
  const expected =
    /^(apps\/infrastructure\/postgres\.yaml|infrastructure\/postgres\/overlays\/qa\/.*|rendered\/qa\.yaml|\.pgplatform\/model\.json|\.github\/CODEOWNERS|.*\.md|\.projen\/files\.json)$/;
  expect(changed.filter((path) => !expected.test(path))).toEqual([]);
  expect(changed).toEqual(expect.arrayContaining(['rendered/qa.yaml', 'infrastructure/postgres/overlays/qa/kustomization.yaml']));
});

test('several Kubernetes clusters each get an operator', () => {
  const { files } = synthesize({
    environments: [{ name: 'stage' }, { name: 'prod', destination: { server: 'https://prod.example.com:6443' } }],
  });
  const all = files();
  expect(Object.keys(all).filter((path) => path.startsWith('apps/infrastructure/cloudnativepg'))).toEqual([
    'apps/infrastructure/cloudnativepg-prod-example-com.yaml',
    'apps/infrastructure/cloudnativepg.yaml',
  ]);
  expect(objects(all, 'apps/infrastructure/cloudnativepg-prod-example-com.yaml')[0].spec.destination.server).toBe(
    'https://prod.example.com:6443',
  );
});

/** What the Applications of a repository are in, and where they deploy. */
function deployments(all: Record<string, string>) {
  const made = Object.entries(all)
    .filter(([path]) => path.startsWith('apps/'))
    .flatMap(([, text]) => readYaml(text));
  const ofApplications = made.flatMap(({ kind, spec }) => (kind === 'Application' ? [spec] : []));
  const ofSets = made
    .filter(({ kind }) => kind === 'ApplicationSet')
    .flatMap(({ spec: { template, generators } }) =>
      generators[0].list.elements.map(({ namespace, destination }: any) => ({
        ...template.spec,
        destination: { ...template.spec.destination, ...destination, namespace },
      })),
    );
  const projects = new Map(made.filter(({ kind }) => kind === 'AppProject').map(({ metadata, spec }) => [metadata.name, spec]));
  return { projects, applications: [...ofApplications, ...ofSets] };
}

test('another project than default: one for the environments and one for the charts, which allow what is in them and no more', () => {
  const destination = { server: 'https://prod.example.com:6443' };
  const { files } = synthesize({
    argoCd: { project: 'payments' },
    clusterBase: { longhornStorageClass: true, deletionProtection: {} },
    products: PRODUCTS,

    environments: [{ name: 'prod', destination }, { name: 'stage' }],
  });
  const { projects, applications } = deployments(files());
  expect([...projects.keys()]).toEqual(['payments', 'payments-charts']);
  const own = applications.filter(({ project }) => project !== 'default');
  for (const { project, source, sources, destination } of own) {
    expect(projects.get(project).destinations).toContainEqual(destination);
    expect(projects.get(project).sourceRepos).toContain((source ?? sources[0]).repoURL);
  }
  for (const [name, { destinations }] of projects) {
    const used = own.filter(({ project }) => project === name).map(({ destination }) => destination);
    expect(used).toEqual(expect.arrayContaining(destinations));
  }
  expect(JSON.stringify(projects.get('payments'))).not.toMatch(/argocd|ClusterRole|Webhook|CustomResourceDefinition|"\*"/);
});

test('external secrets stand where sealed files would, and existing ones have no file', () => {
  const { files } = synthesize({
    products: PRODUCTS,
    environments: [
      { name: 'prod', secretSource: 'external', externalStore: { name: 'vault', prefix: 'payments/' } },
      { name: 'stage', secretSource: 'existing' },
    ],
  });
  const all = files();
  const [external] = objects(all, 'infrastructure/postgres/overlays/prod/backup-s3-credentials-external.yaml');
  expect(external).toMatchObject({ kind: 'ExternalSecret', metadata: { name: 'postgres-backup-s3-credentials' } });
  const [role] = objects(all, 'workloads/product-a/databases/prod/product-a-role-external.yaml');
  expect(role.spec.data[0].remoteRef).toMatchObject({ key: 'payments/product-a-role', property: 'password' });
  const resources = (path: string) => objects(all, `${path}/kustomization.yaml`)[0].resources;
  expect(resources('workloads/product-a/databases/prod')).toContain('product-a-role-external.yaml');
  expect(resources('workloads/product-a/databases/stage').filter((file: string) => /role-(sealed|external)/.test(file))).toEqual(
    [],
  );
  expect(resources('infrastructure/postgres/overlays/stage')).toEqual(['../../base']);
});

test('what the object store refers to is declared: certificate authority and region', () => {
  const secrets = (s3: any) => synthesize({ clusterBase: { backup: { s3 } } }).project.model.environments[0].secrets;
  const store = { bucket: 'archive', endpointUrl: 'https://minio.example.com' };
  expect(
    secrets({ ...store, endpointCa: { name: 'minio-ca', key: 'ca.crt' } }).map(({ name, keys }) => [
      name,
      keys.map((key) => key.name),
    ]),
  ).toEqual([
    ['postgres-backup-s3-credentials', ['ACCESS_KEY_ID', 'ACCESS_SECRET_KEY']],
    ['minio-ca', ['ca.crt']],
  ]);
  const [same] = secrets({ ...store, region: { name: 'postgres-backup-s3-credentials', key: 'REGION' } });
  expect(same.keys.map((key) => key.name)).toEqual(['ACCESS_KEY_ID', 'ACCESS_SECRET_KEY', 'REGION']);
  expect(secrets({ bucket: 'archive' })[0].keys[1].length).toBe(40);
  expect(secrets({ ...store })[0].keys[1].length).toBeUndefined();
});

test('the three first steps work in their order: pins, a synthesis, seals; one key for environments on one cluster', () => {
  const readme = synthesize().files()['README.md'];
  const steps = /```sh\n([\s\S]*?)```/.exec(readme)?.[1].trim().split('\n');
  expect(steps).toEqual([
    'npx pgplatform cert pin stage --from cluster',
    'npx pgplatform cert pin prod --from cluster --shared',
    'npx projen',
    'node_modules/.bin/pgplatform seal stage postgres-backup-s3-credentials',
    'node_modules/.bin/pgplatform seal prod postgres-backup-s3-credentials',
    'kubectl apply -f apps/root.yaml',
  ]);
});
