import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Crds, testWhen } from '@pgplatform/test-kit';
import { Chart, Testing } from 'cdk8s';
import { ApplicationSet, type ApplicationSetOptions } from '../src';
import { expand, type Render, renderHere } from './expand';

const REPO = 'https://git.example.com/acme/gitops.git';
const STAGE = { environment: 'stage', namespace: 'postgres-stage' };
const PROD = { environment: 'prod', namespace: 'postgres-prod' };

function make(options: Partial<ApplicationSetOptions> = {}): ApplicationSet {
  return new ApplicationSet(new Chart(Testing.app(), 'test'), 'set', { repoUrl: REPO, elements: [STAGE, PROD], ...options });
}

function codes(options: any): string[] {
  try {
    make(options);
  } catch (error: any) {
    return error.problems.map((problem: any) => `${problem.code} ${problem.path}`);
  }
  return [];
}

const VARIANTS: Record<string, Partial<ApplicationSetOptions>> = {
  'equal environments': {},
  'one environment': { elements: [STAGE] },
  'different sync policies': { elements: [STAGE, { ...PROD, sync: { prune: false } }] },
  'a production that a person syncs': { elements: [STAGE, { ...PROD, sync: { automated: false } }] },
  'nobody syncs by itself': { elements: [STAGE, PROD].map((element) => ({ ...element, sync: { automated: false } })) },
  'a cluster for each environment': {
    elements: [
      { ...STAGE, destination: { server: 'https://10.0.0.1:6443' } },
      { ...PROD, destination: { name: 'prod-eu' }, sync: { selfHeal: false } },
    ],
  },
  'product databases': {
    name: 'postgres-databases',
    applicationName: 'databases-{{ .product }}-{{ .env }}',
    path: 'workloads/{{ .product }}/databases/{{ .env }}',
    createNamespace: false,
    elements: [
      { ...STAGE, product: 'product-a' },
      { ...PROD, product: 'product-a' },
      { ...PROD, product: 'product-b', sync: { prune: false } },
    ],
  },
};

describe('the generated Applications', () => {
  test('every environment gets the Application of the reference, guarded', () => {
    const [stage, prod] = expand(make().manifest, renderHere);
    expect(prod).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: 'postgres-prod',
        labels: { 'app.kubernetes.io/part-of': 'postgres', environment: 'prod' },
        annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' },
      },
      spec: {
        project: 'default',
        source: { repoURL: REPO, targetRevision: 'main', path: 'infrastructure/postgres/overlays/prod' },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'postgres-prod' },
        syncPolicy: {
          automated: { prune: true, selfHeal: true, allowEmpty: false },
          managedNamespaceMetadata: { labels: { environment: 'prod' } },
          syncOptions: ['CreateNamespace=true', 'ServerSideApply=true', 'SkipDryRunOnMissingResource=true', 'Delete=false'],
          retry: { limit: 20, refresh: true, backoff: { duration: '15s', factor: 2, maxDuration: '2m' } },
        },
      },
    });
    expect(stage.metadata.name).toBe('postgres-stage');
  });

  test('an environment may sync without deleting while another deletes', () => {
    const [stage, prod] = expand(make(VARIANTS['different sync policies']).manifest, renderHere);
    expect(stage.spec.syncPolicy.automated).toEqual({ prune: true, selfHeal: true, allowEmpty: false });
    expect(prod.spec.syncPolicy.automated).toEqual({ prune: false, selfHeal: true, allowEmpty: false });
  });

  test('an environment that a person syncs has no automated policy at all', () => {
    const [stage, prod] = expand(make(VARIANTS['a production that a person syncs']).manifest, renderHere);
    expect(stage.spec.syncPolicy.automated).toBeDefined();
    expect(prod.spec.syncPolicy).not.toHaveProperty('automated');
    expect(prod.spec.syncPolicy.retry.limit).toBe(20);
  });

  test('environments go to their clusters, by server or by name, never by both', () => {
    const [stage, prod] = expand(make(VARIANTS['a cluster for each environment']).manifest, renderHere);
    expect(stage.spec.destination).toEqual({ namespace: 'postgres-stage', server: 'https://10.0.0.1:6443' });
    expect(prod.spec.destination).toEqual({ namespace: 'postgres-prod', name: 'prod-eu' });
  });

  test('one cluster for all is written once, without a templatePatch', () => {
    const set = make({ elements: [STAGE, PROD].map((element) => ({ ...element, destination: { name: 'eu' } })) });
    expect(set.manifest.spec.template.spec.destination).toEqual({ name: 'eu', namespace: '{{ .namespace }}' });
    expect(set.manifest.spec).not.toHaveProperty('templatePatch');
    expect(set.manifest.spec.generators[0].list.elements[0]).toEqual({ env: 'stage', namespace: 'postgres-stage' });
  });

  test('a product database is an Application of its own that leaves the namespace to the Cluster', () => {
    const [first, , last] = expand(make(VARIANTS['product databases']).manifest, renderHere);
    expect(first.metadata.name).toBe('databases-product-a-stage');
    expect(first.metadata.labels).toEqual({
      'app.kubernetes.io/part-of': 'postgres-databases',
      product: 'product-a',
      environment: 'stage',
    });
    expect(last.spec.source.path).toBe('workloads/product-b/databases/prod');
    expect(last.spec.syncPolicy).not.toHaveProperty('managedNamespaceMetadata');
    expect(last.spec.syncPolicy.syncOptions).not.toContain('CreateNamespace=true');
    expect(last.spec.syncPolicy.automated.prune).toBe(false);
  });

  test('no Application has a finalizer that would cascade into a database', () => {
    for (const options of Object.values(VARIANTS)) {
      for (const application of expand(make(options).manifest, renderHere)) {
        expect(application.metadata).not.toHaveProperty('finalizers');
        expect(application.spec.syncPolicy.syncOptions).toContain('Delete=false');
      }
    }
  });
});

describe('the ApplicationSet', () => {
  test('it never deletes an Application, and an unknown key is an error instead of "<no value>"', () => {
    const { metadata, spec } = make().manifest;
    expect(metadata).toEqual({
      name: 'postgres',
      namespace: 'argocd',
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    });
    expect(spec.syncPolicy).toEqual({ preserveResourcesOnDeletion: true, applicationsSync: 'create-update' });
    expect(spec.goTemplate).toBe(true);
    expect(spec.goTemplateOptions).toEqual(['missingkey=error']);
  });

  test('an added environment adds an element and changes nothing else', () => {
    const before = make({ elements: [STAGE] }).manifest;
    const after = make({ elements: [STAGE, PROD] }).manifest;
    const [first, ...added] = after.spec.generators[0].list.elements;
    expect([first]).toEqual(before.spec.generators[0].list.elements);
    expect(added).toEqual([{ env: 'prod', namespace: 'postgres-prod' }]);
    expect({ ...after.spec, generators: [] }).toEqual({ ...before.spec, generators: [] });
  });

  test('its file is named after it unless one is given', () => {
    expect(make().files()).toEqual([{ path: 'apps/infrastructure/postgres.yaml', content: [make().manifest] }]);
    expect(make({ file: 'apps/databases.yaml' }).files()[0].path).toBe('apps/databases.yaml');
  });

  test('it is an object of the cdk8s chart it is made in', () => {
    const chart = new Chart(Testing.app(), 'test');
    const set = new ApplicationSet(chart, 'set', { repoUrl: REPO, elements: [STAGE] });
    expect(chart.toJson()).toEqual([set.manifest]);
  });

  test('another Argo CD namespace and project reach the ApplicationSet and its Applications', () => {
    const { metadata, spec } = make({ argoCd: { namespace: 'gitops', project: 'payments' } }).manifest;
    expect(metadata.namespace).toBe('gitops');
    expect(spec.template.spec.project).toBe('payments');
  });
});

describe('problems', () => {
  test('two elements that would share a name are refused', () => {
    const elements = [
      { ...STAGE, product: 'a-b', environment: 'c' },
      { ...STAGE, product: 'a', environment: 'b-c' },
    ];
    expect(codes({ elements, applicationName: 'databases-{{ .product }}-{{ .env }}' })).toEqual([
      'APPLICATION_NAME_TAKEN elements.a.b-c',
    ]);
    expect(codes({ elements: [STAGE, STAGE] })).toEqual(['APPLICATION_NAME_TAKEN elements.stage']);
  });

  test.each([
    ['{{ .product }}-{{ .env }}', 'a key that some element lacks'],
    ['postgres-{{ .name }}', 'a key that no element has'],
    ['postgres-{{ .env | upper }}', 'anything but a key'],
    ['postgres-{{ .env', 'half an action'],
  ])('the template %s is refused: %s', (applicationName) => {
    expect(codes({ applicationName, elements: [STAGE, { ...PROD, product: 'a' }] })).toEqual(['TEMPLATE_KEY applicationName']);
    expect(codes({ path: applicationName, elements: [STAGE, { ...PROD, product: 'a' }] })).toEqual(['TEMPLATE_KEY path']);
  });

  test('a name that Kubernetes would refuse is refused', () => {
    expect(codes({ applicationName: 'Postgres-{{ .env }}' })).toEqual([
      'NAME_INVALID elements.stage',
      'NAME_INVALID elements.prod',
    ]);
  });

  test('all problems are reported at once, at any depth', () => {
    expect(
      codes({
        repoUrl: 'acme/gitops',
        elements: [
          { ...STAGE, sync: { purne: true } },
          { ...PROD, destination: { server: 'https://10.0.0.1', name: 'eu' } },
        ],
      }),
    ).toEqual([
      'REPO_URL_INVALID repoUrl',
      'OPTION_UNKNOWN elements[0].sync.purne',
      'DESTINATION_AMBIGUOUS elements.prod.destination',
    ]);
  });
});

describe('other readers', () => {
  const judge = Crds.missing ? undefined : Crds.forOperator('1.30.0');
  const go = spawnSync('go', ['version']).status === 0 ? undefined : 'go is not installed';

  for (const [variant, options] of Object.entries(VARIANTS)) {
    testWhen(Crds.missing)(`the CRDs of Argo CD accept the ApplicationSet and its Applications: ${variant}`, () => {
      const { manifest } = make(options);
      expect(judge?.validate(manifest)).toEqual([]);
      expect(expand(manifest, renderHere).flatMap((application) => judge?.validate(application))).toEqual([]);
    });
  }

  testWhen(go)("Go's own templates make the same Applications", () => {
    for (const manifest of Object.values(VARIANTS).map((options) => make(options).manifest)) {
      expect(expand(manifest, renderWithGo(manifest))).toEqual(expand(manifest, renderHere));
    }
  });
});

/** Renders everything that an ApplicationSet needs in one run of Go. */
function renderWithGo(applicationSet: any): Render {
  const jobs: { texts: string[]; element: any }[] = [];
  expand(applicationSet, (texts, element) => {
    jobs.push({ texts, element });
    return renderHere(texts, element);
  });
  const { stdout, stderr } = spawnSync('go', ['run', join(__dirname, 'go-template/main.go')], {
    input: JSON.stringify(jobs),
    encoding: 'utf8',
  });
  if (!stdout) {
    throw new Error(stderr);
  }
  const answers: string[][] = JSON.parse(stdout);
  return (texts, element) =>
    answers[jobs.findIndex((job) => job.element === element && JSON.stringify(job.texts) === JSON.stringify(texts))];
}
