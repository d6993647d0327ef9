import { NOW } from '@pgplatform/test-kit';
import { run } from '../src/run';
import { folderWith } from './check/checked';

const CLUSTER = (spec: string, more = '') => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: db${more}}
spec: {instances: 1, imageName: "ghcr.io/cloudnative-pg/postgresql:17.5", storage: {size: 1Gi}${spec}}
`;

/** Inputs that a program may fail at, each alone in a repository beside a Cluster that is fine. */
const INPUTS: readonly (readonly [title: string, files: { readonly [path: string]: string }])[] = [
  ['a field that is a method', { 'pgplatform.yaml': 'toString: [{}]\n' }],
  ['a field that every object has', { 'pgplatform.yaml': 'constructor: 1\n' }],
  ['the prototype', { 'pgplatform.yaml': '"__proto__": [{}]\n' }],
  ['instances that are no number', { 'a.yaml': CLUSTER(', instances: .nan').replace('instances: 1, ', '') }],
  ['instances without end', { 'a.yaml': CLUSTER(', instances: .inf').replace('instances: 1, ', '') }],
  ['an apiVersion that is a mapping', { 'a.yaml': CLUSTER('').replace('postgresql.cnpg.io/v1', '{toString: x}') }],
  ['a kind that is a mapping', { 'a.yaml': CLUSTER('').replace('kind: Cluster', 'kind: {toString: x}') }],
  ['a namespace that is a mapping', { 'a.yaml': CLUSTER('').replace('namespace: db', 'namespace: {toString: x}') }],
  ['a name that is a mapping', { 'a.yaml': CLUSTER('').replace('name: pg', 'name: {toString: x}') }],
  ['an image that is a mapping', { 'a.yaml': CLUSTER('').replace(/"ghcr[^"]*"/, '{toString: x}') }],
  [
    'a parameter that is a mapping',
    { 'a.yaml': CLUSTER(', postgresql: {parameters: {work_mem: {toString: x}, toString: x, __proto__: x}}') },
  ],
  [
    'a library that is a mapping',
    { 'a.yaml': CLUSTER(', postgresql: {shared_preload_libraries: [{toString: x}], extensions: [{name: {toString: x}}]}') },
  ],
  [
    'a plugin that is a mapping',
    { 'a.yaml': CLUSTER(', plugins: [{name: {toString: x}, parameters: {barmanObjectName: {toString: x}}}]') },
  ],
  [
    'a source that is a mapping',
    { 'a.yaml': CLUSTER(', replica: {enabled: true, source: {toString: x}}, externalClusters: [{name: {toString: x}}]') },
  ],
  ['labels that are methods', { 'a.yaml': CLUSTER('', ', labels: {toString: x, constructor: {}}, annotations: {valueOf: x}') }],
  [
    'an Application of mappings',
    {
      'a.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: {toString: x}, namespace: {toString: x}}
spec: {project: {toString: x}, source: {repoURL: {toString: x}, chart: cloudnative-pg, targetRevision: {toString: x}}, destination: {namespace: {toString: x}}}
`,
    },
  ],
  [
    'a Kustomization of Flux made of mappings',
    {
      'a.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: {toString: x}, namespace: {toString: x}}
spec: {path: ./, deletionPolicy: {toString: x}, kubeConfig: {secretRef: {name: {toString: x}}}, postBuild: {substitute: {a: {toString: x}}}}
`,
    },
  ],
  [
    'a kustomization of a kind that is a mapping',
    { 'k/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: {toString: x}\nresources: [../fine.yaml]\n' },
  ],
  [
    'a patch with an operation that is nothing',
    {
      'k/kustomization.yaml': 'resources: [c.yaml]\npatches: [{target: {kind: Cluster, name: nowhere}, path: p.yaml}]\n',
      'k/c.yaml': CLUSTER('').replace('1Gi', 'tiny'),
      'k/p.yaml': '- null\n- {op: replace, path: /spec/instances, value: 1}\n',
    },
  ],
  ['a size of many digits', { 'a.yaml': CLUSTER(`, walStorage: {size: ${'1'.repeat(120_000)}x}`) }],
  ['a retention policy of many digits', { 'a.yaml': CLUSTER(`, backup: {retentionPolicy: ${'1'.repeat(120_000)}}`) }],
  ['an amount of many digits', { 'a.yaml': CLUSTER(`, resources: {requests: {memory: ${'1.'.repeat(60_000)}Gi}}`) }],
  ['a parameter of many digits', { 'a.yaml': CLUSTER(`, postgresql: {parameters: {work_mem: "${'1'.repeat(120_000)}x"}}`) }],
  ['a rule of many openings', { 'a.yaml': CLUSTER(`, postgresql: {pg_hba: ["${'${'.repeat(100_000)}:}"]}`) }],
  [
    'a pattern of many stars',
    {
      'a.yaml': `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: a, namespace: argocd}
spec:
  generators: [{git: {repoURL: x, directories: [{path: "${'*a'.repeat(40)}*b"}]}}]
  template: {metadata: {name: a}, spec: {source: {repoURL: x, path: "${'{{x}}a'.repeat(40)}b"}}}
`,
      [`${'a'.repeat(200)}/c.yaml`]: CLUSTER(''),
    },
  ],
];

const FINE = { 'fine.yaml': CLUSTER('').replaceAll('pg', 'fine') };

async function codeOf(args: string[]): Promise<{ code?: number; printed: string }> {
  const seen: { code?: number; printed: string } = { printed: '' };
  const write = (text: string) => {
    seen.printed += text;
  };
  const stream = { on: () => {}, write };
  await run({
    args,
    cwd: '/',
    env: process.env,
    now: () => NOW,
    stdin: process.stdin,
    stdout: stream,
    stderr: stream,
    exit: (code) => {
      seen.code = code;
    },
  });
  return seen;
}

it.each(INPUTS)('%s is judged by check, in every format', async (_, files) => {
  const root = folderWith({ ...FINE, ...files });
  for (const format of ['text', 'json', 'sarif', 'github']) {
    const { code, printed } = await codeOf(['check', root, '--format', format]);
    expect(printed).not.toContain('unexpected');
    expect([0, 1, 2]).toContain(code);
  }
});

it.each(INPUTS)('%s is compared by diff, as it comes and as it goes', async (_, files) => {
  const [fine, hostile] = [folderWith(FINE), folderWith({ ...FINE, ...files })];
  for (const args of [
    [fine, hostile],
    [hostile, fine, '--format', 'markdown'],
  ]) {
    const { code, printed } = await codeOf(['diff', ...args]);
    expect(printed).not.toContain('unexpected');
    expect([0, 1, 2]).toContain(code);
  }
});
