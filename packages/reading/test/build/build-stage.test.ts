import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { kustomizeBuild, readYaml12 } from '@pgplatform/test-kit';
import { Kustomize } from '../../src/adapters/kustomize';
import { BuildStage } from '../../src/build/build-stage';
import { KUSTOMIZATION } from '../../src/build/kustomization-fields';
import { WorkTree } from '../../src/tree/work-tree';
import { folderWith } from '../tree/files';

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { k: v }\n';
const PATCH = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { k: w }\n';
const FILES = {
  'map.yaml': MAP,
  'patch.yaml': PATCH,
  'operations.yaml': '- { op: replace, path: /data/k, value: x }\n',
  'settings.env': 'A=1\n',
  'base/kustomization.yaml': 'resources: [other.yaml]\n',
  'base/other.yaml': MAP.replace('name: a', 'name: b'),
  'part/kustomization.yml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnameSuffix: -z\n',
  'replacement.yaml': '- { source: { kind: ConfigMap, name: a, fieldPath: data.k }, targets: [] }\n',
  'transformer.yaml':
    'apiVersion: builtin\nkind: PrefixTransformer\nmetadata: { name: p }\nprefix: y-\nfieldSpecs: [{ path: metadata/name }]\n',
  'config.yaml': 'namePrefix: [{ path: metadata/name }]\n',
  'node_modules/k/kustomization.yaml': 'resources: [m.yaml]\n',
  'node_modules/k/m.yaml': MAP,
};

const target = 'target: { kind: ConfigMap }';

/** The problems of a kustomization beside those files. */
function problems(kustomization: string, more: { readonly [file: string]: string } = {}) {
  const root = folderWith({ ...FILES, ...more, 'kustomization.yaml': kustomization });
  return new BuildStage(new WorkTree(root)).add('');
}

describe('every path of a kustomization', () => {
  it.each<[string, string]>([
    ['resources', 'resources: [./map.yaml, part/../base/]'],
    ['bases', 'bases: [base]'],
    ['components', 'resources: [map.yaml]\ncomponents: [part]'],
    ['patches', `resources: [map.yaml]\npatches: [{ path: patch.yaml }, { path: operations.yaml, ${target} }]`],
    ['a patch in a text', `resources: [map.yaml]\npatches:\n- ${target}\n  patch: |\n    - { op: remove, path: /data/k }`],
    [
      'patchesStrategicMerge',
      'resources: [map.yaml]\npatchesStrategicMerge:\n- patch.yaml\n- |\n  apiVersion: v1\n  kind: ConfigMap\n  metadata: { name: a }\n  data: { k: q }',
    ],
    [
      'patchesJson6902',
      'resources: [map.yaml]\npatchesJson6902: [{ target: { version: v1, kind: ConfigMap, name: a }, path: operations.yaml }]',
    ],
    [
      'generators of files',
      'configMapGenerator: [{ name: c, files: [settings.env, k=map.yaml], envs: [settings.env], literals: [a=b] }]',
    ],
    ['generators of secrets', 'secretGenerator: [{ name: c, env: settings.env }]'],
    ['replacements', 'resources: [map.yaml]\nreplacements: [{ path: replacement.yaml }]'],
    ['transformers', 'resources: [map.yaml]\ntransformers: [transformer.yaml]'],
    [
      'transformers in a text',
      `resources: [map.yaml]\ntransformers:\n- |\n${FILES['transformer.yaml'].replace(/^(?=.)/gm, '  ')}`,
    ],
    ['configurations', 'resources: [map.yaml]\nconfigurations: [config.yaml]'],
    [
      'what names no file',
      'resources: [map.yaml]\nnamespace: ns\nlabels: [{ pairs: { a: b } }]\nimages: [{ name: x, newTag: "1" }]',
    ],
  ])('is taken along, and builds to the same: %s', async (_, kustomization) => {
    const root = folderWith({ ...FILES, 'kustomization.yaml': kustomization });
    const stage = new BuildStage(new WorkTree(root));
    expect(stage.add('')).toEqual([]);
    const staged = stage.write();
    const built = await (Kustomize.find(root, process.env) as Kustomize).build(staged, '');
    const files = fs.readdirSync(staged, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    fs.rmSync(staged, { recursive: true });
    const named = (objects: any[]) => objects.map(({ kind, metadata, data }) => ({ kind, metadata, data }));
    expect('text' in built && named(readYaml12(built.text)).sort(byName)).toEqual(named(kustomizeBuild(root)).sort(byName));
    expect(files.length).toBeLessThan(6);
  });

  const server = 'http://127.0.0.1:1/x';
  it.each<[string, string]>([
    ['resources', 'resources: ["git::file:///x//.?timeout=5s&ref=--upload-pack=touch%20MARKER"]'],
    ['resources by ssh', 'resources: ["evil@127.0.0.1:foo/bar.git"]'],
    ['resources by a known host', 'resources: [github.com/a/b]'],
    ['resources by _git', 'resources: [a_git/b]'],
    ['resources by a registry', 'resources: ["oci://127.0.0.1:1/x"]'],
    ...[
      'resources: [U]',
      'bases: [U]',
      'components: [U]',
      'crds: [U]',
      'configurations: [U]',
      'openapi: { path: U }',
      'patches: [{ path: U }]',
      'patchesStrategicMerge: [U]',
      'patchesJson6902: [{ path: U }]',
      'replacements: [{ path: U }]',
      'generators: [U]',
      'transformers: [U]',
      'validators: [U]',
      'configMapGenerator: [{ files: [U] }]',
      'configMapGenerator: [{ files: ["k=U"] }]',
      'configMapGenerator: [{ envs: [U] }]',
      'secretGenerator: [{ env: U }]',
      'secretGenerator: [{ files: [U] }]',
      'patchesStrategicMerge: ["U\\nx: y"]',
      'transformers: ["{apiVersion: builtin, kind: PatchTransformer, path: U}"]',
      'generators: ["{apiVersion: builtin, kind: ConfigMapGenerator, files: [U]}"]',
      'helmCharts: [{ name: x, repo: U }]',
      'helmChartInflationGenerator: [{ chartName: x }]',
    ].map((text): [string, string] => [text, text.replaceAll('U', server)]),
  ])('is no address: %s', (_, kustomization) => {
    expect(problems(kustomization)).toMatchObject([{ kind: 'remote', file: 'kustomization.yaml' }]);
  });

  it.each<[string, string, string]>([
    ['is not there', 'resources: [none.yaml]', 'wrong'],
    ['is a file where a folder is asked', 'components: [map.yaml]', 'wrong'],
    ['is a folder without a kustomization', 'resources: [empty]', 'wrong'],
    ['leads out', 'resources: [../map.yaml]', 'unread'],
    ['is absolute', 'resources: [/etc/hostname]', 'unread'],
    ['is an installed package', 'resources: [node_modules/k]', 'unread'],
    ['is in the folder of git', 'resources: [.git/x.yaml]', 'unread'],
    ['is a link', 'resources: [link.yaml]', 'unread'],
    ['is in a linked folder', 'resources: [links/kustomization.yaml]', 'unread'],
    ['is a pipe', 'patches: [{ path: pipe.yaml }]', 'unread'],
    ['stands in a field in another spelling', 'Resources: [map.yaml]', 'unread'],
    ['stands in a field of a generator in another spelling', 'configMapGenerator: [{ name: a, Files: [map.yaml] }]', 'unread'],
    ['stands in a field that nobody knows', 'remotes: [map.yaml]', 'unread'],
    ['is a plugin that runs a program', 'transformers: [exec.yaml]', 'unread'],
    ['is a plugin with a function', 'transformers: [function.yaml]', 'unread'],
    ['is a folder of plugins', 'transformers: [base]', 'wrong'],
    ['is no text', 'resources: [{ a: b }]', 'wrong'],
    ['is no list', 'resources: map.yaml', 'wrong'],
  ])('is not taken where it %s', (_, kustomization, kind) => {
    const root = folderWith({
      ...FILES,
      'kustomization.yaml': kustomization,
      'empty/x.yaml': MAP,
      'exec.yaml': 'apiVersion: example.com/v1\nkind: Executable\nmetadata: { name: x }\n',
      'function.yaml': `${FILES['transformer.yaml'].replace('name: p', 'name: p, annotations: { config.kubernetes.io/function: "exec: { path: ./x.sh }" }')}`,
    });
    fs.symlinkSync('map.yaml', path.join(root, 'link.yaml'));
    fs.symlinkSync('base', path.join(root, 'links'));
    execFileSync('mkfifo', [path.join(root, 'pipe.yaml')]);
    expect(new BuildStage(new WorkTree(root)).add('')).toMatchObject([{ kind }]);
  });

  it('shows no password', () => {
    const [{ why }] = problems('resources: ["https://somebody:HIDDEN@example.com/x.yaml"]');
    expect(why).toBe('resources[0]: https://***@example.com/x.yaml is no path of this repository.');
  });

  it('counts in every kustomization that takes part', () => {
    const found = problems('resources: [deep]', {
      'deep/kustomization.yaml': 'resources: [../base, deeper]',
      'deep/deeper/kustomization.yaml': 'resources: ["https://example.com/x.yaml"]',
    });
    expect(found).toMatchObject([{ kind: 'remote', file: 'deep/deeper/kustomization.yaml' }]);
  });
});

it('a path that was looked up is what Kustomize reads, in a file that was written from it', () => {
  const root = folderWith({
    ...FILES,
    'kustomization.yaml': 'resources: [map.yaml] # "- http://127.0.0.1:1/"\n---\nresources: [x]\n',
  });
  const stage = new BuildStage(new WorkTree(root));
  expect(stage.add('')).toEqual([]);
  const staged = stage.write();
  const written = JSON.parse(fs.readFileSync(path.join(staged, 'kustomization.yaml'), 'utf8'));
  fs.rmSync(staged, { recursive: true });
  expect(written).toEqual({ resources: ['./map.yaml'] });
});

it('a kustomization of names that objects have keeps them', () => {
  const visitor = { path: (text: string) => text, plugins: () => undefined, unknown: jest.fn(), mistyped: jest.fn() };
  KUSTOMIZATION(JSON.parse('{"constructor": [], "__proto__": {}, "toString": 1}'), '', visitor);
  expect(visitor.unknown.mock.calls).toEqual([['constructor'], ['__proto__'], ['toString']]);
});

function byName(a: any, b: any): number {
  return `${a.kind}${a.metadata.name}` < `${b.kind}${b.metadata.name}` ? -1 : 1;
}
