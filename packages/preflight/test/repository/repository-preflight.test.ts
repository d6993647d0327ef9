import { TODAY } from '@pgplatform/test-kit';
import * as fc from 'fast-check';
import { RepositoryContext, type RepositoryInput } from '../../src/repository/repository-input';
import { RepositoryPreflight } from '../../src/repository/repository-preflight';
import { Severity } from '../../src/severity';
import { application, archiving, cluster, database, repository, schedule, store } from './cases/repository-case';
import { filesIn, kustomized, plain, shared } from './reference';

const errors = (input: RepositoryInput) => RepositoryPreflight.check(input).filter(({ severity }) => severity === Severity.ERROR);

describe('RepositoryPreflight', () => {
  it('judges schema, admission and the repository in one go', () => {
    const rules = errors(
      repository([cluster({ instances: '3', logLevel: 'loud', postgresql: { parameters: { archive_mode: 'off', port: '1' } } })]),
    ).map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['SCHEMA-TYPE', 'SCHEMA-ENUM', 'P-31', 'CL-CFG-1']));
  });

  it('judges an object as a change when the repository had it before', () => {
    const grown = (size: string) => repository([cluster({ storage: { size } })]);
    expect(errors({ ...grown('1Gi'), previous: grown('2Gi') }).map(({ path }) => path)).toContain('spec.storage.size');
    expect(errors({ ...grown('2Gi'), previous: grown('1Gi') })).toEqual([]);
  });

  it('calls a null an error, unless Argo CD applies the object client-side', () => {
    const severities = (...syncOptions: string[]) => {
      const applied = application({ syncPolicy: { syncOptions } });
      return RepositoryPreflight.check(repository([cluster({ walStorage: null }), applied]))
        .filter(({ rule }) => rule === 'SCHEMA-NULL')
        .map(({ severity }) => severity);
    };
    expect(severities('ServerSideApply=true')).toEqual([Severity.ERROR]);
    expect(severities()).toEqual([Severity.WARNING]);
    expect(errors(repository([cluster({ walStorage: null })])).map(({ rule }) => rule)).toContain('SCHEMA-NULL');
  });

  it('says where an object came from', () => {
    const input = repository([]);
    const objects = [{ object: cluster({ nonsense: 1 }), file: 'base/cluster.yaml' }];
    expect(errors({ ...input, builds: [{ path: 'base', objects }] })[0]).toMatchObject({
      rule: 'SCHEMA-UNKNOWN-FIELD',
      file: 'base/cluster.yaml',
    });
  });

  it('says once what two builds of one object repeat', () => {
    const input = repository([cluster({ nonsense: 1 })]);
    expect(errors({ ...input, builds: [...input.builds, ...input.builds] })).toHaveLength(1);
  });

  it('checks kustomizations against the fields that Kustomize knows', () => {
    const files = [{ path: 'base/kustomization.yaml', documents: [{ resource: ['cluster.yaml'] }] }];
    expect(errors(repository([], { files }))[0]).toMatchObject({
      rule: 'SCHEMA-UNKNOWN-FIELD',
      file: 'base/kustomization.yaml',
      fix: 'Did you mean resources?',
    });
  });

  it('takes the namespace of the destination for objects that name none', () => {
    const bare = (object: any) => ({ ...object, metadata: { ...object.metadata, namespace: undefined } });
    expect(errors(repository([bare(archiving()), store(), schedule(), database(), application()]))).toEqual([]);
  });

  it('names every rule once, with what it says', () => {
    const rules = RepositoryPreflight.rules();
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(rule.says).toMatch(/\.$/);
      expect(rule.fix).toMatch(/\.$/);
      expect(rule.source).not.toBe('');
    }
  });

  it.each(['Cluster', 'Database', 'Pooler', 'ObjectStore', 'SealedSecret', 'ApplicationSet', 'Kustomization'])(
    'ends on a %s that contains itself',
    (kind) => {
      const round: any = { name: 'x' };
      for (const key of KEYS) round[key] ??= round;
      round.generators = [{ list: { elements: [round] } }];
      round.plugins = [round];
      const group = {
        ObjectStore: 'barmancloud.cnpg.io/v1',
        SealedSecret: 'bitnami.com/v1alpha1',
        ApplicationSet: 'argoproj.io/v1alpha1',
      }[kind];
      const object = {
        apiVersion: group ?? 'postgresql.cnpg.io/v1',
        kind,
        metadata: { name: 'x', annotations: round },
        spec: round,
      };
      const files = [
        { path: 'kustomization.yaml', documents: [{ patches: [{ path: 'x.yaml' }], labels: [round] }] },
        { path: 'x.yaml', documents: [object] },
      ];
      expect(RepositoryPreflight.check(repository([object], { files, model: round })).length).toBeGreaterThan(0);
    },
  );

  it('never breaks on objects of any shape', () => {
    const kinds = ['Cluster', 'ScheduledBackup', 'Backup', 'Database', 'DatabaseRole', 'Pooler'].map((kind) => [
      'postgresql.cnpg.io/v1',
      kind,
    ]);
    const others = [
      ['barmancloud.cnpg.io/v1', 'ObjectStore'],
      ['bitnami.com/v1alpha1', 'SealedSecret'],
      ['argoproj.io/v1alpha1', 'Application'],
      ['argoproj.io/v1alpha1', 'ApplicationSet'],
      ['v1', 'Secret'],
      ['v1', 'List'],
    ];
    const anything = fc.oneof({ depthSize: 'small' }, fc.object({ key: fc.constantFrom(...KEYS), maxDepth: 6 }), fc.anything());
    const objects = fc
      .tuple(fc.constantFrom(...kinds, ...others), anything, anything)
      .map(([[apiVersion, kind], metadata, spec]) => ({
        object: { apiVersion, kind, metadata, spec, data: spec, items: metadata },
      }));
    fc.assert(
      fc.property(
        fc.array(objects, { maxLength: 5 }),
        anything,
        fc.constantFrom(...Object.values(RepositoryContext)),
        (built, model, context) => {
          const files = [
            { path: 'a/kustomization.yaml', documents: [model], text: '' },
            { path: 'a/x.yaml', documents: built.map(({ object }) => object) },
          ];
          const builds = [{ path: 'a', objects: built }];
          const input = { context, operatorVersion: '1.30.0', builds, files, model, today: TODAY };
          RepositoryPreflight.check({ ...input, previous: input });
        },
      ),
      { numRuns: 100 },
    );
  });
});

const KEYS = (
  'name namespace annotations labels plugins parameters barmanObjectName enabled isWALArchiver externalClusters plugin barmanObjectStore ' +
  'bootstrap recovery initdb source owner managed roles cluster syncPolicy syncOptions destination sources path generators list elements ' +
  'template metadata spec encryptedData data environments secrets keys resources patches secretGenerator literals imageName imageCatalogRef ' +
  'postgresql finalizers backup destinationPath monitoring customQueriesConfigMap'
).split(' ');

describe('the reference repository', () => {
  const root = shared('design/reference-manifests');
  const files = root ? filesIn(root) : [];
  const overlays = [
    'infrastructure/postgres/overlays/prod',
    'infrastructure/postgres/overlays/stage',
    'workloads/product-a/databases/prod',
    'workloads/product-a/databases/stage',
  ];
  const input = (): RepositoryInput => ({
    context: RepositoryContext.GENERATED,
    operatorVersion: '1.30.0',
    builds: [plain(files, 'apps/infrastructure'), ...overlays.map((path) => kustomized(root!, path))],
    files,
    today: TODAY,
  });

  it('has no error but its placeholders', () => {
    if (!root) return;
    expect(new Set(errors(input()).map(({ rule }) => rule))).toEqual(new Set(['SEAL-BASE64']));
  });
});

describe("the operator's samples", () => {
  const root = shared('corpus/cnpg-samples-1.30.0');

  it('give no error one by one, but for two that break the CRD and for plain Secrets', () => {
    if (!root) return;
    const found = filesIn(root).flatMap((file) =>
      errors({
        context: RepositoryContext.FOREIGN,
        operatorVersion: '1.30.0',
        builds: [{ path: '', objects: file.documents.map((object) => ({ object, file: file.path })) }],
        files: [file],
      }).filter(({ rule }) => rule !== 'SECRET-PLAIN'),
    );
    expect(found.map(({ file, path }) => [file, path])).toEqual([
      ['cluster-example-bis.yaml', 'spec.backup.volumeSnapshot.groupSnapshot'],
      ['cluster-restore-with-tablespaces.yaml', 'spec.tablespaces'],
    ]);
  });
});
