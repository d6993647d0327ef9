import { type ImpactReport, impactOf, type ManifestSet } from '../src';
import { RELEASE_RULES } from '../src/helm-release';

const set = (...objects: any[]): ManifestSet => ({
  operatorVersion: '1.30.0',
  builds: objects.map((object, index) => ({
    path: object.path ?? `apps/${index}`,
    objects: [{ object: { ...object, path: undefined } }],
  })),
});
const application = (helm: any, targetRevision = '0.8.1') => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'orders', namespace: 'argocd' },
  spec: {
    source: { repoURL: 'https://cloudnative-pg.github.io/charts', chart: 'cluster', targetRevision, helm },
    destination: { name: 'in-cluster', namespace: 'orders' },
  },
});
const chart = (templates: any, dependencies: any[] = []) => ({
  path: 'charts/db',
  apiVersion: 'helm.sh/v2',
  kind: 'Chart',
  metadata: { name: 'db' },
  spec: { templates, dependencies, values: {} },
});
const release = (
  version: string,
  spec: any = { chart: { spec: { chart: 'cluster', version, sourceRef: { kind: 'HelmRepository', name: 'cnpg' } } } },
) => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'orders', namespace: 'orders' },
  spec,
});

const CASES: { readonly [rule: string]: () => ImpactReport } = {
  'release-changes': () =>
    impactOf(
      set(application({ valuesObject: { cluster: { instances: 3 } } })),
      set(application({ valuesObject: { cluster: { instances: 2 } } })),
    ),
  'release-appears': () => impactOf(set(), set(application({}))),
  'release-disappears': () => impactOf(set(application({})), set()),
  'chart-disappears': () => impactOf(set(chart({ 'cluster.yaml': 'a' })), set()),
};

test.each(RELEASE_RULES.map(({ id }) => id))('a database of a Helm chart: %s', (rule) => {
  const effects: { [rule: string]: string } = { 'release-appears': 'none', 'release-disappears': 'destroys data' };
  const [{ verdict, changes }] = CASES[rule]().databases;
  expect([verdict, changes[0].rule]).toEqual([effects[rule] ?? 'unknown', rule]);
});

test('a database of a Helm chart is where the chart puts it, and says what of it changes', () => {
  const [database] = CASES['release-changes']().databases;
  expect(database).toMatchObject({
    namespace: 'orders',
    cluster: 'orders-cluster',
    changes: [{ path: 'helm.valuesObject.cluster.instances', from: 3, to: 2, why: expect.stringContaining('helm template') }],
  });
});

test.each([
  ['a HelmRelease', set(release('0.8.0')), set(release('0.8.1'))],
  ['a chart with templates of Clusters', set(chart({ 'cluster.yaml': 'a' })), set(chart({ 'cluster.yaml': 'b' }))],
  [
    'a HelmRelease of a chart in the repository',
    set(chart({ 'cluster.yaml': 'a' }), release('', { chart: { spec: { chart: './charts/db' } }, values: { size: '1Gi' } })),
    set(chart({ 'cluster.yaml': 'a' }), release('', { chart: { spec: { chart: './charts/db' } }, values: { size: '2Gi' } })),
  ],
])('%s that changes is unknown, and none as long as it does not', (_, before, after) => {
  expect(impactOf(before, after).worst).toBe('unknown');
  expect(impactOf(after, after).worst).toBe('none');
});

test('a chart that has nothing to do with databases is no database', () => {
  expect(
    impactOf(set(chart({})), set(chart({}, [{ name: 'redis', repository: 'https://charts.example.com' }]))).databases,
  ).toEqual([]);
});
