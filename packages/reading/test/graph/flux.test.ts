import { applierOf, fileOf, flux, graphOf, map, reachersOf, statesOf } from './trees';

describe('a Flux Kustomization', () => {
  it('applies what the kustomization of its folder takes in, from outside too', () => {
    const graph = graphOf({
      'ks.yaml': flux('db', './apps/db'),
      'apps/db/kustomization.yaml': { resources: ['a.yaml', '../shared.yaml'] },
      'apps/db/a.yaml': map('a'),
      'apps/db/left.yaml': map('left'),
      'apps/shared.yaml': map('shared'),
    });
    expect(statesOf(graph)).toMatchObject({
      'apps/db/a.yaml': 'applied',
      'apps/db/left.yaml': 'not applied',
      'apps/shared.yaml': 'applied',
    });
    expect(applierOf(graph, 'db').sources[0]).toMatchObject({ builder: { known: 'kustomize' }, problems: [] });
  });

  it('applies everything below a folder without one, and of folders with one what that says', () => {
    const graph = graphOf({
      'ks.yaml': flux('all', 'apps'),
      'apps/a.yaml': map('a'),
      'apps/deep/er/b.yaml': map('b'),
      'apps/c.json': map('c'),
      'apps/own/kustomization.yaml': { resources: ['d.yaml'] },
      'apps/own/d.yaml': map('d'),
      'apps/own/left.yaml': map('left'),
      'apps/own/deep/left.yaml': map('left2'),
    });
    expect(graph.files.filter(({ state }) => state === 'applied').map(({ path }) => path)).toEqual([
      'apps/a.yaml',
      'apps/deep/er/b.yaml',
      'apps/own/d.yaml',
    ]);
  });

  it('is made by who applies it; one that the kustomization of its parent does not list is not applied', () => {
    const files = {
      'cluster/apps.yaml': flux('parent', './apps'),
      'apps/kustomization.yaml': { resources: ['web/cm.yaml', 'db/ks.yaml'] },
      'apps/web/cm.yaml': map('web'),
      'apps/db/ks.yaml': flux('db', './apps/db/app'),
      'apps/db/app/kustomization.yaml': { resources: ['a.yaml'] },
      'apps/db/app/a.yaml': map('a'),
    };
    const before = graphOf(files);
    expect(applierOf(before, 'db')).toMatchObject({
      origin: 'applied',
      madeBy: [applierOf(before, 'parent').id],
      goesWithDefinition: { known: true },
    });
    expect(fileOf(before, 'apps/db/app/a.yaml').state).toBe('applied');
    const after = graphOf({ ...files, 'apps/kustomization.yaml': { resources: ['web/cm.yaml'] } });
    expect(applierOf(after, 'db').origin).toBe('not applied');
    expect(fileOf(after, 'apps/db/app/a.yaml').state).toBe('not applied');
  });

  it('that applies its own file is made by itself, as bootstrapped ones are', () => {
    const graph = graphOf({
      'clusters/prod/flux-system/gotk-sync.yaml': flux('flux-system', './clusters/prod'),
      'clusters/prod/flux-system/kustomization.yaml': { resources: ['gotk-sync.yaml'] },
      'clusters/prod/apps.yaml': flux('apps', './apps'),
      'apps/a.yaml': map('a'),
    });
    expect(applierOf(graph, 'flux-system').origin).toBe('itself');
    expect(applierOf(graph, 'apps')).toMatchObject({ origin: 'applied' });
    expect(reachersOf(graph, 'apps/a.yaml')).toEqual(['apps']);
  });

  it('takes in its components', () => {
    const graph = graphOf({
      'ks.yaml': flux('db', 'apps/db', { components: ['../../parts/x'] }),
      'apps/db/kustomization.yaml': { resources: ['a.yaml'] },
      'apps/db/a.yaml': map('a'),
      'parts/x/kustomization.yaml': { kind: 'Component', resources: ['b.yaml'] },
      'parts/x/b.yaml': map('b'),
    });
    expect(reachersOf(graph, 'parts/x/b.yaml')).toEqual(['db']);
  });

  it.each<[string, object, boolean, boolean]>([
    ['prunes and cascades', {}, true, true],
    ['does neither without prune', { prune: false }, false, false],
    ['keeps with Orphan', { deletionPolicy: 'Orphan' }, true, false],
    ['deletes with Delete, though it does not prune', { prune: false, deletionPolicy: 'Delete' }, false, true],
  ])('%s', (_, spec, prunes, cascades) => {
    const graph = graphOf({ 'ks.yaml': flux('x', 'a', { ...spec }), 'a/a.yaml': map('a') });
    expect(applierOf(graph, 'x')).toMatchObject({ prunes: { known: prunes }, cascades: { known: cascades } });
  });

  it('fills in variables, of which names are told and never values', () => {
    const substituteFrom = [
      { kind: 'ConfigMap', name: 'settings' },
      { kind: 'ConfigMap', name: 'generated' },
      { kind: 'ConfigMap', name: 'gone' },
      { kind: 'Secret', name: 'secret' },
    ];
    const graph = graphOf({
      'ks.yaml': flux('x', 'a', {
        targetNamespace: 'shop',
        suspend: true,
        postBuild: { substitute: { OWN: 'HIDDEN' }, substituteFrom },
      }),
      'a/a.yaml': map('a'),
      'vars/settings.yaml': {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'settings', namespace: 'flux-system' },
        data: { SIZE: 'HIDDEN' },
      },
      'vars/kustomization.yaml': {
        configMapGenerator: [{ name: 'generated', literals: ['A=HIDDEN'], envs: ['b.env'], files: ['c=c.txt'] }],
      },
      'vars/b.env': '# none\nB=HIDDEN\n',
      'vars/c.txt': 'HIDDEN',
    });
    const applier = applierOf(graph, 'x');
    expect(applier).toMatchObject({ targetNamespace: { known: 'shop' }, suspended: true });
    expect(applier.substitutions?.variables.map(({ name, from }) => `${name} ${from}`)).toEqual([
      'SIZE vars/settings.yaml',
      'A vars/kustomization.yaml',
      'c vars/kustomization.yaml',
      'B vars/kustomization.yaml',
      'OWN substitute',
    ]);
    expect(applier.substitutions?.unknown).toEqual(['ConfigMap/flux-system/gone', 'Secret/flux-system/secret']);
    expect(JSON.stringify(graph)).not.toContain('HIDDEN');
  });

  it('whose path has a variable may apply what fits', () => {
    const graph = graphOf({
      'ks.yaml': flux('x', './clusters/${NAME}/apps'),
      'clusters/a/apps/a.yaml': map('a'),
      'clusters/a/b.yaml': map('b'),
    });
    expect(statesOf(graph)).toMatchObject({ 'clusters/a/apps/a.yaml': 'perhaps', 'clusters/a/b.yaml': 'not applied' });
  });

  it('of an artifact in a registry may be of any part of this repository', () => {
    const graph = graphOf({
      'ks.yaml': flux('x', 'a', { sourceRef: { kind: 'OCIRepository', name: 'x' } }),
      'b/b.yaml': map('b'),
      'a/a.yaml': map('a'),
    });
    expect(applierOf(graph, 'x').sources[0].repository).toEqual({
      unknown: 'a repository does not tell what is in its OCIRepository',
    });
    expect(statesOf(graph)).toMatchObject({ 'a/a.yaml': 'perhaps', 'b/b.yaml': 'perhaps' });
  });

  it('applies to the cluster of its kubeconfig', () => {
    const graph = graphOf({ 'ks.yaml': flux('x', 'a', { kubeConfig: { secretRef: { name: 'prod' } } }), 'a/a.yaml': map('a') });
    expect(applierOf(graph, 'x').clusters).toEqual({ known: [{ address: 'kubeConfig flux-system/prod', of: '' }] });
  });

  it('of two clusters in one repository are two', () => {
    const cluster = (name: string) => ({
      [`clusters/${name}/flux-system/gotk-sync.yaml`]: flux('flux-system', `./clusters/${name}`),
      [`clusters/${name}/apps.yaml`]: flux('apps', `./apps/${name}`),
      [`apps/${name}/a.yaml`]: map('a'),
    });
    const graph = graphOf({ ...cluster('one'), ...cluster('two') });
    expect(graph.appliers.map(({ id, clusters }) => [id.split('@')[1], 'known' in clusters && clusters.known[0].of])).toEqual([
      ['clusters/one/apps.yaml', 'clusters/one/flux-system'],
      ['clusters/one/flux-system/gotk-sync.yaml', 'clusters/one/flux-system'],
      ['clusters/two/apps.yaml', 'clusters/two/flux-system'],
      ['clusters/two/flux-system/gotk-sync.yaml', 'clusters/two/flux-system'],
    ]);
  });
});

describe('a HelmRelease', () => {
  const release = (spec: object) => ({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'pg', namespace: 'shop' },
    spec,
  });

  it('of a chart of this repository reaches its files', () => {
    const chart = {
      spec: {
        chart: './charts/pg',
        sourceRef: { kind: 'GitRepository', name: 'flux-system', namespace: 'flux-system' },
        valuesFiles: ['./charts/pg/prod.yaml'],
      },
    };
    const graph = graphOf({
      'hr.yaml': release({ chart, targetNamespace: 'db' }),
      'charts/pg/Chart.yaml': { name: 'pg' },
      'charts/pg/templates/a.yaml': map('a'),
      'charts/pg/prod.yaml': 'a: b\n',
      'charts/pg/other/b.yaml': map('b'),
    });
    expect(applierOf(graph, 'pg')).toMatchObject({
      kind: 'HelmRelease',
      targetNamespace: { known: 'db' },
      cascades: { known: true },
    });
    expect(statesOf(graph)).toMatchObject({
      'charts/pg/templates/a.yaml': 'applied',
      'charts/pg/prod.yaml': 'part',
      'charts/pg/other/b.yaml': 'not applied',
    });
  });

  it('of a registry reaches none', () => {
    const chart = { spec: { chart: 'cluster', version: '0.3.1', sourceRef: { kind: 'HelmRepository', name: 'cnpg' } } };
    const graph = graphOf({
      'hr.yaml': release({ chart }),
      'chartref.yaml': release({ chartRef: { kind: 'OCIRepository', name: 'pg' } }),
    });
    expect(graph.appliers.map(({ sources: [{ chart: name, repository, path }] }) => [name, repository, path])).toEqual([
      ['pg', { known: 'elsewhere' }, null],
      ['cluster', { known: 'elsewhere' }, null],
    ]);
  });
});
