import { Crds, testWhen } from '@pgplatform/test-kit';
import { Chart, Testing } from 'cdk8s';
import { OperatorValues, PlatformAppProject, type PlatformAppProjectOptions, Prerequisite } from '../src';

const REPO = 'https://git.example.com/acme/postgres.git';
const argoCd = { project: 'payments' };

function make(options: Partial<PlatformAppProjectOptions> = {}): PlatformAppProject {
  const chart = new Chart(Testing.app(), 'test');
  const operator = new OperatorValues(chart, 'operator', {
    argoCd,
    platformRelease: '2026.07',
    prerequisites: { certManager: Prerequisite.INSTALL },
  });
  return new PlatformAppProject(chart, 'project', { argoCd, repoUrl: REPO, applications: operator.applications, ...options });
}

test('the project allows the repositories and namespaces of its Applications, Argo CD and the environments, and no others', () => {
  const { metadata, spec } = make().manifest;
  const server = 'https://kubernetes.default.svc';
  expect(metadata).toMatchObject({ name: 'payments', namespace: 'argocd' });
  expect(spec.sourceRepos).toEqual([REPO, 'https://charts.jetstack.io', 'https://cloudnative-pg.github.io/charts']);
  expect(spec.destinations).toEqual([
    { server, namespace: 'argocd' },
    { server, namespace: 'cert-manager' },
    { server, namespace: 'cnpg-system' },
    { server, namespace: 'postgres-*' },
  ]);
});

test('environments in other namespaces and clusters are allowed by name', () => {
  const namespaces = [{ namespace: 'databases', destination: { name: 'eu' } }];
  expect(make({ namespaces }).manifest.spec.destinations).toContainEqual({ name: 'eu', namespace: 'databases' });
  expect(make({ namespaces }).manifest.spec.destinations).not.toContainEqual(
    expect.objectContaining({ namespace: 'postgres-*' }),
  );
});

test('the cluster-scoped kinds are those of the charts, of CreateNamespace, and of what the repository deploys itself', () => {
  const clusterScoped = [
    { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' },
    { apiVersion: 'v1', kind: 'Namespace' },
  ];
  const kinds = make({ clusterScoped }).manifest.spec.clusterResourceWhitelist;
  expect(kinds.map(({ group, kind }: any) => `${group}/${kind}`)).toEqual([
    '/Namespace',
    'admissionregistration.k8s.io/MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
    'apiextensions.k8s.io/CustomResourceDefinition',
    'rbac.authorization.k8s.io/ClusterRole',
    'rbac.authorization.k8s.io/ClusterRoleBinding',
    'storage.k8s.io/StorageClass',
  ]);
});

test('it syncs before every Application that is in it', () => {
  expect(make().manifest.metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '-1' });
  expect(
    make()
      .files()
      .map(({ path }) => path),
  ).toEqual(['apps/infrastructure/project.yaml']);
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
  expect(Crds.forOperator('1.30.0').validate(make({ namespaces }).manifest)).toEqual([]);
});
