import { kustomizationsIn, takingPart } from '../../src/repository/kustomization';

const FILES = [
  {
    path: 'overlays/prod/kustomization.yaml',
    documents: [{ resources: ['../../base', 'x.yaml', 'https://example.com/x', 'git@example.com:a/b'] }],
  },
  { path: 'base/kustomization.yml', documents: [{ resources: ['../base'], components: ['../parts/a'] }] },
  { path: 'parts/a/Kustomization', documents: [{ kind: 'Component', apiVersion: 'kustomize.config.k8s.io/v1alpha1' }] },
  { path: 'other/kustomization.yaml', documents: ['no map'] },
];

describe('kustomizationsIn', () => {
  it('finds the files that Kustomize reads, and what they take in from the repository', () => {
    const found = kustomizationsIn(FILES);
    expect(found.map(({ path, takes }) => [path, takes])).toEqual([
      ['overlays/prod', ['base', 'overlays/prod/x.yaml']],
      ['base', ['base', 'parts/a']],
      ['parts/a', []],
    ]);
  });

  it('supplies the apiVersion and kind that a file may leave out', () => {
    expect(kustomizationsIn(FILES).map(({ object }) => object.kind)).toEqual(['Kustomization', 'Kustomization', 'Component']);
  });

  it('follows what takes part in a build, circles included', () => {
    expect(takingPart(kustomizationsIn(FILES), './overlays/prod/').map(({ path }) => path)).toEqual([
      'overlays/prod',
      'base',
      'parts/a',
    ]);
  });
});
