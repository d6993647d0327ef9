import { application, applicationSet, applierOf, fileOf, graphOf, HERE, map, reachersOf, statesOf } from './trees';

const git = (more: object) => ({ git: { repoURL: HERE, revision: 'main', ...more } });

/** The folders that the Applications of a set apply, by name; `?` for what is not known. */
function made(
  generators: object[],
  path: string,
  more: Parameters<typeof applicationSet>[2] = {},
  files: { [path: string]: string | object } = {},
) {
  const graph = graphOf({
    'set.yaml': applicationSet(generators, path, more),
    'infra/db/one/a.yaml': map('one'),
    'infra/db/two/a.yaml': map('two'),
    'infra/db/two/deep/a.yaml': map('deep'),
    'infra/db/.hidden/a.yaml': map('hidden'),
    'envs/prod/config.json': { env: 'prod', cluster: { name: 'p1' } },
    'two.yaml': 'env: a\n---\nenv: b\n',
    'list.yaml': '- env: c\n- env: d\n',
    'envs/stage/config.json': { env: 'stage', cluster: { name: 's1' } },
    ...files,
  });
  return graph.appliers.map(({ name, sources: [{ path: folder }] }) =>
    [name, folder].map((fact) => (fact && 'known' in fact ? fact.known : '?')).join(' '),
  );
}

describe('the elements of a set', () => {
  const both = ['one infra/db/one', 'two infra/db/two'];
  const PATH = { name: '{{.path.basename}}' };

  it.each<[string, object[], string, Parameters<typeof applicationSet>[2], string[]]>([
    ['a list', [{ list: { elements: [{ env: 'one' }, { env: 'two' }] } }], 'infra/db/{{.env}}', { name: '{{ .env }}' }, both],
    ['git directories', [git({ directories: [{ path: 'infra/db/*' }] })], '{{.path.path}}', PATH, both],
    [
      'git directories without some',
      [git({ directories: [{ path: 'infra/db/*' }, { path: 'infra/db/two', exclude: true }] })],
      '{{.path.path}}',
      PATH,
      ['one infra/db/one'],
    ],
    [
      'git files',
      [git({ files: [{ path: 'envs/*/config.json' }] })],
      'clusters/{{.cluster.name}}',
      { name: '{{.env}}-{{index .path.segments 1}}' },
      ['prod-prod clusters/p1', 'stage-stage clusters/s1'],
    ],
    [
      'a parameter prefix and values',
      [git({ pathParamPrefix: 'my', values: { x: '{{.my.path.basename}}' }, directories: [{ path: 'infra/db/o*' }] })],
      '{{.my.path.path}}',
      { name: '{{.values.x}}' },
      ['one infra/db/one'],
    ],
    [
      'a file of the root, of which the first document counts, and a list in it',
      [git({ files: [{ path: 'two.yaml' }, { path: 'list.yaml' }] })],
      'infra/db/{{.env}}',
      { name: '{{.env}}-{{.path.path}}-{{.path.basename}}' },
      ['c-.-. infra/db/c', 'd-.-. infra/db/d', 'a-.-. infra/db/a'],
    ],
    [
      'a matrix',
      [
        {
          matrix: {
            generators: [git({ directories: [{ path: 'infra/db/*' }] }), { list: { elements: [{ env: 'a' }, { env: 'b' }] } }],
          },
        },
      ],
      '{{.path.path}}',
      { name: '{{.path.basename}}-{{.env}}' },
      ['one-a infra/db/one', 'one-b infra/db/one', 'two-a infra/db/two', 'two-b infra/db/two'],
    ],
    [
      'a matrix whose second generator takes values of the first',
      [
        {
          matrix: {
            generators: [{ list: { elements: [{ dir: 'one' }] } }, git({ directories: [{ path: 'infra/db/{{.dir}}' }] })],
          },
        },
      ],
      '{{.path.path}}',
      PATH,
      ['one infra/db/one'],
    ],
    [
      'a merge',
      [
        {
          merge: {
            mergeKeys: ['env'],
            generators: [
              {
                list: {
                  elements: [
                    { env: 'one', n: 'x' },
                    { env: 'two', n: 'y' },
                  ],
                },
              },
              {
                list: {
                  elements: [
                    { env: 'two', n: 'z' },
                    { env: 'three', n: 'w' },
                  ],
                },
              },
            ],
          },
        },
      ],
      'infra/db/{{.env}}',
      { name: '{{.n}}' },
      ['x infra/db/one', 'z infra/db/two'],
    ],
    [
      'a selector',
      [{ list: { elements: [{ env: 'one' }, { env: 'two' }] }, selector: { matchLabels: { env: 'two' } } }],
      'infra/db/{{.env}}',
      { name: '{{.env}}' },
      ['two infra/db/two'],
    ],
    [
      'a template of the older kind',
      [git({ directories: [{ path: 'infra/db/*' }] })],
      '{{path}}',
      { name: '{{path.basename}}', spec: { goTemplate: false } },
      both,
    ],
    [
      'older names of a place',
      [git({ files: [{ path: 'envs/prod/config.json' }] })],
      '{{path}}',
      { name: '{{path[1]}}-{{cluster.name}}-{{path.filename}}', spec: { goTemplate: false } },
      ['prod-p1-config.json envs/prod'],
    ],
    [
      'several generators',
      [{ list: { elements: [{ env: 'one' }] } }, { list: { elements: [{ env: 'two' }] } }],
      'infra/db/{{.env}}',
      { name: '{{.env}}' },
      both,
    ],
  ])('are those of %s', (_, generators, path, more, expected) => {
    expect(made(generators, path, more)).toEqual(expected);
  });

  it('are not known of clusters: the shape of the template is, and what it could reach is perhaps applied', () => {
    const graph = graphOf({
      'set.yaml': applicationSet([{ clusters: {} }], 'clusters/{{.name}}/db', { name: 'db-{{.name}}' }),
      'clusters/a/db/a.yaml': map('a'),
      'clusters/a/web/a.yaml': map('w'),
    });
    expect(graph.sets).toEqual([
      { id: 'ApplicationSet/argocd/set@set.yaml', file: 'set.yaml', elements: { unknown: expect.stringContaining('clusters') } },
    ]);
    expect(graph.appliers).toMatchObject([
      { kind: 'ApplicationSetElement', name: { unknown: expect.stringContaining('clusters') } },
    ]);
    expect(statesOf(graph)).toEqual({
      'set.yaml': 'by hand',
      'clusters/a/db/a.yaml': 'perhaps',
      'clusters/a/web/a.yaml': 'not applied',
    });
  });

  it('are known in part, where one half of a matrix is', () => {
    const generators = [{ matrix: { generators: [git({ directories: [{ path: 'infra/db/*' }] }), { clusters: {} }] } }];
    const graph = graphOf({
      'set.yaml': applicationSet(generators, '{{.path.path}}', { name: '{{.path.basename}}-{{.name}}' }),
      'infra/db/one/a.yaml': map('one'),
      'other/a.yaml': map('other'),
    });
    expect(graph.appliers.map(({ sources: [{ path }], name }) => [path, 'unknown' in name])).toEqual([
      [{ known: 'infra/db/one' }, true],
    ]);
    expect(statesOf(graph)).toMatchObject({ 'infra/db/one/a.yaml': 'perhaps', 'other/a.yaml': 'not applied' });
  });

  it('may be anything, where nothing of the path is known', () => {
    const graph = graphOf({ 'set.yaml': applicationSet([{ plugin: {} }], '{{.path}}'), 'a/a.yaml': map('a') });
    expect(statesOf(graph)).toMatchObject({ 'a/a.yaml': 'perhaps' });
  });

  it('are those of another repository, where the generator looks there', () => {
    const graph = graphOf(
      {
        'set.yaml': applicationSet(
          [{ git: { repoURL: 'https://git.example.com/x/y', directories: [{ path: 'a/*' }] } }],
          '{{.path.path}}',
        ),
        'a/b/a.yaml': map('a'),
      },
      { repositories: [HERE] },
    );
    expect(graph.sets[0].elements).toEqual({ unknown: 'a git generator of another repository' });
  });
});

describe('a value that is not there', () => {
  const generators = [{ list: { elements: [{ env: 'one' }] } }];

  it('fails the whole set with missingkey=error', () => {
    const graph = graphOf({
      'set.yaml': applicationSet(generators, 'infra/{{.nothing}}', { spec: { goTemplateOptions: ['missingkey=error'] } }),
      'infra/a/a.yaml': map('a'),
    });
    expect(graph.appliers).toEqual([]);
    expect(graph.sets[0].elements).toEqual({ unknown: expect.stringContaining('.nothing') });
  });

  it('fails it in the values of a generator too, and in the second half of a matrix', () => {
    const spec = { goTemplateOptions: ['missingkey=error'] };
    const values = git({ directories: [{ path: 'infra/*' }], values: { x: '{{.nothing}}' } });
    const matrix = {
      matrix: { generators: [{ list: { elements: [{}] } }, git({ directories: [{ path: 'infra/{{.nothing}}' }] })] },
    };
    for (const generator of [values, matrix]) {
      const graph = graphOf({ 'set.yaml': applicationSet([generator], '{{.path.path}}', { spec }), 'infra/a/a.yaml': map('a') });
      expect(graph.sets[0].elements).toEqual({ unknown: expect.stringContaining('.nothing') });
    }
  });

  it('is <no value> without it', () => {
    expect(made(generators, 'infra/{{.nothing}}', { name: 'x' })).toEqual(['x infra/<no value>']);
  });

  it('stays as it stands in a template of the older kind', () => {
    expect(made(generators, 'infra/{{nothing}}', { name: 'x', spec: { goTemplate: false } })).toEqual(['x ?']);
  });
});

describe('what a set says of its Applications', () => {
  const set = (spec: object, template?: object) =>
    graphOf({
      'set.yaml': applicationSet([{ list: { elements: [{}] } }], 'a', { spec: { ...spec }, template } as any),
      'a/a.yaml': map('a'),
    }).appliers[0];

  it.each<[string, object, boolean, boolean]>([
    ['they cascade, and go with their element', {}, true, true],
    ['preserveResourcesOnDeletion', { syncPolicy: { preserveResourcesOnDeletion: true } }, false, true],
    ['create-update', { syncPolicy: { applicationsSync: 'create-update' } }, true, false],
    ['create-only', { syncPolicy: { applicationsSync: 'create-only' } }, true, false],
    ['create-delete', { syncPolicy: { applicationsSync: 'create-delete' } }, true, true],
  ])('%s', (_, spec, cascades, goes) => {
    expect(set(spec)).toMatchObject({ cascades: { known: cascades }, goesWithDefinition: { known: goes } });
  });

  it.each<[string[], boolean, boolean]>([
    [['example.com/other'], false, false],
    [['resources-finalizer.argocd.argoproj.io'], true, true],
  ])('with the finalizers %j of the template, none is added: %s', (finalizers, preserveResourcesOnDeletion, cascades) => {
    const { spec } = application('x', 'a');
    const made = set({ syncPolicy: { preserveResourcesOnDeletion } }, { metadata: { name: 'x', finalizers }, spec });
    expect(made.cascades).toEqual({ known: cascades });
  });

  it('templatePatch decides what it names, also by conditions', () => {
    const templatePatch =
      '{{- if eq .env "prod" }}\nspec:\n  syncPolicy:\n    automated:\n      prune: {{ .prune }}\n{{- end }}\n';
    const graph = graphOf({
      'set.yaml': applicationSet(
        [
          {
            list: {
              elements: [
                { env: 'prod', prune: true },
                { env: 'stage', prune: true },
              ],
            },
          },
        ],
        'a',
        { name: '{{.env}}', spec: { templatePatch } },
      ),
      'a/a.yaml': map('a'),
    });
    expect([applierOf(graph, 'prod').prunes, applierOf(graph, 'stage').prunes]).toEqual([{ known: true }, { known: false }]);
    expect(reachersOf(graph, 'a/a.yaml')).toEqual(['prod', 'stage']);
  });

  it('is said by who applies the set', () => {
    const graph = graphOf({
      'root.yaml': application('root', 'apps'),
      'apps/set.yaml': applicationSet([{ list: { elements: [{ env: 'one' }] } }], 'a', { name: '{{.env}}' }),
      'a/a.yaml': map('a'),
    });
    expect(applierOf(graph, 'one')).toMatchObject({
      origin: 'applied',
      madeBy: [applierOf(graph, 'root').id],
      set: 'ApplicationSet/argocd/set@apps/set.yaml',
    });
    expect(fileOf(graph, 'apps/set.yaml').state).toBe('applied');
  });
});
