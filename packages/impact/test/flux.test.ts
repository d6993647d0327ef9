import { type ImpactReport, impactOf, type ManifestSet } from '../src';
import { FLUX_RULES } from '../src/flux/flux-impact';
import { substituted } from '../src/flux/substitution';
import { OBJECTS } from './manifests';

const { metadata, ...cluster } = OBJECTS.cluster;

const kustomization = (name: string, spec: any) => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name, namespace: 'flux-system' },
  spec: {
    path: './apps/db',
    prune: true,
    targetNamespace: 'db',
    postBuild: {},
    sourceRef: { kind: 'GitRepository', name: 'flux-system' },
    ...spec,
  },
});

/** A folder with one Cluster, and Flux Kustomizations beside it. */
function set(flux: readonly any[], folders: { readonly [path: string]: any } = { 'apps/db': {} }): ManifestSet {
  return {
    operatorVersion: '1.30.0',
    files: Object.keys(folders).map((path) => ({
      path: `${path}/kustomization.yaml`,
      documents: [{ resources: ['cluster.yaml'] }],
    })),
    builds: [
      { path: 'flux', objects: flux.map((object) => ({ object })) },
      ...Object.entries(folders).map(([path, { annotations, ...spec }]) => ({
        path,
        objects: [
          {
            object: { ...cluster, metadata: { name: '${APP:=pg}', annotations }, spec: { ...cluster.spec, ...spec } },
            file: `${path}/cluster.yaml`,
          },
        ],
      })),
    ],
  };
}

function verdicts({ databases }: ImpactReport): string[] {
  return databases.map(({ namespace, cluster: name, verdict }) => `${namespace}/${name} ${verdict}`);
}

const BOTH = [kustomization('db', {})];

/** Every way in which a Kustomization does something, by its rule. */
const CASES: { readonly [rule: string]: () => ImpactReport } = {
  'flux-appears': () => impactOf(set([]), set(BOTH)),
  'flux-disappears': () => impactOf(set([kustomization('db', { prune: false })]), set([])),
  'flux-changes': () => impactOf(set(BOTH), set([kustomization('db', { prune: false })])),
  'flux-prunes': () => impactOf(set(BOTH), set([])),
};

describe('a Flux Kustomization', () => {
  it.each(FLUX_RULES.map(({ id }) => id))('%s', (rule) => {
    const found = CASES[rule]()
      .applications.flatMap(({ changes }) => changes)
      .filter((change) => change.rule === rule);
    expect([...new Set(found.map(({ effect }) => effect))]).toEqual([rule === 'flux-prunes' ? 'destroys data' : 'none']);
  });

  it('says in which namespace a database is, and under which name', () => {
    const apps = ['a', 'b'].map((APP) => kustomization(APP, { targetNamespace: APP, postBuild: { substitute: { APP } } }));
    expect(verdicts(impactOf(set(apps), set(apps)))).toEqual(['a/a none', 'b/b none']);
    expect(verdicts(impactOf(set(apps), set(apps.slice(1))))).toEqual(['a/a destroys data', 'b/b none']);
  });

  it('may take other folders with the same objects, and other files', () => {
    const moved = set([kustomization('db', { path: './kubernetes/db' })], { 'kubernetes/db': {} });
    expect(verdicts(impactOf(set(BOTH), moved))).toEqual(['db/pg none']);
  });

  it('that goes takes the database along when it prunes, even if the folder stays', () => {
    const [database] = impactOf(set(BOTH), set([])).databases;
    expect(database).toMatchObject({ verdict: 'destroys data', changes: [{ reversible: false }] });
    expect(impactOf(set(BOTH), set([])).applications[0].deletes).toEqual(['Cluster/db/pg']);
  });

  it('leaves what is annotated, and everything when it does not prune', () => {
    const guarded = { 'apps/db': { annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } } };
    for (const [before, why] of [
      [set(BOTH, guarded), /kustomize.toolkit.fluxcd.io\/prune/],
      [set([kustomization('db', { prune: false })]), /does not prune/],
    ] as const) {
      const report = impactOf(before, set([]));
      expect(report.databases[0].changes[0]).toMatchObject({ reversible: true, why: expect.stringMatching(why) });
      expect(report.applications[0].effect).toBe('none');
    }
  });

  it('that is suspended applies nothing yet', () => {
    const suspended = [kustomization('db', { suspend: true })];
    const [database] = impactOf(set(suspended), set(suspended, { 'apps/db': { stopDelay: 60 } })).databases;
    expect(database.changes[0]).toMatchObject({
      effect: 'rolling update',
      interruption: expect.stringMatching(/^Nothing until db is resumed/),
    });
  });

  it('may add components to its folder, each with its own variables', () => {
    const apps = ['a', 'b'].map((APP) =>
      kustomization(APP, {
        path: './apps/x',
        components: ['../../components/pg'],
        targetNamespace: APP,
        postBuild: { substitute: { APP } },
      }),
    );
    const folders = { 'components/pg': {} };
    expect(verdicts(impactOf(set(apps, folders), set(apps, folders)))).toEqual(['a/a none', 'b/b none']);
  });

  it('without a kustomization in its folder takes what is below, up to folders that have one', () => {
    const folders = { 'apps/db': {}, 'apps/db/inner': {} };
    const root = [kustomization('root', { path: './apps', targetNamespace: 'x' })];
    expect(verdicts(impactOf(set(root, folders), set(root, folders)))).toEqual(['/${APP:=pg} none', 'x/pg none']);
  });
});

test('variables are filled in as Flux does it', () => {
  const variables = new Map([
    ['N', '3'],
    ['NAME', 'pg'],
  ]);
  expect(substituted({ '${NAME}': ['${N}', '${NAME}-${N}', '${OTHER}', '${OTHER:=x}', '$N'], n: 1 }, variables)).toEqual({
    pg: [3, 'pg-3', '${OTHER}', 'x', '$N'],
    n: 1,
  });
});
