import { type PlatformModel, PlatformRelease } from '@pgplatform/core';
import { Prerequisite } from '@pgplatform/operator-values';
import { Crds, objectKey, readYaml, TODAY, testWhen } from '@pgplatform/test-kit';
import { planPlatform } from '../src/platform';

const FIRST = '2025.10';
const LAST = '2026.07';
const ROWS = PlatformRelease.path(FIRST, LAST);

const PRODUCTS = [{ name: 'product-a', databases: [{ name: 'api_db', owner: 'app' }, { name: 'orders' }] }];
const STORE = { endpointURL: 'https://minio.example.com' };

/** What repositories differ in, as far as a step could touch it. */
const REPOSITORIES: Record<string, any> = {
  defaults: {},
  'products with roles of their own': { products: PRODUCTS },
  'three instances': { clusterBase: { instances: 3 } },
  'one environment with three instances': { environments: [{ name: 'stage' }, { name: 'prod', instances: 3 }] },
  Azure: { clusterBase: { backup: { azure: { url: 'https://acme.blob.core.windows.net/backups' } } } },
  'the identity of the Pods': {
    clusterBase: {
      backup: {
        s3: {
          bucket: 'acme-backups',
          inheritFromIamRole: true,
          serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/backups' },
        },
      },
    },
  },
  'a store that is not AWS': {
    clusterBase: { backup: { s3: { bucket: 'acme-backups', endpointUrl: 'https://minio.example.com' } } },
  },
  'two Kubernetes clusters': {
    environments: [{ name: 'stage' }, { name: 'prod', destination: { server: 'https://prod.example.com:6443' } }],
    products: PRODUCTS,
  },
  'secrets that exist, and secrets from a store': {
    environments: [
      { name: 'stage', secretSource: 'existing' },
      { name: 'prod', secretSource: 'external', externalStore: { name: 'vault' } },
    ],
    products: PRODUCTS,
  },
  'an image of its own': { clusterBase: { postgres: { image: 'registry.example.com/postgresql:17.9-system-bookworm' } } },
  'an environment with an image of its own': {
    environments: [{ name: 'stage' }, { name: 'prod', image: 'registry.example.com/postgresql:17.9-system-trixie' }],
  },
  'patches of the store and the Cluster': {
    clusterBase: { backup: { storePatch: STORE }, clusterPatch: { spec: { logLevel: 'debug' } } },
    environments: [{ name: 'prod', storePatch: { tags: { env: 'prod' } }, serverName: 'old-prod', backupPath: 'prod' }],
  },
  'an AppProject, cert-manager and no monitoring': {
    argoCd: { project: 'databases' },
    operatorValues: { prerequisites: { certManager: Prerequisite.INSTALL } },
    clusterBase: { monitoring: { podMonitor: false }, longhornStorageClass: true, networkPolicy: {} },
  },
};

interface Row {
  readonly release: PlatformRelease;
  readonly files: Record<string, string>;
  readonly model: PlatformModel;
  /** Objects of an environment, by kind, namespace and name. */
  readonly objects: Record<string, Map<string, any>>;
}

function plan(options: any, platformRelease: string, previous?: PlatformModel): Row {
  const input = {
    name: 'payments-db',
    team: 'payments',
    repoUrl: 'https://git.example.com/payments/postgres.git',
    acceptInsecureRelease: true,
    ...options,
    platformRelease,
  };
  const { problems, files, model } = planPlatform({
    options: input,
    previous,
    today: TODAY,
    projenrcSha256: platformRelease,
  });
  if (!model) {
    throw new Error(`${platformRelease}: ${JSON.stringify(problems, undefined, 1)}`);
  }
  const texts = Object.fromEntries(files.map(({ path, text }) => [path, text]));
  return {
    release: PlatformRelease.of(platformRelease),
    files: texts,
    // As the next synthesis reads it.
    model: JSON.parse(texts['.pgplatform/model.json']),
    objects: Object.fromEntries(
      model.environments.map(({ name }) => [
        name,
        new Map(readYaml(texts[`rendered/${name}.yaml`]).map((object) => [objectKey(object), object])),
      ]),
    ),
  };
}

function walk(options: any): Row[] {
  const rows = [plan(options, FIRST)];
  for (const { id } of ROWS) {
    rows.push(plan(options, id, rows[rows.length - 1].model));
  }
  return rows;
}

/** Paths of the fields that differ, such as `Cluster spec.imageName`; `+Kind` and `-Kind` for objects that come and go. */
function changes(before: Map<string, any>, after: Map<string, any>): string[] {
  const found = [
    ...[...after].filter(([key]) => !before.has(key)).map(([, { kind }]) => `+${kind}`),
    ...[...before].filter(([key]) => !after.has(key)).map(([, { kind }]) => `-${kind}`),
    ...[...before].flatMap(([key, object]) =>
      after.has(key) ? fields(object, after.get(key)).map((path) => `${object.kind} ${path}`) : [],
    ),
  ];
  return [...new Set(found)].sort();
}

function fields(before: any, after: any, path: string[] = []): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) {
    return [];
  }
  const isMap = (value: any) => typeof value === 'object' && value !== null && !Array.isArray(value);
  return isMap(before) && isMap(after) && path.length < 3
    ? [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
        fields(before[key], after[key], [...path, key]),
      )
    : [path.join('.')];
}

/** What each step may change of an environment's objects. */
const ALLOWED: Record<string, RegExp> = {
  operator: /^$/,
  monitoring: /^(\+PodMonitor|Cluster spec\.monitoring|Cluster spec\.postgresql\.synchronous)$/,
  roles: /^(\+DatabaseRole|Cluster spec\.managed)$/,
  image: /^Cluster spec\.imageName$/,
  plugin: /^$/,
  'object-store': /^\+ObjectStore$/,
  backups: /^(Cluster spec\.(backup|plugins|env)|ScheduledBackup spec\.(method|pluginConfiguration))$/,
  'base-backup': /^\+Backup$/,
  flavour: /^(Cluster spec\.imageName|-Backup)$/,
};

/** Files that a step writes beside documents, the model and what is rendered. */
const FILES: Record<string, RegExp> = {
  operator: /^apps\/infrastructure\/cloudnativepg/,
  plugin: /^apps\/infrastructure\/(plugin-barman-cloud|project)/,
};

describe.each(Object.entries(REPOSITORIES))('%s', (_title, options) => {
  const rows = walk(options);
  const steps = rows.slice(1).map((after, i) => ({ before: rows[i], after, step: after.release.step }));

  test('every step changes what it is there for, and nothing else', () => {
    for (const { before, after, step } of steps) {
      for (const [environment, objects] of Object.entries(after.objects)) {
        const found = changes(before.objects[environment], objects).filter((change) => !ALLOWED[step].test(change));
        expect({ row: after.release.id, environment, found }).toEqual({ row: after.release.id, environment, found: [] });
      }
    }
  });

  test('a step of a chart writes Applications, and no file of an environment', () => {
    for (const { before, after, step } of steps.filter(({ step }) => FILES[step])) {
      const paths = Object.keys({ ...before.files, ...after.files }).filter((path) => before.files[path] !== after.files[path]);
      const manifests = paths.filter((path) => path.endsWith('.yaml'));
      expect(manifests.length).toBeGreaterThan(0);
      expect({ row: after.release.id, manifests: manifests.filter((path) => !FILES[step].test(path)) }).toEqual({
        row: after.release.id,
        manifests: [],
      });
      expect(
        paths.filter((path) => !path.endsWith('.yaml') && !path.endsWith('.md') && path !== '.pgplatform/model.json'),
      ).toEqual([]);
    }
  });

  test('Cluster and ScheduledBackup move to the plugin in one step, and go on writing where they wrote', () => {
    const { before, after } = steps.find(({ step }) => step === 'backups')!;
    for (const [environment, objects] of Object.entries(after.objects)) {
      const found = changes(before.objects[environment], objects);
      expect(found).toEqual(
        expect.arrayContaining(['Cluster spec.backup', 'Cluster spec.plugins', 'ScheduledBackup spec.method']),
      );
      const one = (row: Row, kind: string) => [...row.objects[environment].values()].find((object) => object.kind === kind);
      const { destinationPath, serverName, ...inTree } = one(before, 'Cluster').spec.backup.barmanObjectStore;
      const { configuration } = one(after, 'ObjectStore').spec;
      expect(configuration).toEqual({ destinationPath, ...inTree });
      expect(one(after, 'ObjectStore').spec.retentionPolicy).toBe(one(before, 'Cluster').spec.backup.retentionPolicy);
      expect(one(after, 'Cluster').spec.plugins[0].parameters.serverName).toBe(serverName);
      expect(after.model.environments.map(({ destinationPath, serverNames }) => [destinationPath, serverNames])).toEqual(
        before.model.environments.map(({ destinationPath, serverNames }) => [destinationPath, serverNames]),
      );
    }
  });

  test('what was listed once stays listed: the ObjectStore is never taken away, and the base backups are only there for their step', () => {
    const having = (kind: string) =>
      rows.filter(({ objects }) =>
        Object.values(objects).every((all) => [...all.values()].some((object) => object.kind === kind)),
      );
    const from = (id: string) => rows.filter(({ release }) => release.compareTo(PlatformRelease.of(id)) >= 0);
    expect(having('ObjectStore')).toEqual(from('2026.07-object-store'));
    expect(having('Backup').map(({ release }) => release.id)).toEqual(['2026.07-base-backup']);
  });

  test('the Debian release of every environment is the same at every row', () => {
    const codenames = rows.map(({ model }) => model.environments.map(({ image }) => image.debian));
    expect(new Set(codenames.map(String)).size).toBe(1);
  });

  testWhen(Crds.missing)('every object of every row is valid against the CRDs of its operator, unknown fields forbidden', () => {
    for (const { release, objects } of rows) {
      const crds = Crds.forOperator(release.operatorVersion);
      const judged = Object.values(objects).flatMap((all) => [...all.values()].filter((object) => crds.covers(object)));
      expect(judged.length).toBeGreaterThan(1);
      expect(judged.flatMap((object) => crds.validate(object).map((problem) => `${release.id} ${problem}`))).toEqual([]);
    }
  });

  test('skipping the rows between two releases gives what walking them gives', () => {
    for (const { release, files } of rows.filter(({ release }) => !release.isWayPoint)) {
      expect(plan(options, release.id, rows[0].model).files).toEqual(files);
    }
  });

  test('a second synthesis changes nothing, on a way point as on a release', () => {
    for (const { release, files, model } of rows.filter(({ release }) => release.step !== 'operator')) {
      expect(plan(options, release.id, model).files).toEqual(files);
    }
  });
});

test('with the defaults, and a product with a role, these are the changes', () => {
  const rows = walk({ products: PRODUCTS });
  const found = rows.slice(1).map(({ release, objects }, i) => [release.id, changes(rows[i].objects.prod, objects.prod)]);
  expect(found).toEqual([
    ['2026.02-operator', []],
    ['2026.02', ['+PodMonitor', 'Cluster spec.monitoring']],
    ['2026.06', []],
    ['2026.07-operator', []],
    ['2026.07-roles', ['+DatabaseRole', 'Cluster spec.managed']],
    ['2026.07-image', ['Cluster spec.imageName']],
    ['2026.07-plugin', []],
    ['2026.07-object-store', ['+ObjectStore']],
    [
      '2026.07-backups',
      ['Cluster spec.backup', 'Cluster spec.plugins', 'ScheduledBackup spec.method', 'ScheduledBackup spec.pluginConfiguration'],
    ],
    ['2026.07-base-backup', ['+Backup']],
    ['2026.07', ['-Backup', 'Cluster spec.imageName']],
  ]);
  expect(rows.map(({ model }) => model.environments[1].image.reference.split(':')[1].split('@')[0])).toEqual([
    ...Array(6).fill('17.2-35-bookworm'),
    ...Array(5).fill('17.11-system-bookworm'),
    '17.11-standard-bookworm',
  ]);
});

test('cert-manager is an Application where the plugin is installed, when it is to be installed', () => {
  const row = plan(
    { operatorValues: { prerequisites: { certManager: Prerequisite.INSTALL } } },
    '2026.07-plugin',
    plan({}, FIRST).model,
  );
  expect(Object.keys(row.files)).toEqual(
    expect.arrayContaining(['apps/infrastructure/cert-manager.yaml', 'apps/infrastructure/plugin-barman-cloud.yaml']),
  );
});
