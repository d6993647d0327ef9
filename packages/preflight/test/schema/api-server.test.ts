import { Preflight } from '../../src/preflight';
import { Judge } from '../../src/rule';
import { SchemaPreflight } from '../../src/schema/schema-preflight';
import { Severity } from '../../src/severity';
import { CREATED, REFUSED, TAKEN, TAKEN_ONCE } from './api-server-answers';

const VERSION = '1.30.0';
const titled = (objects: readonly any[]) =>
  objects.map((object) => [JSON.stringify(object.kind === 'Cluster' ? { ...object, kind: undefined } : object), object] as const);

/** Rules by which the API server or the operator's webhook refuses an object. */
function refusals(object: any): string[] {
  return [...SchemaPreflight.check(object, VERSION), ...Preflight.admit(object, VERSION)]
    .filter(({ severity, judge }) => severity === Severity.ERROR && [Judge.API_SERVER, Judge.OPERATOR].includes(judge))
    .map(({ rule }) => rule);
}

describe('what the API server answered', () => {
  it.each(titled(TAKEN))('takes %s', (_, object) => expect(refusals(object)).toEqual([]));

  it.each(titled([...CREATED, ...TAKEN_ONCE]))('creates, and does not always apply, %s', (_, object) => {
    expect(new Set(refusals(object))).toEqual(new Set(['SCHEMA-NULL']));
  });

  it.each(titled(REFUSED))('refuses %s', (_, object) => {
    expect(refusals(object).filter((rule) => rule !== 'SCHEMA-NULL')).not.toEqual([]);
  });
});

describe('whose verdict it is', () => {
  const judges = (spec: object) =>
    SchemaPreflight.check(
      { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'x' }, spec: { storage: {}, ...spec } },
      VERSION,
    ).map(({ rule, judge, path }) => [rule, judge, path]);

  it.each<[object, string, Judge, string]>([
    [{ projectedVolumeTemplate: {} }, 'SCHEMA-WRITTEN', Judge.API_SERVER, 'spec.projectedVolumeTemplate.sources'],
    [{ walStorage: null }, 'SCHEMA-NULL', Judge.API_SERVER, 'spec.walStorage'],
    [{ instances: 2 ** 31 }, 'SCHEMA-BOUND', Judge.API_SERVER, 'spec.instances'],
    [{ monitoring: { metricsQueriesTTL: '4w' } }, 'SCHEMA-PATTERN', Judge.OPERATOR, 'spec.monitoring.metricsQueriesTTL'],
    [
      { monitoring: { podMonitorRelabelings: [{ modulus: -1 }] } },
      'SCHEMA-BOUND',
      Judge.OPERATOR,
      'spec.monitoring.podMonitorRelabelings[0].modulus',
    ],
    [{ resources: { limits: { cpu: 'much' } } }, 'SCHEMA-PATTERN', Judge.OPERATOR, 'spec.resources.limits.cpu'],
    [{ plugins: [{}] }, 'SCHEMA-REQUIRED', Judge.PGPLATFORM, 'spec.plugins[0].name'],
  ])('%j', (spec, rule, judge, path) => expect(judges(spec)).toEqual([[rule, judge, path]]));

  it('is ours where the operator fills in an empty text, which the API server takes', () => {
    const [finding] = SchemaPreflight.check(
      {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'Cluster',
        metadata: { name: 'x' },
        spec: { storage: { size: '1Gi' }, bootstrap: { initdb: { secret: {} } } },
      },
      VERSION,
    );
    expect(finding).toMatchObject({ judge: Judge.PGPLATFORM, path: 'spec.bootstrap.initdb.secret.name' });
    expect(finding.why).toContain('writes ""');
  });
});

describe('operators up to 1.28 write all that their webhooks see, later ones a Cluster alone', () => {
  const backup = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Backup', metadata: { name: 'x' }, spec: {} };
  it.each([
    ['1.27.0', Judge.PGPLATFORM],
    ['1.28.0', Judge.PGPLATFORM],
    ['1.29.0', Judge.API_SERVER],
    ['1.30.0', Judge.API_SERVER],
  ])('%s', (version, judge) => {
    const findings = SchemaPreflight.check({ ...backup, spec: { cluster: { name: 'c' }, pluginConfiguration: {} } }, version);
    expect(findings).toEqual([
      expect.objectContaining({ judge, rule: 'SCHEMA-REQUIRED', path: 'spec.pluginConfiguration.name' }),
    ]);
  });
});

describe('the metadata of an object of any kind', () => {
  const any = (metadata: object) => SchemaPreflight.check({ apiVersion: 'v1', kind: 'Service', metadata }, VERSION);

  it('has names and values that Kubernetes takes', () => {
    const labels = { 'a b': 'x', '-': 'x', 'Example.com/a': 'x', a: 'a b', b: '', 'example.com/B_1.c': 'ok', n: 3 };
    const annotations = { 'a b': '', 'Example.com/a': 'any text', '/a': '' };
    expect(any({ labels, annotations, finalizers: ['a b'] }).map(({ path }) => path)).toEqual([
      'metadata.labels["a b"]',
      'metadata.labels.-',
      'metadata.labels["Example.com/a"]',
      'metadata.labels.a',
      'metadata.labels.n',
      'metadata.annotations["a b"]',
      'metadata.annotations["/a"]',
      'metadata.finalizers[0]',
    ]);
  });

  it('has at most 256 KiB of annotations', () => {
    expect(any({ annotations: { a: 'x'.repeat(2 ** 18 - 1) } })).toEqual([]);
    expect(any({ annotations: { a: 'x'.repeat(2 ** 18) } })[0]).toMatchObject({
      rule: 'SCHEMA-BOUND',
      path: 'metadata.annotations',
    });
  });

  it('needs no name in a patch, and may have nulls', () => {
    expect(any({ creationTimestamp: null, labels: { a: null } })).toEqual([]);
  });
});
