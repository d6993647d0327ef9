import * as fs from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv';
import { define } from '../../src/commands/explain';
import { define as defineGraph } from '../../src/commands/explain/graph';
import { folderWith } from '../check/checked';
import { runCommand } from '../run-command';

const SCHEMA = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../schema/apply-graph.schema.json'), 'utf8'));
const EXAMPLES = path.resolve(__dirname, '../../../../examples');

const explained = (cwd: string, ...args: string[]) => runCommand({ define: defineGraph }, cwd, args, process.env);

function validated(graph: object): object {
  const validate = new Ajv({ allowUnionTypes: true }).compile(SCHEMA);
  const plain = JSON.parse(JSON.stringify(graph));
  expect([validate(plain), validate.errors]).toEqual([true, null]);
  return plain;
}

const APPLICATION = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: NAME, namespace: argocd }
spec:
  source: { repoURL: "https://git.example.com/a/b", path: PATH }
  destination: { server: "https://kubernetes.default.svc", namespace: x }
`;
const application = (name: string, folder: string) => APPLICATION.replace('NAME', name).replace('PATH', folder);
const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
const KUSTOMIZATION = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: flux, namespace: flux-system }
spec:
  path: ./flux
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
  postBuild: { substitute: { A: HIDDEN }, substituteFrom: [{ kind: Secret, name: s }] }
`;
const root = folderWith({
  'root.yaml': application('root', 'apps'),
  'apps/kustomization.yaml': 'resources: [db.yaml, gone.yaml]\n',
  'apps/db.yaml': application('db', 'db'),
  'apps/old.yaml': application('old', 'db'),
  'db/a.yaml': MAP,
  'flux.yaml': KUSTOMIZATION,
  'flux/a.yaml': MAP,
  'set.yaml': `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: all, namespace: argocd }
spec:
  generators: [{ clusters: {} }]
  template:
    metadata: { name: "x-{{name}}" }
    spec: { source: { repoURL: "https://git.example.com/a/b", path: "clusters/{{name}}" }, destination: { name: "{{name}}" } }
`,
  'clusters/one/a.yaml': MAP,
  'left.yaml': MAP,
});

describe('the graph of a repository', () => {
  it('as JSON is one object of the published schema', async () => {
    const { exitCode, report } = await explained(root);
    expect(exitCode).toBe(0);
    const { appliers, files } = validated(report) as any;
    expect(appliers.map(({ kind, origin }: any) => `${kind} ${origin}`)).toEqual([
      'Application applied',
      'Application not applied',
      'FluxKustomization by hand',
      'Application by hand',
      'ApplicationSetElement by hand',
    ]);
    expect(Object.fromEntries(files.map(({ path: file, state }: any) => [file, state]))).toEqual({
      'apps/db.yaml': 'applied',
      'apps/kustomization.yaml': 'part',
      'apps/old.yaml': 'not applied',
      'clusters/one/a.yaml': 'perhaps',
      'db/a.yaml': 'applied',
      'flux.yaml': 'by hand',
      'flux/a.yaml': 'applied',
      'left.yaml': 'not applied',
      'root.yaml': 'by hand',
      'set.yaml': 'by hand',
    });
    validated((await explained(folderWith({ 'a.yaml': MAP }))).report);
  });

  it('as text says of each applier what it applies and who made it, and which files nobody applies', async () => {
    const { text } = await explained(root);
    const paragraphs = text.split('\n\n');
    const [db] = paragraphs.filter((paragraph) => paragraph.startsWith('Application/argocd/db@apps/db.yaml'));
    expect(db.split('\n').slice(1)).toEqual([
      '  made: applied, by Application/argocd/root@root.yaml',
      '  source: folder db of https://git.example.com/a/b (here)',
      '  built by: directory',
      '  cluster: in-cluster',
      '  namespace: x',
      '  prunes: no, cascades: no, goes with its definition: no',
      '  files:',
      '    db/a.yaml',
    ]);
    expect(text).toContain('problem: apps/kustomization.yaml: resources[1]: gone.yaml is no file or folder of this repository.');
    expect(text).toContain('elements: unknown (the generator clusters');
    expect(text).toContain('    clusters/one/a.yaml perhaps');
    expect(text).toContain('Not applied: no applier reaches it\n  apps/old.yaml Application/old\n  left.yaml ConfigMap/a');
    expect(text).toContain('variables unknown: Secret/flux-system/s is not here');
    expect(paragraphs.at(-1)).toBe('5 appliers, 10 files, 2 not applied');
    expect(text).not.toContain('HIDDEN');
  });

  it('takes the address of the repository', async () => {
    const { report } = await explained(
      root,
      '--repository',
      'https://git.example.com/other',
      '--repository',
      'git@git.example.com:x/y.git',
    );
    const sources = report.appliers
      .filter(({ kind }: any) => kind === 'Application')
      .map((applier: any) => applier.sources[0].repository);
    expect(sources).toEqual(Array(3).fill({ known: 'elsewhere' }));
  });

  it('is found from a folder inside of it, and refused for what is none', async () => {
    expect((await explained(path.dirname(root), path.basename(root))).report.files).toHaveLength(10);
    expect(await explained(root, 'nowhere')).toMatchObject({ exitCode: 2, codes: ['DIRECTORY_MISSING'] });
  });
});

it('explain knows graph, and loads it when it is asked', async () => {
  expect((await runCommand({ define }, root, ['graph'], process.env)).report.files).toHaveLength(10);
});

describe('the examples', () => {
  const examples = fs.readdirSync(EXAMPLES);

  it.each(examples)('%s: every file of infrastructure/ is applied by the environments one expects', async (example) => {
    const { report } = await explained(path.join(EXAMPLES, example));
    validated(report);
    const names = new Map<string, string>(report.appliers.map(({ id, name }: any) => [id, name.known]));
    const reached = new Map<string, string[]>(
      report.files.map(({ path: file, appliers }: any) => [
        file,
        appliers.map(({ applier, certain }: any) => (certain ? names.get(applier) : '?')),
      ]),
    );
    const files = fs
      .readdirSync(path.join(EXAMPLES, example, 'infrastructure'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => `infrastructure/${file.replaceAll(path.sep, '/')}`);
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const overlay = /overlays\/([^/]+)\//.exec(file)?.[1];
      expect([file, reached.get(file)]).toEqual([file, overlay ? [`postgres-${overlay}`] : ['postgres-stage', 'postgres-prod']]);
    }
    const root = report.appliers.find(({ definedIn }: any) => definedIn === 'apps/root.yaml');
    expect(root.origin).toBe('itself');
    for (const { id, madeBy } of report.appliers) if (id !== root.id) expect(madeBy).toEqual([root.id]);
    const left = report.files.filter(({ state }: any) => state === 'not applied').map((file: any) => file.path.split('/')[0]);
    expect(new Set(left)).toEqual(new Set(['rendered']));
  });
});
