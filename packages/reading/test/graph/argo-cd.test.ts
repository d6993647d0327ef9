import { application, applierOf, fileOf, flux, graphOf, HERE, map, reachersOf, statesOf } from './trees';

const AUTOMATED = { syncPolicy: { automated: { prune: true } } };
const FINALIZER = { finalizers: ['resources-finalizer.argocd.argoproj.io'] };

describe('what of a folder is applied', () => {
  it('is decided by its kustomization: what that does not list is not applied', () => {
    const graph = graphOf({
      'app.yaml': application('db', 'apps/db'),
      'apps/db/kustomization.yaml': { resources: ['a.yaml'], patches: [{ path: 'patch.yaml' }] },
      'apps/db/a.yaml': map('a'),
      'apps/db/patch.yaml': map('a'),
      'apps/db/b.yaml': map('b'),
    });
    expect(statesOf(graph)).toEqual({
      'app.yaml': 'by hand',
      'apps/db/a.yaml': 'applied',
      'apps/db/b.yaml': 'not applied',
      'apps/db/kustomization.yaml': 'part',
      'apps/db/patch.yaml': 'part',
    });
    expect(fileOf(graph, 'apps/db/a.yaml').objects).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', namespace: null, name: 'a' },
    ]);
    expect(fileOf(graph, 'apps/db/patch.yaml').objects).toEqual([]);
  });

  it('is what kustomizations take in, wherever it lies, with every applier that reaches it', () => {
    const graph = graphOf({
      'one.yaml': application('one', 'overlays/one'),
      'two.yaml': application('two', 'overlays/two'),
      'overlays/one/kustomization.yaml': { resources: ['../../base'], components: ['../../part'] },
      'overlays/two/kustomization.yaml': { bases: ['../../base'] },
      'base/kustomization.yaml': { resources: ['a.yaml'] },
      'base/a.yaml': map('a'),
      'part/kustomization.yaml': { kind: 'Component', resources: ['b.yaml'] },
      'part/b.yaml': map('b'),
    });
    expect(reachersOf(graph, 'base/a.yaml')).toEqual(['one', 'two']);
    expect(reachersOf(graph, 'part/b.yaml')).toEqual(['one']);
  });

  it.each<[string, object, string[]]>([
    ['alone', {}, ['a.yaml', 'c.json']],
    ['with recurse', { recurse: true }, ['a.yaml', 'c.json', 'deep/d.yaml', 'deep/er/e.yaml']],
    ['with exclude', { recurse: true, exclude: '{a.yaml,deep/er/*}' }, ['c.json', 'deep/d.yaml']],
    [
      'with include, whose star stands for slashes too',
      { recurse: true, include: '*.yaml' },
      ['a.yaml', 'deep/d.yaml', 'deep/er/e.yaml'],
    ],
    ['with both', { recurse: true, include: 'deep/*', exclude: '*/e.yaml' }, ['deep/d.yaml']],
  ])('is, of a plain folder %s, its manifests', (_, directory, expected) => {
    const graph = graphOf({
      'app.yaml': application('x', 'plain', { source: { directory } }),
      'plain/a.yaml': map('a'),
      'plain/values.yaml': 'image: x\n',
      'plain/skipped.yaml': `# +argocd:skip-file-rendering\n${JSON.stringify(map('s'))}`,
      'plain/c.json': map('c'),
      'plain/deep/d.yaml': map('d'),
      'plain/deep/er/e.yaml': map('e'),
    });
    expect(graph.files.filter(({ state }) => state === 'applied').map(({ path }) => path.slice('plain/'.length))).toEqual(
      expected,
    );
  });

  it('is the plain folder where the Application says so, though a kustomization is there; jsonnet is a template', () => {
    const graph = graphOf({
      'app.yaml': application('x', 'plain', { source: { directory: { recurse: true } } }),
      'plain/kustomization.yaml': { resources: [] },
      'plain/a.yaml': map('a'),
      'plain/b.jsonnet': '{}',
    });
    expect(applierOf(graph, 'x').sources[0].builder).toEqual({ known: 'directory' });
    expect(fileOf(graph, 'plain/a.yaml').state).toBe('applied');
    expect(fileOf(graph, 'plain/b.jsonnet').appliers).toMatchObject([{ role: 'template', certain: true }]);
  });

  it('is the kustomization, where a Chart.yaml lies beside it', () => {
    const graph = graphOf({
      'app.yaml': application('x', 'both'),
      'both/Chart.yaml': { apiVersion: 'v2', name: 'c' },
      'both/templates/t.yaml': map('t'),
      'both/kustomization.yaml': { resources: ['a.yaml'] },
      'both/a.yaml': map('a'),
    });
    expect(applierOf(graph, 'x').sources[0].builder).toEqual({ known: 'kustomize' });
    expect(statesOf(graph)).toMatchObject({ 'both/a.yaml': 'applied', 'both/templates/t.yaml': 'not applied' });
  });

  it('is, of a chart, its templates, crds and values: a folder below it is of nobody until somebody points at it', () => {
    const files = {
      'app.yaml': application('x', 'chart', { source: { helm: { valueFiles: ['../values/prod.yaml'] } } }),
      'chart/Chart.yaml': { apiVersion: 'v2', name: 'c' },
      'chart/values.yaml': 'a: b\n',
      'chart/templates/t.yaml': 'kind: ConfigMap\nname: {{ .Values.a }}\n',
      'chart/templates/plain.yaml': map('plain'),
      'chart/crds/crd.yaml': map('crd'),
      'chart/db/kustomization.yaml': { resources: ['cluster.yaml'] },
      'chart/db/cluster.yaml': map('cluster'),
      'values/prod.yaml': 'a: c\n',
    };
    const graph = graphOf(files);
    expect(statesOf(graph)).toMatchObject({
      'chart/crds/crd.yaml': 'applied',
      'chart/db/cluster.yaml': 'not applied',
      'chart/templates/plain.yaml': 'applied',
      'chart/templates/t.yaml': 'applied',
      'chart/values.yaml': 'part',
      'values/prod.yaml': 'part',
    });
    expect(fileOf(graph, 'chart/templates/t.yaml').objects).toEqual([]);
    expect(reachersOf(graphOf({ ...files, 'db.yaml': application('db', 'chart/db') }), 'chart/db/cluster.yaml')).toEqual(['db']);
  });

  it('is not known where a plugin makes it', () => {
    const graph = graphOf({ 'app.yaml': application('x', 'p', { source: { plugin: { name: 'q' } } }), 'p/a.yaml': map('a') });
    expect(applierOf(graph, 'x').sources[0].builder).toEqual({ known: 'plugin' });
    expect(fileOf(graph, 'p/a.yaml').state).toBe('perhaps');
  });

  it('names what keeps it from building', () => {
    const graph = graphOf({
      'app.yaml': [application('x', 'a'), application('y', 'b'), application('z', 'none')],
      'a/kustomization.yaml': { resources: ['gone.yaml', '../shared/m.yaml'] },
      'b/bad.yaml': 'apiVersion: v1\nkind: [\nmetadata: {}\n',
      'shared/m.yaml': map('m'),
      'b/.argocd-source.yaml': 'kustomize: {}\n',
    });
    const problems = (name: string) => applierOf(graph, name).sources[0].problems.join(' ');
    expect(problems('x')).toContain('gone.yaml');
    expect(problems('x')).toContain('shared/m.yaml lies outside');
    expect(problems('y')).toContain('b/bad.yaml is not read');
    expect(problems('y')).toContain('b/.argocd-source.yaml changes the source');
    expect(applierOf(graph, 'z').sources[0].builder).toEqual({ unknown: 'there is no folder none here' });
  });

  it('is not known where the path is a template, with or without quotes', () => {
    for (const folder of ['"{{ .Values.path }}"', '{{ .Values.path }}']) {
      const graph = graphOf({
        'app.yaml': JSON.stringify(application('x', 'PATH')).replace('"PATH"', folder),
        'a.yaml': map('a'),
        'a/b.yaml': map('b'),
      });
      expect(applierOf(graph, 'x').sources[0].path).toEqual({ unknown: expect.stringContaining('template') });
      expect(statesOf(graph)).toMatchObject({ 'a.yaml': 'perhaps', 'a/b.yaml': 'perhaps' });
    }
  });

  it('is nothing where a source names neither a folder nor a chart', () => {
    const graph = graphOf({ 'apps/x.yaml': application('x', ''), 'm.yaml': map('m') });
    expect(applierOf(graph, 'x').sources[0]).toMatchObject({
      path: null,
      builder: { unknown: 'it names neither a folder nor a chart' },
    });
    expect(statesOf(graph)).toEqual({ 'apps/x.yaml': 'by hand', 'm.yaml': 'not applied' });
  });

  it('comes from every source of an Application', () => {
    const sources = [
      { repoURL: HERE, path: 'a' },
      { repoURL: HERE, ref: 'values' },
      { repoURL: 'https://charts.example.com', chart: 'c' },
    ];
    const graph = graphOf({ 'app.yaml': application('x', '', { spec: { source: undefined, sources } }), 'a/a.yaml': map('a') });
    expect(applierOf(graph, 'x').sources.map(({ chart, builder }) => [chart, builder])).toEqual([
      [null, { known: 'directory' }],
      ['c', { known: 'helm' }],
    ]);
    expect(fileOf(graph, 'a/a.yaml').state).toBe('applied');
  });
});

describe('who made an Application', () => {
  const files = {
    'root.yaml': application('root', 'apps', { spec: AUTOMATED }),
    'apps/kustomization.yaml': { resources: ['web.yaml'], namePrefix: 'p-' },
    'apps/web.yaml': application('web', 'web'),
    'apps/disabled/old.yaml': application('old', 'old'),
    'web/a.yaml': map('a'),
    'old/b.yaml': map('b'),
  };

  it('is who applies its file; one that a kustomization leaves out is not applied, and neither is what it points at', () => {
    const graph = graphOf(files);
    const root = applierOf(graph, 'root');
    expect(root).toMatchObject({ origin: 'by hand', madeBy: [], goesWithDefinition: { known: false } });
    expect(applierOf(graph, 'web')).toMatchObject({
      origin: 'applied',
      madeBy: [root.id],
      goesWithDefinition: { known: true },
      changedBy: ['apps/kustomization.yaml'],
    });
    expect(applierOf(graph, 'old').origin).toBe('not applied');
    expect(statesOf(graph)).toMatchObject({
      'web/a.yaml': 'applied',
      'old/b.yaml': 'not applied',
      'apps/disabled/old.yaml': 'not applied',
    });
  });

  it('is a person for one that nobody leaves out', () => {
    const graph = graphOf({ ...files, 'other/old.yaml': application('other', 'old') });
    expect(applierOf(graph, 'other').origin).toBe('by hand');
    expect(reachersOf(graph, 'old/b.yaml')).toEqual(['other']);
  });

  it('is itself, where it applies its own file', () => {
    const graph = graphOf({ 'apps/root.yaml': application('root', 'apps') });
    expect(applierOf(graph, 'root')).toMatchObject({ origin: 'itself', madeBy: ['Application/argocd/root@apps/root.yaml'] });
    expect(statesOf(graph)).toEqual({ 'apps/root.yaml': 'applied' });
  });

  it('is found where Applications make each other in a circle', () => {
    const graph = graphOf({ 'a/b.yaml': application('b', 'b'), 'b/a.yaml': application('a', 'a'), 'b/m.yaml': map('m') });
    expect(applierOf(graph, 'a')).toMatchObject({ origin: 'applied', madeBy: [applierOf(graph, 'b').id] });
    expect(applierOf(graph, 'b')).toMatchObject({ origin: 'applied', madeBy: [applierOf(graph, 'a').id] });
    expect(reachersOf(graph, 'b/m.yaml')).toEqual(['b']);
  });

  it('is nobody for a template of a chart that nobody installs', () => {
    const graph = graphOf({
      'chart/Chart.yaml': { name: 'c' },
      'chart/templates/app.yaml': application('x', 'a'),
      'a/a.yaml': map('a'),
    });
    expect(applierOf(graph, 'x').origin).toBe('not applied');
    expect(statesOf(graph)).toMatchObject({ 'a/a.yaml': 'not applied' });
  });

  it.each<[string, string]>([
    ['a template', 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: {{ .x }} }\nspec: {{ .y }}\n'],
    ['values', 'extra:\n  - apiVersion: argoproj.io/v1alpha1\n    kind: Application\n    spec: {}\n'],
    ['a text', 'data: |\n  apiVersion: kustomize.toolkit.fluxcd.io/v1\n  kind: Kustomization\n  spec: {}\n'],
  ])('is not known where it may be in %s: then everything is perhaps applied, and no person is named', (_, hidden) => {
    const graph = graphOf({ 'hidden.yaml': hidden, 'a/a.yaml': map('a') });
    expect(graph.appliers).toEqual([]);
    expect(graph.notices).toEqual([
      'hidden.yaml may define appliers that are not read: in a template, or inside of something else.',
    ]);
    expect(statesOf(graph)['a/a.yaml']).toBe('perhaps');
  });

  it('is nobody where something only refers to an applier', () => {
    const graph = graphOf({
      'app.yaml': application('x', 'a'),
      'a/receiver.yaml': {
        ...map('r'),
        kind: 'Receiver',
        spec: { resources: [{ apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', name: 'z' }] },
      },
      'left.yaml': map('left'),
    });
    expect(graph.notices).toEqual([]);
    expect(statesOf(graph)['left.yaml']).toBe('not applied');
  });

  it('is not what patches an Application: a patch is no applier', () => {
    const graph = graphOf({
      'root.yaml': application('root', 'overlay'),
      'overlay/kustomization.yaml': { resources: ['../base'], patches: [{ path: 'patch.yaml' }] },
      'overlay/patch.yaml': application('web', 'elsewhere'),
      'base/kustomization.yaml': { resources: ['web.yaml'] },
      'base/web.yaml': application('web', 'web'),
      'web/a.yaml': map('a'),
    });
    expect(applierOf(graph, 'web')).toMatchObject({ definedIn: 'base/web.yaml', changedBy: ['overlay/kustomization.yaml'] });
    expect(fileOf(graph, 'overlay/patch.yaml')).toMatchObject({ state: 'part', objects: [] });
  });

  it('is a person for everything, where there is no applier', () => {
    const graph = graphOf({
      'chart/Chart.yaml': { apiVersion: 'v2', name: 'c' },
      'chart/db/kustomization.yaml': { resources: ['a.yaml'] },
      'chart/db/a.yaml': map('a'),
      'chart/db/left.yaml': map('left'),
      'b.yaml': map('b'),
    });
    expect(graph.appliers.map(({ kind }) => kind)).toEqual(['Person']);
    expect(statesOf(graph)).toEqual({
      'b.yaml': 'applied',
      'chart/db/a.yaml': 'applied',
      'chart/db/kustomization.yaml': 'part',
      'chart/db/left.yaml': 'perhaps',
    });
  });
});

describe('what an Application does to what was there', () => {
  it.each<[string, object, boolean, boolean]>([
    ['prunes with automated.prune', { spec: AUTOMATED }, true, false],
    ['prunes not by default', { spec: { syncPolicy: { automated: {} } } }, false, false],
    [
      'prunes not while it is not automated',
      { spec: { syncPolicy: { automated: { prune: true, enabled: false } } } },
      false,
      false,
    ],
    ['cascades with the finalizer', { metadata: FINALIZER }, false, true],
    [
      'cascades with the finalizer for the background',
      { metadata: { finalizers: ['resources-finalizer.argocd.argoproj.io/background'] } },
      false,
      true,
    ],
    ['cascades not with another one', { metadata: { finalizers: ['example.com/x'] } }, false, false],
  ])('%s', (_, more, prunes, cascades) => {
    const graph = graphOf({ 'a.yaml': application('x', 'a', more), 'a/a.yaml': map('a') });
    expect(applierOf(graph, 'x')).toMatchObject({ prunes: { known: prunes }, cascades: { known: cascades } });
  });

  it('keeps an Application that says Prune=false', () => {
    const metadata = { annotations: { 'argocd.argoproj.io/sync-options': 'Replace=true,Prune=false' } };
    const graph = graphOf({
      'root.yaml': application('root', 'apps', { spec: AUTOMATED }),
      'apps/x.yaml': application('x', 'a', { metadata }),
      'a/a.yaml': map('a'),
    });
    expect(applierOf(graph, 'x').goesWithDefinition).toEqual({ known: false });
  });
});

describe('the cluster', () => {
  const remote = { destination: { name: 'prod', namespace: 'x' } };
  const clustersOf = (files: { [path: string]: object }, name: string) => {
    const { clusters } = applierOf(graphOf(files), name);
    return 'known' in clusters ? clusters.known.map(({ address, of }) => `${address}|${of}`) : clusters;
  };

  it('is one, where there is one Argo CD', () => {
    expect(clustersOf({ 'x.yaml': application('x', 'a'), 'y.yaml': application('y', 'a'), 'a/a.yaml': map('a') }, 'x')).toEqual([
      'in-cluster|',
    ]);
  });

  it('is another one in each folder, where two appliers have one name', () => {
    const files = {
      'clusters/one/root.yaml': application('root', 'clusters/one/apps'),
      'clusters/one/apps/x.yaml': application('x', 'a'),
      'clusters/two/root.yaml': application('root', 'clusters/two/apps'),
      'clusters/two/apps/y.yaml': application('y', 'a'),
      'a/a.yaml': map('a'),
    };
    expect(clustersOf(files, 'x')).toEqual(['in-cluster|clusters/one']);
    expect(clustersOf(files, 'y')).toEqual(['in-cluster|clusters/two']);
  });

  it('is that of who makes it: an Application in another cluster applies to that one', () => {
    const files = {
      'root.yaml': application('root', 'apps', { spec: remote }),
      'apps/x.yaml': application('x', 'a'),
      'a/a.yaml': map('a'),
    };
    expect(clustersOf(files, 'root')).toEqual(['prod|']);
    expect(clustersOf(files, 'x')).toEqual(['prod|']);
  });

  it('is not known where the destination names none', () => {
    expect(clustersOf({ 'x.yaml': application('x', 'a', { spec: { destination: {} } }), 'a/a.yaml': map('a') }, 'x')).toEqual({
      unknown: 'the destination names no cluster',
    });
  });
});

describe('the repository of a source', () => {
  const other = (path: string) => application('other', path, { source: { repoURL: 'git@git.example.org:else/where.git' } });
  const repositories = (files: object, options?: object) =>
    graphOf(files as any, options).appliers.map(({ sources: [{ repository }] }) =>
      'known' in repository ? repository.known : 'unknown',
    );

  it('is this one when its folders are here, and elsewhere when another one has those', () => {
    expect(repositories({ 'a.yaml': application('x', 'a'), 'b.yaml': other('none'), 'a/a.yaml': map('a') })).toEqual([
      'here',
      'elsewhere',
    ]);
  });

  it('is not known when several could be this one; what they reach is perhaps applied', () => {
    const graph = graphOf({ 'a.yaml': application('x', 'a'), 'b.yaml': other('b'), 'a/a.yaml': map('a'), 'b/b.yaml': map('b') });
    expect(graph.appliers.map(({ sources: [{ repository }] }) => 'unknown' in repository)).toEqual([true, true]);
    expect(statesOf(graph)).toMatchObject({ 'a/a.yaml': 'perhaps', 'b/b.yaml': 'perhaps' });
  });

  it('is what was told, however the address is written', () => {
    const files = { 'a.yaml': application('x', 'a'), 'b.yaml': other('b'), 'a/a.yaml': map('a'), 'b/b.yaml': map('b') };
    expect(repositories(files, { repositories: ['ssh://git@git.example.com/team/repository'] })).toEqual(['here', 'elsewhere']);
    expect(repositories(files, { repositories: ['https://git.example.org/else/where/'] })).toEqual(['elsewhere', 'here']);
  });

  it('may be called by a name without an address, which is told apart from other names alone', () => {
    const files = { 'a.yaml': application('x', 'a'), 'a/a.yaml': map('a'), 'b.yaml': flux('y', 'b'), 'b/b.yaml': map('b') };
    expect(repositories(files)).toEqual(['here', 'here']);
    const another = flux('z', 'none', { sourceRef: { kind: 'GitRepository', name: 'other' } });
    expect(repositories({ ...files, 'c.yaml': another })).toEqual(['here', 'here', 'elsewhere']);
    const address = {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'flux-system', namespace: 'flux-system' },
      spec: { url: 'https://git.example.org/x' },
    };
    expect(repositories({ ...files, 'g.yaml': address }, { repositories: [HERE] })).toEqual(['here', 'elsewhere']);
  });

  it('is shown without a password', () => {
    const graph = graphOf({
      'a.yaml': application('x', 'a', { source: { repoURL: 'https://me:HIDDEN@git.example.com/a/b' } }),
      'a/a.yaml': map('a'),
    });
    expect(JSON.stringify(graph)).not.toContain('HIDDEN');
  });
});
