import { MEASURED_INTERRUPTION, MEASURED_ON } from '@pgplatform/facts';
import { TODAY } from '@pgplatform/test-kit';
import { type ImpactReport, impactMarkdown, impactOf, type ManifestSet, unacknowledged } from '../src';
import { APPLICATION_RULES } from '../src/application-impact';
import { BARMAN, manifests, OBJECTS, type Patches } from './manifests';

const CLUSTER = 'Cluster/postgres-prod/postgres-shared';

function diff(after: Patches, before: Patches = {}): ImpactReport {
  return impactOf(manifests(before), manifests(after));
}

function verdicts({ databases }: ImpactReport): string[] {
  return databases.map(({ namespace, cluster, verdict }) => `${namespace}/${cluster} ${verdict}`);
}

/** The same manifests with the overlay in another folder or with other Applications. */
function withSet(patch: any, folders: readonly string[] = ['prod']): ManifestSet {
  const set = manifests({ applicationSet: patch });
  const [apps, overlay] = set.builds;
  return {
    ...set,
    builds: [
      apps,
      ...folders.map((folder) => ({
        path: `overlays/${folder}`,
        objects: overlay.objects.map(({ object }) => ({
          object: { ...object, metadata: { ...object.metadata, namespace: `postgres-${folder}` } },
        })),
      })),
    ],
  };
}

const WAVE = 'argocd.argoproj.io/sync-wave';

/** What nothing guards in every folder of an environment. */
function withMonitoring(set: ManifestSet): ManifestSet {
  return {
    ...set,
    builds: set.builds.map(({ path, objects }) => {
      const [, environment] = /^overlays\/(.*)$/.exec(path) ?? [];
      const object = (apiVersion: string, kind: string, name: string) => ({
        object: { apiVersion, kind, metadata: { name, namespace: `postgres-${environment}` }, spec: {} },
      });
      const added = [
        object('networking.k8s.io/v1', 'NetworkPolicy', 'postgres-shared'),
        object('monitoring.coreos.com/v1', 'PodMonitor', 'metrics'),
      ];
      return { path, objects: [...objects, ...(environment ? added : [])] };
    }),
  };
}

function rulesOf({ applications }: ImpactReport): string[] {
  return applications.flatMap(({ name, action, effect, changes }) =>
    changes.map(({ rule }) => `${name} ${action} ${effect} ${rule}`),
  );
}

describe('a database', () => {
  it('does not change when nothing does', () => {
    expect(diff({})).toMatchObject({ worst: 'none', databases: [{ verdict: 'none', changes: [] }], applications: [] });
  });

  it('does not change when a default is written out', () => {
    const defaults = {
      primaryUpdateMethod: 'restart',
      logLevel: 'info',
      enablePDB: true,
      postgresql: { parameters: { archive_timeout: '5min', max_worker_processes: '32' } },
      affinity: { podAntiAffinityType: 'preferred' },
      resources: { requests: { cpu: '1000m', memory: '2048Mi' } },
    };
    expect(diff({ cluster: { spec: defaults } }).databases[0].changes).toEqual([]);
  });

  it.each([
    ['comes', { cluster: { spec: { plugins: null } } }, {}],
    ['goes', {}, { cluster: { spec: { plugins: null } } }],
  ])('has its Pods replaced and its archive moved when the plugin %s, and both are said', (_, before, after) => {
    const report = diff(after, before);
    expect(report).toMatchObject({ worst: 'new backup archive', databases: [{ verdict: 'new backup archive' }] });
    expect(report.databases[0].effects).toEqual(['new backup archive', 'rolling update']);
    const text = impactMarkdown(report, { base: 'a', head: 'b', notices: [] });
    expect(text).toMatch(/\*\*new backup archive\*\*, \*\*rolling update\*\* .*Replicas first/);
  });

  it('has every effect once, the worst first, and none where nothing happens', () => {
    const spec = { postgresql: { parameters: { work_mem: '11MB', maintenance_work_mem: '70MB', max_connections: '200' } } };
    expect(diff({ cluster: { spec: { ...spec, priorityClassName: 'high', description: 'a' } } }).databases[0].effects).toEqual([
      'restart',
      'reload',
      'deferred',
    ]);
    expect(diff({}).databases[0].effects).toEqual(['none']);
    expect(diff({ cluster: { spec: { description: 'a' } } }).databases[0].effects).toEqual(['none']);
  });

  it.each([
    ['a reload', 3, { postgresql: { parameters: { work_mem: '11MB' } } }, MEASURED_INTERRUPTION.reload],
    ['a restart', 1, { postgresql: { parameters: { max_connections: '200' } } }, MEASURED_INTERRUPTION.restart],
    ['a new Pod of one instance', 1, { stopDelay: 600 }, MEASURED_INTERRUPTION.pod],
    ['new Pods of three instances', 3, { stopDelay: 600 }, MEASURED_INTERRUPTION.pods],
    [
      'a major upgrade',
      3,
      { imageName: 'ghcr.io/cloudnative-pg/postgresql:18.4-standard-bookworm' },
      MEASURED_INTERRUPTION.majorUpgrade,
    ],
  ])('is told how long %s took when it was measured, and on what', (_, instances, spec, figure) => {
    const report = diff({ cluster: { spec: { instances, ...spec } } }, { cluster: { spec: { instances } } });
    expect(report.databases[0].changes[0].interruption).toContain(`Writes stopped for ${figure} when measured (${MEASURED_ON}).`);
  });

  it('that is new is admitted or refused as such', () => {
    const report = diff({}, { cluster: null });
    expect(verdicts(report)).toEqual(['postgres-prod/postgres-shared none']);
    expect(report.databases[0].changes[0]).toMatchObject({ rule: 'cluster-appears' });
    const refused = diff({ cluster: { spec: { imageName: 'postgres:latest' } } }, { cluster: null });
    expect(refused.databases[0]).toMatchObject({ verdict: 'rejected', changes: [{ rule: 'CL-IMG-1' }, {}] });
  });

  it('that goes takes its data along, guarded or not', () => {
    const guarded = diff({ cluster: null });
    expect(guarded.databases[0]).toMatchObject({
      verdict: 'destroys data',
      changes: [{ object: CLUSTER, rule: 'cluster-disappears', reversible: true, why: expect.stringContaining('Prune=false') }],
    });
    const bare = { cluster: { metadata: { annotations: null } } };
    expect(impactOf(manifests(bare), manifests({ cluster: null })).databases[0].changes[0]).toMatchObject({ reversible: false });
  });

  it('that goes stays where nothing prunes, as an orphan', () => {
    const bare = { cluster: { metadata: { annotations: null } } };
    const quiet = { applicationSet: { spec: { template: { spec: { syncPolicy: { automated: { prune: false } } } } } } };
    const [{ changes }] = impactOf(manifests({ ...bare, ...quiet }), manifests({ cluster: null, ...quiet })).databases;
    expect(changes[0]).toMatchObject({
      effect: 'destroys data',
      reversible: true,
      why: expect.stringContaining('does not prune'),
    });
  });

  it.each([
    ['name', { name: 'renamed' }],
    ['namespace', { namespace: 'elsewhere' }],
  ])('with another %s is a new, empty one', (_, metadata) => {
    const report = diff({ cluster: { metadata } });
    expect(report.databases).toHaveLength(2);
    expect(report.databases[0].changes[0]).toMatchObject({ effect: 'destroys data', object: CLUSTER, rule: 'cluster-moves' });
  });

  it('in another Kubernetes cluster is a new, empty one', () => {
    const report = impactOf(manifests(), withSet({ spec: { template: { spec: { destination: { server: 'https://other' } } } } }));
    expect(report.databases.map(({ destination, verdict }) => [destination, verdict])).toEqual([
      ['in-cluster', 'destroys data'],
      ['https://other', 'none'],
    ]);
  });

  it('is the same one when the Application that applies it is only now in the repository', () => {
    const report = impactOf(manifests({ applicationSet: null }), manifests());
    expect(verdicts(report)).toEqual(['postgres-prod/postgres-shared none']);
  });

  it('that no Application applies any more is gone, though its folder is still there', () => {
    const report = impactOf(manifests(), withSet({ spec: { generators: [{ list: { elements: [] } }] } }));
    expect(report.databases[0]).toMatchObject({ verdict: 'destroys data', changes: [{ object: CLUSTER }] });
  });

  it('is the same one in another folder, and when only one side says in which namespace', () => {
    const set = manifests();
    const [apps, overlay] = set.builds;
    const moved = { ...set, builds: [apps, { ...overlay, path: 'databases/prod' }] };
    const nowhere = {
      ...set,
      builds: [{ path: 'db', objects: [{ object: { ...OBJECTS.cluster, metadata: { name: 'postgres-shared' } } }] }],
    };
    const bare = { ...set, builds: [{ path: 'db', objects: [{ object: OBJECTS.cluster }] }] };
    const without = { ...set, builds: [overlay] };
    expect(verdicts(impactOf(without, { ...moved, builds: [moved.builds[1]] }))).toEqual(['postgres-prod/postgres-shared none']);
    expect(verdicts(impactOf(nowhere, bare))).toEqual(['postgres-prod/postgres-shared none']);
  });

  it('of the same name in another folder is another one, with companions of its own', () => {
    const set = manifests({ applicationSet: null });
    const [, overlay] = set.builds;
    const twice = (retentionPolicy: string): ManifestSet => ({
      ...set,
      builds: ['clusters/a', 'clusters/b'].map((path) => ({
        path,
        objects: overlay.objects.map(({ object }) => ({
          object:
            object.kind === 'ObjectStore' && path === 'clusters/b'
              ? { ...object, spec: { ...object.spec, retentionPolicy } }
              : object,
        })),
      })),
    });
    const report = impactOf(twice('30d'), twice('7d'));
    expect(verdicts(report)).toEqual(['postgres-prod/postgres-shared destroys data', 'postgres-prod/postgres-shared none']);
  });

  it('of which one of two copies goes is not known to be the same', () => {
    const set = manifests({ applicationSet: null });
    const copy = (...paths: string[]): ManifestSet => ({
      ...set,
      builds: paths.map((path) => ({ path, objects: [{ object: OBJECTS.cluster }] })),
    });
    expect(verdicts(impactOf(copy('a', 'b'), copy('b')))).toEqual([
      'postgres-prod/postgres-shared unknown',
      'postgres-prod/postgres-shared none',
    ]);
  });

  it('does not change with an ObjectStore that nobody uses, a PodMonitor, or another database beside it', () => {
    const report = diff({
      other: { ...OBJECTS.store, metadata: { name: 'other', namespace: 'postgres-prod' } },
      monitor: {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PodMonitor',
        metadata: { name: 'm', namespace: 'postgres-prod' },
      },
    });
    expect(report).toMatchObject({ worst: 'none', databases: [{ verdict: 'none', changes: [] }] });
  });

  it('that moves its backups from the Cluster to the plugin rolls, and keeps its archive', () => {
    const inTree = {
      store: null,
      cluster: { spec: { plugins: null, backup: { barmanObjectStore: BARMAN, retentionPolicy: '30d' } } },
      schedule: { spec: { method: 'barmanObjectStore', pluginConfiguration: null } },
    };
    const report = diff({}, inTree);
    expect(report.databases[0].verdict).toBe('rolling update');
    expect(
      diff(
        {
          cluster: {
            spec: {
              plugins: [
                {
                  ...OBJECTS.cluster.spec.plugins[0],
                  parameters: { barmanObjectName: 'postgres-shared-store', serverName: 'new' },
                },
              ],
            },
          },
        },
        inTree,
      ).databases[0].verdict,
    ).toBe('new backup archive');
  });

  it('comes before those that suffer less', () => {
    const both = (patch: Patches) => {
      const set = manifests(patch);
      const second = JSON.parse(JSON.stringify(OBJECTS.cluster).replaceAll('postgres-shared', 'a-first'));
      return { ...set, builds: [...set.builds, { path: 'second', objects: [{ object: second }] }] };
    };
    const report = impactOf(both({}), both({ cluster: { spec: { stopDelay: 60 } } }));
    expect(verdicts(report)).toEqual(['postgres-prod/postgres-shared rolling update', 'postgres-prod/a-first none']);
    expect(report.worst).toBe('rolling update');
  });

  it.each([
    'postgresql.cnpg.io/v1 Cluster',
    'postgresql.cnpg.io/v1 ScheduledBackup',
    'postgresql.cnpg.io/v1 Backup',
    'postgresql.cnpg.io/v1 Database',
    'postgresql.cnpg.io/v1 DatabaseRole',
    'barmancloud.cnpg.io/v1 ObjectStore',
    'bitnami.com/v1alpha1 SealedSecret',
    'external-secrets.io/v1 ExternalSecret',
    'networking.k8s.io/v1 NetworkPolicy',
    'monitoring.coreos.com/v1 PodMonitor',
    'storage.k8s.io/v1 StorageClass',
    'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy',
  ])('does not notice that a sync wave goes from a %s', (type) => {
    const [apiVersion, kind] = type.split(' ');
    const known = Object.entries<any>(OBJECTS).find(([, object]) => object.kind === kind);
    const { [WAVE]: _, ...others } = known?.[1].metadata.annotations ?? {};
    const of = (annotations: any) => ({
      [known?.[0] ?? 'extra']: known
        ? { metadata: { annotations } }
        : {
            apiVersion,
            kind,
            metadata: { name: 'ledger', namespace: 'postgres-prod', annotations },
            spec: { cluster: { name: 'postgres-shared' }, name: 'ledger' },
          },
    });
    const report = diff(of({ ...others, [WAVE]: '2' }), of({ ...others, ...(known && { [WAVE]: null }) }));
    expect(report.worst).toBe('none');
  });

  it('shows nothing of what is secret', () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'postgres-backup-s3-credentials', namespace: 'postgres-prod' },
    };
    const report = diff(
      { plain: { ...secret, data: { ACCESS_KEY_ID: 'BBBB' } } },
      { plain: { ...secret, data: { ACCESS_KEY_ID: 'AAAA' } } },
    );
    expect(JSON.stringify(report)).not.toMatch(/AAAA|BBBB/);
    expect(report.databases[0].verdict).toBe('reload');
  });
});

describe('an acknowledgement', () => {
  const agreed = (object: string, expires: string) => ({
    acknowledgements: [{ object, reason: 'retired', expires }],
    today: TODAY,
  });
  const removed = (options: Parameters<typeof impactOf>[2]) =>
    unacknowledged(impactOf(manifests(), manifests({ cluster: null }), options));

  it('counts for that very object, until its last day', () => {
    expect(removed(agreed(CLUSTER, TODAY))).toEqual([]);
    expect(removed(agreed(CLUSTER, '2026-11-21'))).toHaveLength(1);
    expect(removed(agreed('Cluster/postgres-stage/postgres-shared', '2027-01-01'))).toHaveLength(1);
    expect(removed({})).toHaveLength(1);
  });

  it('is shown with the change, and does not make it milder', () => {
    const report = impactOf(manifests(), manifests({ cluster: null }), agreed(CLUSTER, TODAY));
    expect(report.worst).toBe('destroys data');
    expect(report.databases[0].changes[0].acknowledged).toEqual({ reason: 'retired', expires: TODAY });
  });
});

describe('capacity', () => {
  it('is what all instances ask for', () => {
    const { capacity } = diff({
      cluster: { spec: { instances: 4, walStorage: { size: '10Gi' }, resources: { requests: { cpu: '1500m' } } } },
    });
    expect(capacity).toEqual({
      before: { databases: 1, instances: 3, cpu: '3', memory: '6Gi', storage: '150Gi' },
      after: { databases: 1, instances: 4, cpu: '6', memory: '8Gi', storage: '240Gi' },
    });
  });

  it('rounds up what is no whole core, and counts what asks for nothing as nothing', () => {
    const { capacity } = diff(
      { cluster: { spec: { instances: 1, resources: { requests: { cpu: '333m' } } } } },
      { cluster: { spec: { resources: null } } },
    );
    expect(capacity.before).toMatchObject({ cpu: '0', memory: '0' });
    expect(capacity.after).toMatchObject({ cpu: '333m' });
  });
});

const GIT = {
  spec: {
    generators: [{ git: { repoURL: 'r', revision: 'main', directories: [{ path: 'overlays/*' }] } }],
    template: {
      metadata: { name: 'postgres-{{ .path.basename }}' },
      spec: { source: { path: '{{ .path.path }}' }, destination: { namespace: 'postgres-{{ .path.basename }}' } },
    },
  },
};
const CASCADING = { spec: { syncPolicy: { preserveResourcesOnDeletion: false, applicationsSync: 'sync' } } };
const elements = (...names: string[]) => ({
  spec: { generators: [{ list: { elements: names.map((env) => ({ env, namespace: `postgres-${env}` })) } }] },
});
const merged = (a: any, b: any) => ({ spec: { ...a.spec, ...b.spec } });

/** A chart of the repository, as whoever reads the files hands it on. */
const localChart = (templates: any) => ({
  apiVersion: 'helm.sh/v2',
  kind: 'Chart',
  metadata: { name: 'db' },
  spec: { templates },
});
const application = (path: string, helm: any): Patches => ({
  extra: {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'db', namespace: 'argocd' },
    spec: { source: { repoURL: 'r', path, helm }, destination: { name: 'in-cluster', namespace: 'db' } },
  },
});

/** Every way in which an Application does something, by its rule. */
const CASES: { readonly [rule: string]: () => ImpactReport } = {
  'application-appears': () =>
    impactOf(withSet(elements('prod'), ['prod']), withSet(elements('prod', 'stage'), ['prod', 'stage'])),
  'application-disappears': () =>
    impactOf(withSet(elements('prod', 'stage'), ['prod', 'stage']), withSet(elements('prod'), ['prod', 'stage'])),
  'application-deletes': () => {
    const bare = (set: ManifestSet): ManifestSet => JSON.parse(JSON.stringify(set).replaceAll('Prune=false,Delete=false', ''));
    return impactOf(
      bare(withSet(merged(elements('prod', 'stage'), CASCADING), ['prod', 'stage'])),
      bare(withSet(merged(elements('prod'), CASCADING), ['prod'])),
    );
  },
  'application-prunes': () => impactOf(manifests({ cluster: { metadata: { annotations: null } } }), manifests({ cluster: null })),
  'application-replaces': () =>
    diff({ applicationSet: { spec: { template: { spec: { syncPolicy: { syncOptions: ['Replace=true', 'Force=true'] } } } } } }),
  'application-drops-crds': () =>
    diff({
      operator: {
        spec: { source: { helm: { valuesObject: { crds: { create: false } } } }, syncPolicy: { automated: { prune: true } } },
      },
    }),
  'application-changes': () =>
    diff({ applicationSet: { spec: { template: { spec: { syncPolicy: { automated: { selfHeal: false } } } } } } }),
  'application-renders': () => {
    const chart = { path: 'charts/db', objects: [{ object: localChart({ 'templates/cluster.yaml': 'a' }) }] };
    const set = (values: any): ManifestSet => {
      const { builds, ...rest } = manifests({
        applicationSet: null,
        app: null,
        ...application('charts/db', { valuesObject: values }),
      });
      return { ...rest, builds: [...builds, chart] };
    };
    return impactOf(set({ size: '10Gi' }), set({ size: '5Gi' }));
  },
  'application-operator': () => {
    const alone = { cluster: null, store: null, schedule: null, applicationSet: null };
    return diff(alone, { ...alone, operator: { spec: { source: { targetRevision: '0.28.3' } } } });
  },
  'application-unexpanded': () => {
    const matrix = (...names: string[]) => ({
      spec: {
        generators: [{ matrix: { generators: [{ clusters: {} }, { list: { elements: names.map((env) => ({ env })) } }] } }],
      },
    });
    return impactOf(withSet(matrix('prod', 'stage')), withSet(matrix('prod')));
  },
  'application-elsewhere': () => diff({ applicationSet: { spec: { template: { spec: { source: { targetRevision: 'v2' } } } } } }),
};

describe('an Application', () => {
  it.each(APPLICATION_RULES.map(({ id }) => id))('%s', (rule) => {
    const effects: { [rule: string]: string } = {
      'application-elsewhere': 'unknown',
      'application-renders': 'unknown',
      'application-unexpanded': 'unknown',
      'application-operator': 'rolling update',
      'application-appears': 'none',
      'application-disappears': 'none',
      'application-changes': 'none',
    };
    const changes = CASES[rule]().applications.flatMap((application) => application.changes);
    const found = changes.filter((change) => change.rule === rule);
    expect(found.length).toBeGreaterThan(0);
    expect([...new Set(found.map(({ effect }) => effect))]).toEqual([effects[rule] ?? 'destroys data']);
  });

  it('of a list generator disappears with its element, and an ApplicationSet that only creates and updates keeps it', () => {
    const report = CASES['application-disappears']();
    expect(rulesOf(report)).toEqual(['postgres-stage disappears none application-disappears']);
    expect(report.applications[0].changes[0].why).toContain('create-update');
    expect(verdicts(report)).toEqual(['postgres-stage/postgres-shared destroys data', 'postgres-prod/postgres-shared none']);
  });

  describe('whose environment is taken out, and that its ApplicationSet keeps,', () => {
    const both = withMonitoring(withSet(elements('prod', 'stage'), ['prod', 'stage']));
    const verdict = (after: ManifestSet) => {
      const [{ deletes, changes }] = impactOf(both, after).applications;
      return { deletes, why: changes[0].why };
    };

    it('goes on applying a folder that is left whole', () => {
      const after = withMonitoring(withSet(elements('prod'), ['prod', 'stage']));
      expect(verdict(after)).toEqual({
        deletes: [],
        why: expect.stringMatching(/goes on applying its folder, and deletes nothing/),
      });
      const [database] = impactOf(both, after).databases;
      expect(database.changes[0]).toMatchObject({
        rule: 'cluster-disappears',
        why: expect.stringContaining('the Application postgres-stage stays, and goes on applying it'),
      });
    });

    it('deletes nothing when the folder is gone', () => {
      const after = withMonitoring(withSet(elements('prod'), ['prod']));
      expect(verdict(after)).toEqual({
        deletes: [],
        why: expect.stringMatching(/path does not exist, and neither applies nor deletes/),
      });
    });

    const leftOver = (after: ManifestSet): ManifestSet => ({
      ...after,
      builds: after.builds.map(({ path, objects }) => ({
        path,
        objects: objects.filter(({ object }) => path !== 'overlays/stage' || object.kind === 'SealedSecret'),
      })),
    });

    it('prunes what nothing guards when only a sealed file is left in the folder', () => {
      const after = leftOver(withMonitoring(withSet(elements('prod'), ['prod', 'stage'])));
      expect(verdict(after)).toEqual({
        deletes: expect.arrayContaining(['NetworkPolicy/postgres-stage/postgres-shared', 'PodMonitor/postgres-stage/metrics']),
        why: expect.stringContaining('without what is no longer in it: that is pruned'),
      });
      expect(verdict(after).deletes).not.toContain('Cluster/postgres-stage/postgres-shared');
      const byHand = merged(elements('prod', 'stage'), {
        spec: { template: { spec: { syncPolicy: { automated: { prune: false } } } } },
      });
      const { applications } = impactOf(withMonitoring(withSet(byHand, ['prod', 'stage'])), after);
      expect(applications.find(({ name }) => name === 'postgres-stage')?.deletes).toEqual([]);
    });

    it('does nothing at all when its AppProject no longer allows the namespace', () => {
      const project = (namespace: string, server: string) => ({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AppProject',
        metadata: { name: 'default', namespace: 'argocd' },
        spec: { destinations: [{ namespace, server }] },
      });
      const after = (object: any) => {
        const [apps, ...others] = leftOver(withMonitoring(withSet(elements('prod'), ['prod', 'stage']))).builds;
        return { ...both, builds: [{ ...apps, objects: [...apps.objects, { object }] }, ...others] };
      };
      const server = 'https://kubernetes.default.svc';
      expect(verdict(after(project('postgres-prod', server)))).toEqual({
        deletes: [],
        why: expect.stringContaining('InvalidSpecError'),
      });
      expect(verdict(after(project('postgres-*', 'https://elsewhere')))).toMatchObject({ deletes: [] });
      expect(verdict(after(project('postgres-*', '*'))).deletes).not.toEqual([]);
    });
  });

  it('of a git-directory generator appears and disappears with its folder', () => {
    expect(rulesOf(impactOf(withSet(GIT, ['prod']), withSet(GIT, ['prod', 'stage'])))).toEqual([
      'postgres-stage appears none application-appears',
    ]);
    expect(rulesOf(impactOf(withSet(GIT, ['prod', 'stage']), withSet(GIT, ['prod'])))).toEqual([
      'postgres-stage disappears none application-disappears',
    ]);
  });

  it('with a finalizer deletes what nothing keeps, and says what', () => {
    const { applications } = CASES['application-deletes']();
    expect(applications[0]).toMatchObject({ name: 'postgres-stage', action: 'disappears', effect: 'destroys data' });
    expect(applications[0].deletes).toContain('Cluster/postgres-stage/postgres-shared');
    const guarded = impactOf(
      withSet(merged(elements('prod', 'stage'), CASCADING), ['prod', 'stage']),
      withSet(merged(elements('prod'), CASCADING), ['prod']),
    );
    expect(guarded.applications[0]).toMatchObject({
      effect: 'none',
      deletes: expect.not.arrayContaining(['Cluster/postgres-stage/postgres-shared']),
    });
  });

  it('that is written out is deleted only by somebody who prunes', () => {
    const root = (prune: boolean) => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'root', namespace: 'argocd' },
      spec: {
        source: { repoURL: 'r', path: 'apps' },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'argocd' },
        syncPolicy: { automated: { prune } },
      },
    });
    const repository = (prune: boolean, patch: Patches): ManifestSet => {
      const set = manifests(patch);
      return { ...set, builds: [...set.builds, { path: 'bootstrap', objects: [{ object: root(prune) }] }] };
    };
    const why = (prune: boolean) =>
      impactOf(repository(prune, {}), repository(prune, { plugin: null })).applications.find(
        ({ name }) => name === 'plugin-barman-cloud',
      )?.changes[0].why;
    expect(why(false)).toMatch(/does not prune/);
    expect(why(true)).toMatch(/without a finalizer/);
  });
});

test('manifests are left as they were given', () => {
  const freeze = (value: any): any => {
    if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
    return value;
  };
  expect(() =>
    impactOf(freeze(structuredClone(manifests())), freeze(structuredClone(manifests({ cluster: { spec: { instances: 2 } } })))),
  ).not.toThrow();
});

describe('a folder that cannot be built', () => {
  const unread = (set: ManifestSet): ManifestSet => ({ ...set, unread: ['overlays/prod'] });
  const bare = { cluster: { spec: { stopDelay: 60 } } };
  const filed = (set: ManifestSet): ManifestSet => ({
    ...set,
    builds: set.builds.map((build) => ({
      ...build,
      objects: build.objects.map(({ object }) => ({ object, file: 'cluster.yaml' })),
    })),
  });

  it.each([
    ['after the change', manifests(), unread(manifests({ cluster: null })), 'unknown'],
    ['before the change', unread(manifests({ cluster: null })), manifests(), 'unknown'],
    ['on one side, with another content', unread(manifests()), manifests(bare), 'unknown'],
    ['on both sides', unread(manifests()), unread(manifests(bare)), 'rolling update'],
    [
      'before the change, and the file of the Cluster goes',
      unread(filed(manifests())),
      manifests({ cluster: null }),
      'destroys data',
    ],
  ] as const)('%s', (_, before, after, verdict) => {
    expect(impactOf(before, after).databases[0].verdict).toBe(verdict);
  });
});
