import { impactMarkdown, impactOf, type ManifestSet } from '../src';
import { manifests, OBJECTS } from './manifests';

const markdown = (before: ManifestSet, after: ManifestSet) =>
  impactMarkdown(impactOf(before, after), { base: 'main', head: 'here', notices: [] });

test('what an Application no longer applies is deleted by Argo CD', () => {
  const unguarded = manifests({ cluster: { metadata: { annotations: null } } });
  expect(markdown(unguarded, manifests({ cluster: null }))).toContain(
    '| changes | destroys data | Argo CD deletes <code>Cluster/postgres-prod/postgres-shared</code> |',
  );
});

test('what a Flux Kustomization no longer applies is deleted by Flux', () => {
  const flux = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'db', namespace: 'flux-system' },
    spec: { path: './db', prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' } },
  };
  const set = (...objects: any[]): ManifestSet => ({
    operatorVersion: '1.30.0',
    builds: [
      { path: 'flux', objects: [{ object: flux }] },
      { path: 'db', objects: objects.map((object) => ({ object })) },
    ],
  });
  const text = markdown(set(OBJECTS.cluster, OBJECTS.store), set(OBJECTS.store));
  expect(text).toContain('| Flux deletes <code>Cluster/postgres-prod/postgres-shared</code> |');
  expect(text).not.toContain('Argo CD');
});
