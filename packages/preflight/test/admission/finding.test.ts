import { Preflight } from '../../src/preflight';
import { Judge } from '../../src/rule';
import { Severity } from '../../src/severity';
import { annotated, cluster, clusterSpec, parameters } from './manifest';

test('a finding names the object, whose verdict it is, the field, what was given, what is allowed, why, and what to do', () => {
  const given = { ...parameters({ log_rotation_age: '1d' }), metadata: { name: 'c', namespace: 'n' } };
  expect(Preflight.admit(given, '1.30.0')).toEqual([
    {
      rule: 'CL-CFG-1',
      severity: Severity.ERROR,
      judge: Judge.OPERATOR,
      object: { kind: 'Cluster', namespace: 'n', name: 'c' },
      path: 'spec.postgresql.parameters.log_rotation_age',
      pointer: '/spec/postgresql/parameters/log_rotation_age',
      given: '1d',
      allowed: 'nothing, or the operator\'s own "0"',
      why: 'The operator sets this parameter itself.',
      fix: 'Remove it.',
      source: 'cloudnative-pg internal/webhook/v1/cluster_webhook.go validateConfiguration',
      edits: [{ pointer: '/spec/postgresql/parameters/log_rotation_age', value: undefined }],
    },
  ]);
});

test('keys that are no plain names are quoted in the path and escaped in the pointer', () => {
  const [finding] = Preflight.admit(annotated('cnpg.io/hibernation', 'x'), '1.30.0');
  expect([finding.path, finding.pointer]).toEqual([
    'metadata.annotations["cnpg.io/hibernation"]',
    '/metadata/annotations/cnpg.io~1hibernation',
  ]);
});

test.each([
  ['a warning where only the live Cluster tells whether the upgrade is done', undefined, ['warning']],
  ['refused after an upgrade that is done', 18, ['error']],
  ['the way back from an upgrade that failed', 17, []],
])('an older major version is %s', (_title, majorVersion, severities) => {
  const status = majorVersion && { status: { pgDataImageInfo: { majorVersion } } };
  const findings = Preflight.admitUpdate(
    { ...clusterSpec({ imageName: 'x:18.6' }), ...status },
    clusterSpec({ imageName: 'x:17.11' }),
    '1.30.0',
  );
  expect(findings.filter(({ rule }) => rule === 'U-IMG-1').map(({ severity }) => severity)).toEqual(severities);
});

test('all problems come at once', () => {
  const findings = Preflight.admit(
    cluster({ metadata: { name: '1c' }, spec: { imageName: 'x', storage: { size: '1Gb' } } }),
    '1.30.0',
  );
  expect(findings.map(({ rule }) => rule)).toEqual(['CL-IMG-1', 'CL-STO-1', 'CL-NAME-1']);
});

test('the removal release that the warning about in-tree Barman names depends on the operator', () => {
  const given = clusterSpec({
    backup: { barmanObjectStore: { destinationPath: 's3://b', s3Credentials: { inheritFromIAMRole: true } } },
  });
  const releases = ['1.27.0', '1.27.1', '1.27.4', '1.28.0', '1.28.2', '1.28.4', '1.29.0', '1.29.2', '1.30.0'].map(
    (version) => /1\.\d+\.0/.exec(Preflight.admit(given, version)[0].why)?.[0],
  );
  expect(releases).toEqual(['1.28.0', '1.29.0', '1.30.0', '1.29.0', '1.30.0', '1.31.0', '1.30.0', '1.31.0', '1.31.0']);
});

test('an object whose author has switched validation off is validated by its schema’s rules only', () => {
  const given = annotated('cnpg.io/validation', 'disabled', {
    primaryUpdateStrategy: 'supervised',
    postgresql: { synchronous: { number: 0 } },
  });
  expect(Preflight.admit(given, '1.30.0').map(({ rule }) => rule)).toEqual(['CEL-CLUSTER-SYNCHRONOUS-NUMBER', 'ANN-W-1']);
});

test('kinds of other projects are none of its business', () => {
  expect(
    Preflight.admit({ apiVersion: 'cluster.x-k8s.io/v1beta1', kind: 'Cluster', metadata: { name: '1c' } }, '1.30.0'),
  ).toEqual([]);
});
