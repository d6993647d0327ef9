import type { PlatformModel } from '@pgplatform/core';
import { readYaml } from '@pgplatform/test-kit';
import fc from 'fast-check';
import { type PlatformPlan, planPlatform } from '../src/platform';

/** Something that the repository deploys, and what of the options asks for it. */
interface Identity {
  /** Where it is, and under which names: what must never change. */
  readonly is: string;
  readonly asked: readonly string[];
}

const DESTINATIONS = [
  undefined,
  { name: 'eu' },
  { server: 'https://us.example.com:6443' },
  { server: 'https://us.example.com:7443' },
];
const OPT_INS = ['networkPolicy', 'deletionProtection', 'longhornStorageClass'] as const;

const one = fc.constantFrom;
const environment = one('stage', 'prod', 'qa', 'dr');
const product = one('ledger', 'orders');
const step = fc.oneof(
  fc.record({ add: one('environment'), name: environment, destination: one(...DESTINATIONS), first: fc.boolean() }),
  fc.record({
    add: one('database'),
    product,
    name: one('main', 'audit'),
    environments: fc.option(fc.subarray(['stage', 'prod'])),
  }),
  fc.record({ toggle: one(...OPT_INS, 'sealedSecrets', 'certManager') }),
  fc.record({ secret: environment, name: one('api-token', 'ca') }),
  fc.record({ remove: one('environment'), name: environment }),
  fc.record({ remove: one('database'), product, name: one('main', 'audit') }),
  fc.record({ remove: one('product'), product }),
);

/** The options after a step; the same where there is nothing to add or remove. */
function after(options: any, step: any): any {
  const next = structuredClone(options);
  const products = next.products.filter(({ name }: any) => name === step.product);
  const dbName = `${step.product}_${step.name}`;
  if (step.add === 'environment' && !next.environments.some(({ name }: any) => name === step.name)) {
    const added = { name: step.name, ...(step.destination && { destination: step.destination }), secrets: [] };
    next.environments = step.first ? [added, ...next.environments] : [...next.environments, added];
  } else if (step.add === 'database') {
    const database = { name: dbName, ...(step.environments?.length && { environments: step.environments }) };
    const isThere = products[0]?.databases.some(({ name }: any) => name === dbName);
    if (products.length === 0) next.products.push({ name: step.product, databases: [database] });
    else if (!isThere) products[0].databases.push(database);
  } else if (step.toggle === 'sealedSecrets' || step.toggle === 'certManager') {
    const { prerequisites } = next.operatorValues;
    prerequisites[step.toggle] = prerequisites[step.toggle] === 'install' ? 'existing' : 'install';
  } else if (step.toggle) {
    const off = step.toggle === 'longhornStorageClass' ? false : undefined;
    const on = step.toggle === 'longhornStorageClass' ? true : {};
    next.clusterBase[step.toggle] = next.clusterBase[step.toggle] ? off : on;
  } else if (step.secret) {
    const at = next.environments.find(({ name }: any) => name === step.secret);
    if (at && !at.secrets.some(({ name }: any) => name === step.name))
      at.secrets.push({ name: step.name, keys: [{ name: 'value' }] });
  } else if (step.remove === 'environment' && next.environments.length > 1) {
    next.environments = next.environments.filter(({ name }: any) => name !== step.name);
  } else if (step.remove === 'database' && products[0]) {
    products[0].databases = products[0].databases.filter(({ name }: any) => name !== dbName);
    next.products = next.products.filter(({ databases }: any) => databases.length > 0);
  } else if (step.remove === 'product') {
    next.products = next.products.filter(({ name }: any) => name !== step.product);
  }
  const names = next.environments.map(({ name }: any) => name);
  for (const { databases } of next.products) {
    for (const database of databases) {
      database.environments &&= database.environments.filter((name: string) => names.includes(name));
    }
  }
  next.products = next.products
    .map((one: any) => ({ ...one, databases: one.databases.filter(({ environments }: any) => environments?.length !== 0) }))
    .filter(({ databases }: any) => databases.length > 0);
  return next;
}

/** What the options ask for, in words that no name depends on. */
function asks({ environments, products, clusterBase, operatorValues }: any): Set<string> {
  const at = ({ destination }: any) => destination?.name ?? destination?.server ?? 'https://kubernetes.default.svc';
  return new Set([
    ...environments.flatMap((one: any) => [
      one.name,
      `at ${at(one)}`,
      ...one.secrets.map(({ name }: any) => `${one.name} ${name}`),
    ]),
    ...products.flatMap(({ name, databases }: any) =>
      databases.flatMap((database: any) =>
        (database.environments ?? environments.map((one: any) => one.name)).flatMap((where: string) => [
          `${name} in ${where}`,
          `${database.name} in ${where}`,
        ]),
      ),
    ),
    ...OPT_INS.filter((name) => clusterBase[name]),
    ...(clusterBase.deletionProtection || clusterBase.longhornStorageClass ? ['once per Kubernetes cluster'] : []),
    ...Object.entries(operatorValues.prerequisites).flatMap(([name, source]) => (source === 'install' ? [name] : [])),
  ]);
}

const OPTED: Record<string, string> = {
  NetworkPolicy: 'networkPolicy',
  ValidatingAdmissionPolicy: 'deletionProtection',
  ValidatingAdmissionPolicyBinding: 'deletionProtection',
  StorageClass: 'longhornStorageClass',
};
const CHARTS: Record<string, string> = { 'sealed-secrets': 'sealedSecrets', 'cert-manager': 'certManager' };

/** Everything that is deployed, with its Application, Kubernetes cluster and archive. */
function identities({ files, model }: PlatformPlan): Identity[] {
  const { environments, databases } = model as PlatformModel;
  const objects = files
    .filter(({ path }) => path.endsWith('.yaml'))
    .flatMap(({ path, text }) => readYaml(text).map((object) => ({ path, object })));
  const applications = objects.flatMap(({ path, object }) => {
    const { kind, spec } = object;
    const at = (destination: any) => `at ${destination.name ?? destination.server}`;
    if (kind === 'Application') {
      const asked = [at(spec.destination), CHARTS[spec.source.chart]].filter(Boolean);
      return [{ name: object.metadata.name, folder: '', path, asked: spec.source.chart ? asked : [] }];
    }
    if (kind !== 'ApplicationSet') return [];
    const { template, generators } = spec;
    return generators[0].list.elements.map((element: any) => {
      const fill = (text: string) => text.replace(/\{\{ \.(\w+) \}\}/g, (_, key) => element[key]);
      const folder = fill(template.spec.source.path);
      const isOfCluster = folder === 'infrastructure/cluster';
      return {
        name: fill(template.metadata.name),
        folder,
        path,
        asked: isOfCluster
          ? [at(element.destination ?? template.spec.destination), 'once per Kubernetes cluster']
          : [element.product ? `${element.product} in ${element.env}` : element.env],
      };
    });
  });
  const applied = objects.flatMap(({ path, object: { kind, metadata, spec } }) => {
    const isOfCluster = path.startsWith('infrastructure/cluster/');
    const folder = path.replace(/\/[^/]+$/, '');
    if (kind === 'Kustomization' || !(isOfCluster || path.startsWith('workloads/'))) return [];
    const database = databases.find((one) => one.folder === folder);
    const asked = isOfCluster
      ? [OPTED[kind]]
      : [
          `${database?.product} in ${database?.environment}`,
          ...(kind === 'Database' ? [`${spec.name} in ${database?.environment}`] : []),
        ];
    return [{ is: `${folder}: ${kind} ${metadata.name}`, asked }];
  });
  return [
    ...applications.map(({ name, folder, path, asked }) => ({
      is: `${path}: Application ${name} of ${folder} ${asked[0]}`,
      asked,
    })),
    ...applied,
    ...environments.flatMap(({ name, namespace, cluster, destination, destinationPath, serverNames, secrets, rendered }) => [
      { is: `${name}: ${namespace}/${cluster} at ${destination}, ${destinationPath} ${serverNames.at(-1)}`, asked: [name] },
      ...objects
        .filter(({ path, object }) => path === rendered && !/^Database/.test(object.kind))
        .map(({ object: { kind, metadata } }) => ({
          is: `${name}: ${kind} ${metadata.namespace}/${metadata.name}`,
          asked: [name, ...(OPTED[kind] ? [OPTED[kind]] : [])],
        })),
      ...secrets.map((secret) => {
        const folder = secret.file.split('/');
        const own = ['api-token', 'ca'].includes(secret.name) ? [`${name} ${secret.name}`] : [];
        const asked = folder[0] === 'workloads' ? [`${folder[1]} in ${name}`] : own;
        return { is: `${name}: Secret ${secret.namespace}/${secret.name} in ${secret.file}`, asked: [name, ...asked] };
      }),
    ]),
  ];
}

test('whatever comes and goes, what is still asked for keeps its names, its Application, its Kubernetes cluster and its archive', () => {
  fc.assert(
    fc.property(
      one('2025.10', '2026.07'),
      one(...DESTINATIONS),
      fc.array(step, { minLength: 4, maxLength: 10 }),
      (platformRelease, destination, steps) => {
        let options: any = {
          name: 'payments-db',
          team: 'payments',
          platformRelease,
          acceptInsecureRelease: true,
          storageClass: 'longhorn',
          environments: [{ name: 'stage', ...(destination && { destination }), secrets: [] }],
          products: [],
          clusterBase: { backup: { bucket: 'acme-backups' } },
          operatorValues: { prerequisites: {} },
        };
        let previous: PlatformPlan | undefined;
        for (const step of [undefined, ...steps]) {
          const before = new Set(previous ? asks(options) : []);
          options = step ? after(options, step) : options;
          const plan = planPlatform({ options, previous: previous?.model, today: '2026-11-22' });
          expect(plan.problems).toEqual([]);
          const now = asks(options);
          const there = new Set(identities(plan).map(({ is }) => is));
          for (const { is, asked } of previous ? identities(previous) : []) {
            const isStillAsked = asked.every((ask) => now.has(ask) && before.has(ask));
            if (isStillAsked && !there.has(is)) {
              throw new Error(`${JSON.stringify(step)} takes away: ${is}`);
            }
          }
          previous = JSON.parse(JSON.stringify(plan));
        }
      },
    ),
    { numRuns: 60 },
  );
}, 300_000);
