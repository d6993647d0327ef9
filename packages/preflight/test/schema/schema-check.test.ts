import { schemaFindings } from '../../src/schema/schema-check';

const cluster = (spec: object, extra: object = {}) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'pg' },
  spec: { instances: 1, storage: { size: '1Gi' }, ...spec },
  ...extra,
});
const findings = (object: any, version = '1.30.0') =>
  schemaFindings(object, version).map(({ rule, path, given, allowed }) => ({ rule, path, given, allowed }));

describe('schemaFindings', () => {
  it('has nothing to say about a valid Cluster', () => {
    expect(schemaFindings(cluster({}), '1.30.0')).toEqual([]);
  });

  it('names the nearest field for an unknown one', () => {
    const [finding] = schemaFindings(cluster({ imagName: 'x:17.2' }), '1.30.0');
    expect(finding).toMatchObject({
      rule: 'SCHEMA-UNKNOWN-FIELD',
      path: 'spec.imagName',
      pointer: '/spec/imagName',
      fix: 'Did you mean imageName?',
    });
  });

  it('offers to rename a field that only has the wrong case', () => {
    const [finding] = schemaFindings(cluster({ imagename: 'x:17.2' }), '1.30.0');
    expect(finding.edits).toEqual([
      { pointer: '/spec/imagename', value: undefined },
      { pointer: '/spec/imageName', value: 'x:17.2' },
    ]);
  });

  it('names the versions that have a field which this one lacks', () => {
    const later = cluster({ serviceAccountName: 'pg' });
    expect(schemaFindings(later, '1.28.0')[0].why).toContain('it is one in cnpg 1.30.0, cnpg 1.29.0');
    expect(schemaFindings(later, '1.29.0')).toEqual([]);
  });

  it('takes the schema of the minor version for its patches, and the newest one for later operators', () => {
    const later = cluster({ serviceAccountName: 'pg' });
    expect(schemaFindings(later, '1.28.4')).toHaveLength(1);
    expect(schemaFindings(later, '1.31.0')).toEqual([]);
  });

  it('knows DatabaseRole from 1.30 on', () => {
    const role = {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'DatabaseRole',
      metadata: { name: 'r' },
      spec: { name: 'r', cluster: { name: 'c' } },
    };
    expect(schemaFindings(role, '1.30.0')).toEqual([]);
    expect(schemaFindings(role, '1.29.1')[0]).toMatchObject({
      rule: 'SCHEMA-KIND',
      why: 'cnpg-1.29.0 has no DatabaseRole; cnpg-1.30.0 has it.',
    });
  });

  it('reports an API version that its kind does not have', () => {
    expect(findings({ ...cluster({}), apiVersion: 'postgresql.cnpg.io/v1beta1' })).toEqual([
      { rule: 'SCHEMA-KIND', path: 'apiVersion', given: 'postgresql.cnpg.io/v1beta1 Cluster', allowed: 'postgresql.cnpg.io/v1' },
    ]);
  });

  it('leaves kinds alone that are not ours in groups we know in part', () => {
    expect(schemaFindings({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', spec: {} }, '1.30.0')).toEqual([]);
    expect(schemaFindings({ apiVersion: 'apps/v1', kind: 'Deployment' }, '1.30.0')).toEqual([]);
  });

  it('wants text for PostgreSQL parameters and offers the same value as text', () => {
    const [finding] = schemaFindings(cluster({ postgresql: { parameters: { max_connections: 100 } } }), '1.30.0');
    expect(finding).toMatchObject({
      rule: 'SCHEMA-TYPE',
      path: 'spec.postgresql.parameters.max_connections',
      given: 100,
      allowed: 'string',
      edits: [{ pointer: '/spec/postgresql/parameters/max_connections', value: '100' }],
    });
  });

  it('offers no edit for a number that text would write differently', () => {
    const [finding] = schemaFindings(cluster({ postgresql: { parameters: { random_page_cost: 1.1 } } }), '1.30.0');
    expect(finding.edits).toBeUndefined();
  });

  it.each([
    [{ logLevel: 'loud' }, 'SCHEMA-ENUM', 'spec.logLevel', 'error, warning, info, debug, trace'],
    [{ backup: { retentionPolicy: '30' } }, 'SCHEMA-PATTERN', 'spec.backup.retentionPolicy', '^[1-9][0-9]*[dwm]$'],
    [{ instances: 0 }, 'SCHEMA-BOUND', 'spec.instances', `1 to ${2 ** 31 - 1}`],
    [{ failoverDelay: 2 ** 31 }, 'SCHEMA-BOUND', 'spec.failoverDelay', `${-(2 ** 31)} to ${2 ** 31 - 1}`],
    [{ resources: { requests: { cpu: 'much' } } }, 'SCHEMA-PATTERN', 'spec.resources.requests.cpu', expect.any(String)],
    [{ resources: { requests: { cpu: true } } }, 'SCHEMA-TYPE', 'spec.resources.requests.cpu', 'quantity'],
    [{ plugins: [{}] }, 'SCHEMA-REQUIRED', 'spec.plugins[0].name', undefined],
    [{ plugins: [null] }, 'SCHEMA-NULL', 'spec.plugins[0]', undefined],
    [{ bootstrap: { initdb: { secret: {} } } }, 'SCHEMA-REQUIRED', 'spec.bootstrap.initdb.secret.name', undefined],
  ])('refuses %j', (spec, rule, path, allowed) => {
    expect(findings(cluster(spec)).map(({ given, ...rest }) => rest)).toEqual([{ rule, path, allowed }]);
  });

  it('reads a null as absent where something is required', () => {
    expect(findings(cluster({ plugins: [{ name: null }] }))).toEqual([
      { rule: 'SCHEMA-NULL', path: 'spec.plugins[0].name', given: undefined, allowed: undefined },
      { rule: 'SCHEMA-REQUIRED', path: 'spec.plugins[0].name', given: undefined, allowed: undefined },
    ]);
  });

  it('finds two items of a keyed list with the same keys, defaults included', () => {
    const ports = [
      { port: 80, name: 'a' },
      { port: 80, name: 'b', protocol: 'TCP' },
    ];
    const additional = [{ selectorType: 'rw', serviceTemplate: { metadata: { name: 's' }, spec: { ports } } }];
    expect(findings(cluster({ managed: { services: { additional } } })).map(({ rule, path }) => [rule, path])).toEqual([
      ['SCHEMA-DUPLICATE', 'spec.managed.services.additional[0].serviceTemplate.spec.ports[1]'],
    ]);
  });

  it('does not look at status where the API server ignores it', () => {
    expect(schemaFindings(cluster({}, { status: { nonsense: true } }), '1.30.0')).toEqual([]);
  });

  it('checks metadata as the API server does', () => {
    expect(
      findings({ ...cluster({}), metadata: { name: 'Pg_1', labels: { replicas: 3 }, annotation: {} } }).map(({ rule, path }) => [
        rule,
        path,
      ]),
    ).toEqual([
      ['SCHEMA-PATTERN', 'metadata.name'],
      ['SCHEMA-TYPE', 'metadata.labels.replicas'],
      ['SCHEMA-UNKNOWN-FIELD', 'metadata.annotation'],
    ]);
    expect(findings({ ...cluster({}), metadata: {} })[0]).toMatchObject({ rule: 'SCHEMA-REQUIRED', path: 'metadata.name' });
  });

  it('accepts anything in Helm values and list generator elements', () => {
    const application = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata: { name: 'a' },
      spec: {
        generators: [{ list: { elements: [{ env: 'prod', n: 1 }] } }],
        template: {
          metadata: { name: 'x' },
          spec: {
            project: 'default',
            destination: {},
            source: { repoURL: 'x', helm: { valuesObject: { a: { b: [1, null] } } } },
          },
        },
      },
    };
    expect(schemaFindings(application, '1.30.0')).toEqual([]);
  });

  it('knows the fields of kustomize, and which version has them', () => {
    const kustomization = (fields: object) => ({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      ...fields,
    });
    expect(
      schemaFindings(kustomization({ resources: ['a.yaml'], labels: [{ pairs: { a: 'b' }, includeTemplates: true }] }), '1.30.0'),
    ).toEqual([]);
    expect(schemaFindings(kustomization({ resource: ['a.yaml'] }), '1.30.0')[0].fix).toBe('Did you mean resources?');
    expect(schemaFindings(kustomization({ inventory: { type: 'ConfigMap' } }), '1.30.0')[0].why).toContain(
      'it is one in kustomize 4.5.4',
    );
  });

  it('names only the first unknown fields of a map that has nothing else', () => {
    const spec = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`nonsense${index}`, index]));
    expect(schemaFindings(cluster(spec), '1.30.0')).toHaveLength(20);
  });

  it('says nothing about what is no object', () => {
    for (const nothing of [null, undefined, 1, 'text', [], {}]) expect(schemaFindings(nothing, '1.30.0')).toEqual([]);
  });

  it('ends on an object that contains itself', () => {
    const spec: any = { instances: 1, storage: { size: '1Gi' } };
    spec.storage.pvcTemplate = spec;
    expect(findings(cluster(spec)).length).toBeGreaterThan(0);
  });
});
