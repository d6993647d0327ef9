import { Crds, testWhen } from '@pgplatform/test-kit';
import { Chart, Testing } from 'cdk8s';
import { RootApplication, type RootApplicationOptions } from '../src';

const REPO = 'git@git.example.com:acme/gitops.git';

function make(options: Partial<RootApplicationOptions> = {}): RootApplication {
  return new RootApplication(new Chart(Testing.app(), 'test'), 'root', { repoUrl: REPO, ...options });
}

test('the root deploys apps/ with all folders in it, and is one of its files', () => {
  const root = make();
  expect(root.manifest.spec.source).toEqual({
    repoURL: REPO,
    targetRevision: 'main',
    path: 'apps',
    directory: { recurse: true },
  });
  expect(root.files()).toEqual([{ path: 'apps/root.yaml', content: [root.manifest] }]);
});

test('the root heals itself, and neither prunes nor cascades', () => {
  const { metadata, spec } = make().manifest;
  expect(metadata).not.toHaveProperty('finalizers');
  expect(spec.syncPolicy.automated).toEqual({ prune: false, selfHeal: true });
  expect(spec.syncPolicy.syncOptions).toContain('Delete=false');
});

test('the root lives in a project that exists before it, in the namespace of Argo CD', () => {
  expect(make().manifest.spec.project).toBe('default');
  const { metadata, spec } = make({ namespace: 'gitops', project: 'bootstrap', name: 'payments-root' }).manifest;
  expect(metadata).toMatchObject({ name: 'payments-root', namespace: 'gitops' });
  expect(spec.destination).toEqual({ server: 'https://kubernetes.default.svc', namespace: 'gitops' });
  expect(spec.project).toBe('bootstrap');
});

test('a repository without an address that Argo CD can read is refused', () => {
  expect(() => make({ repoUrl: 'gitops' })).toThrow(/REPO_URL_INVALID {2}repoUrl/);
  expect(() => make({ repoUrl: undefined })).toThrow(/OPTION_REQUIRED {2}repoUrl/);
});

testWhen(Crds.missing)('the CRD of Argo CD accepts the root', () => {
  expect(Crds.forOperator('1.30.0').validate(make().manifest)).toEqual([]);
});
