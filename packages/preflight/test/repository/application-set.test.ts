import { templatesOf } from '../../src/repository/application-set';

const set = (generator: object, template: object, goTemplate = true) => ({
  spec: { goTemplate, generators: [generator], template },
});
const TREE = {
  folders: ['overlays/prod', 'overlays/stage', 'overlays/prod/deep', 'base'],
  files: [{ path: 'envs/prod/config.yaml', documents: [{ env: 'prod', cluster: { name: 'c1' } }] }],
};
const names = (object: any) => templatesOf(object, TREE).map(({ metadata }) => metadata.name);

describe('templatesOf', () => {
  it('makes one Application for each element of a list', () => {
    const list = { list: { elements: [{ env: 'prod', n: { m: 1 } }, { env: 'stage' }] } };
    expect(names(set(list, { metadata: { name: 'pg-{{ .env }}-{{.n.m}}' } }))).toEqual(['pg-prod-1', 'pg-stage-{{.n.m}}']);
  });

  it('fills templates without Go templating in too', () => {
    expect(names(set({ list: { elements: [{ env: 'prod' }] } }, { metadata: { name: 'pg-{{env}}' } }, false))).toEqual([
      'pg-prod',
    ]);
  });

  it('makes one for each folder that a git generator matches', () => {
    const git = { git: { directories: [{ path: 'overlays/*' }, { path: 'overlays/stage', exclude: true }] } };
    const template = (path: string) => ({ metadata: { name: '{{.path.basename}}' }, spec: { source: { path } } });
    expect(templatesOf(set(git, template('{{ .path.path }}')), TREE)).toEqual([
      { metadata: { name: 'prod' }, spec: { source: { path: 'overlays/prod' } } },
    ]);
    const old = templatesOf(
      set(git, { metadata: { name: '{{path.basename}}' }, spec: { source: { path: '{{path}}' } } }, false),
      TREE,
    );
    expect(old).toEqual([{ metadata: { name: 'prod' }, spec: { source: { path: 'overlays/prod' } } }]);
  });

  it('makes one for each file that a git generator matches', () => {
    const git = { git: { files: [{ path: 'envs/**/config.yaml' }] } };
    expect(names(set(git, { metadata: { name: '{{.env}}-{{.cluster.name}}-{{.path.basename}}' } }))).toEqual(['prod-c1-prod']);
  });

  it('leaves the template of other generators as it is', () => {
    expect(names(set({ clusters: {} }, { metadata: { name: '{{.name}}' } }))).toEqual(['{{.name}}']);
  });

  it('merges the template of a generator over that of the set', () => {
    const list = { list: { elements: [{}], template: { spec: { project: 'own' } } } };
    expect(templatesOf(set(list, { metadata: { name: 'x' }, spec: { project: 'default' } }), TREE)[0].spec).toEqual({
      project: 'own',
    });
  });

  it('applies a templatePatch that is JSON, with the values of the element', () => {
    const templatePatch =
      '{ "spec": { "destination": {{ toJson .destination }}, "project": "{{ .env }}", "source": {{ .none | toJson }} } }';
    const list = { list: { elements: [{ env: 'prod', destination: { name: 'eu' } }] } };
    const made = (patch: string) => {
      const object = set(list, { metadata: { name: 'x' }, spec: { destination: { namespace: 'pg' } } });
      return templatesOf({ ...object, spec: { ...object.spec, templatePatch: patch } }, TREE)[0].spec;
    };
    expect(made(templatePatch.replace(', "source": {{ .none | toJson }}', ''))).toEqual({
      destination: { namespace: 'pg', name: 'eu' },
      project: 'prod',
    });
    expect(made(templatePatch)).toEqual({ destination: { namespace: 'pg' } });
  });
});
