import { Crds, testWhen } from '@pgplatform/test-kit';
import { Chart, Testing } from 'cdk8s';
import { OperatorValues, PlatformAppProject, type PlatformAppProjectOptions, Prerequisite } from '../src';

const REPO = 'https://git.example.com/acme/postgres.git';
const argoCd = { project: 'payments' };

function make(
  options: Partial<PlatformAppProjectOptions> = {},
  ofCharts = PlatformAppProject.charts(argoCd),
): PlatformAppProject {
  const chart = new Chart(Testing.app(), 'test');
  const operator = new OperatorValues(chart, 'operator', {
    argoCd: ofCharts,
    platformRelease: '2026.07',
    prerequisites: { certManager: Prerequisite.INSTALL },
  });
  return new PlatformAppProject(chart, 'project', { argoCd, repoUrl: REPO, applications: operator.applications, ...options });
}

const server = 'https://kubernetes.default.svc';
const kinds = (manifest: any) => manifest.spec.clusterResourceWhitelist.map(({ group, kind }: any) => `${group}/${kind}`);
const CHART_KINDS = [
  '/Namespace',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
];

test('the project of the environments allows their namespaces: not that of Argo CD, and nothing that makes an administrator', () => {
  const { manifest } = make();
  expect(manifest.metadata).toMatchObject({ name: 'payments', namespace: 'argocd' });
  expect(manifest.spec.sourceRepos).toEqual([REPO]);
  expect(manifest.spec.destinations).toEqual([{ server, namespace: 'postgres-*' }]);
  expect(kinds(manifest)).toEqual(['/Namespace']);
});

test('the project of the charts allows their repositories, namespaces and cluster-scoped kinds, and not the repository', () => {
  const { chartsManifest } = make();
  expect(chartsManifest.metadata).toMatchObject({ name: 'payments-charts', namespace: 'argocd' });
  expect(chartsManifest.spec.sourceRepos).toEqual(['https://charts.jetstack.io', 'https://cloudnative-pg.github.io/charts']);
  expect(chartsManifest.spec.destinations).toEqual([
    { server, namespace: 'cert-manager' },
    { server, namespace: 'cnpg-system' },
  ]);
  expect(kinds(chartsManifest)).toEqual(CHART_KINDS);
});

test('charts in the project of the environments widen it, and those in another one are not ours to allow', () => {
  const together = make({}, argoCd);
  expect(together.chartsManifest).toBeUndefined();
  expect(together.manifest.spec.destinations).toContainEqual({ server, namespace: 'cnpg-system' });
  expect(kinds(together.manifest)).toEqual(CHART_KINDS);
  const apart = make({}, { project: 'infrastructure' });
  expect(apart.chartsManifest).toBeUndefined();
  expect(kinds(apart.manifest)).toEqual(['/Namespace']);
});

test('the project default has no second one', () => {
  expect([{}, { project: 'default' }, undefined].map((one) => PlatformAppProject.charts(one))).toEqual([
    {},
    { project: 'default' },
    {},
  ]);
});

test('environments in other namespaces and clusters are allowed by name', () => {
  const namespaces = [{ namespace: 'databases', destination: { name: 'eu' } }];
  expect(make({ namespaces }).manifest.spec.destinations).toContainEqual({ name: 'eu', namespace: 'databases' });
  expect(make({ namespaces }).manifest.spec.destinations).not.toContainEqual(
    expect.objectContaining({ namespace: 'postgres-*' }),
  );
});

test('the environments may have the cluster-scoped kinds that the repository deploys itself', () => {
  const clusterScoped = [
    { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' },
    { apiVersion: 'v1', kind: 'Namespace' },
  ];
  const { manifest, chartsManifest } = make({ clusterScoped });
  expect(kinds(manifest)).toEqual(['/Namespace', 'storage.k8s.io/StorageClass']);
  expect(kinds(chartsManifest)).toEqual(CHART_KINDS);
});

test('it syncs before every Application that is in it', () => {
  const { manifest, chartsManifest } = make();
  for (const { metadata } of [manifest, chartsManifest]) {
    expect(metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '-1' });
  }
  expect(make().files()).toEqual([{ path: 'apps/infrastructure/project.yaml', content: [manifest, chartsManifest] }]);
});

test('the project that Argo CD makes itself is not ours to define', () => {
  expect(() => make({ argoCd: {} })).toThrow(/APP_PROJECT_DEFAULT {2}argoCd.project/);
  expect(() => make({ argoCd: { project: 'default' } })).toThrow(/APP_PROJECT_DEFAULT/);
});

test('all problems are reported at once', () => {
  const namespaces = [{ namespace: 'a', destination: { name: 'eu', server: 'https://10.0.0.1' } }];
  expect(() => make({ repoUrl: 'acme', argoCd: {}, namespaces })).toThrow(/^3 problems/);
});

testWhen(Crds.missing)('the CRD of Argo CD accepts the project', () => {
  const namespaces = [{ namespace: 'databases', destination: { name: 'eu' } }];
  const { manifest, chartsManifest } = make({ namespaces });
  expect([manifest, chartsManifest].flatMap((one) => Crds.forOperator('1.30.0').validate(one))).toEqual([]);
});
