import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Crds, readYaml, testWhen } from '../src';

const testWithCrds = testWhen(Crds.missing);
const SAMPLES = resolve(__dirname, '../../../../shared/corpus/cnpg-samples-1.30.0');

const cluster = (spec: object, metadata: object = {}) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'postgres-shared', ...metadata },
  spec: { instances: 1, storage: { size: '10Gi' }, ...spec },
});

describe('Crds', () => {
  testWithCrds("finds the two mistakes in the operator's own samples, and no others", () => {
    const crds = Crds.forOperator('1.30.0');
    const objects = readdirSync(SAMPLES).flatMap((file) => readYaml(readFileSync(join(SAMPLES, file), 'utf8')));
    const covered = objects.filter((object) => crds.covers(object));
    expect(covered.length).toBeGreaterThan(40);
    expect(covered.flatMap((object) => crds.validate(object)).sort()).toEqual([
      '/spec/backup/volumeSnapshot: must NOT have additional properties "groupSnapshot"',
      '/spec/tablespaces: must be array "array"',
    ]);
  });

  testWithCrds('refuses an unknown field at any depth', () => {
    const crds = Crds.forOperator('1.30.0');
    expect(crds.validate(cluster({ instancess: 1 }))).toEqual([expect.stringContaining('"instancess"')]);
    expect(crds.validate(cluster({ affinity: { tolerations: [{ keyy: 'x' }] } }))).toEqual([
      expect.stringContaining('/spec/affinity/tolerations/0'),
    ]);
    expect(crds.validate(cluster({}, { lables: {} }))).toEqual([expect.stringContaining('"lables"')]);
  });

  testWithCrds('refuses a wrong type, a value out of bounds, a pattern and what is not in an enum', () => {
    const crds = Crds.forOperator('1.30.0');
    expect(crds.validate(cluster({ instances: '1' }))).toEqual([expect.stringContaining('/spec/instances')]);
    expect(crds.validate(cluster({ instances: 0 }))).toEqual([expect.stringContaining('/spec/instances')]);
    expect(crds.validate(cluster({ logLevel: 'loud' }))).toEqual([expect.stringContaining('/spec/logLevel')]);
    expect(crds.validate(cluster({}, { labels: { a: 1 } }))).toEqual([expect.stringContaining('/metadata/labels/a')]);
    expect(crds.validate(cluster({ backup: { retentionPolicy: 'a month' } }))).toEqual([
      expect.stringContaining('/spec/backup/retentionPolicy'),
    ]);
  });

  testWithCrds('takes an int-or-string either way and keeps free-form objects free', () => {
    const crds = Crds.forOperator('1.30.0');
    expect(crds.validate(cluster({ resources: { limits: { cpu: 1, memory: '1Gi' } } }))).toEqual([]);
    expect(crds.validate(cluster({ resources: { limits: { cpu: true } } })).length).toBeGreaterThan(0);
    expect(crds.validate(cluster({ postgresql: { parameters: { anything: 'on' } } }))).toEqual([]);
  });

  testWithCrds('reads patch releases as their minor and knows which kinds a release lacks', () => {
    const role = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'DatabaseRole', metadata: { name: 'app' }, spec: {} };
    expect(Crds.forOperator('1.28.1').validate(role)).toEqual([
      'postgresql.cnpg.io/v1 DatabaseRole is not defined by these CRDs',
    ]);
  });

  testWithCrds('covers what Argo CD, Prometheus, Barman and sealed-secrets define, and nothing else', () => {
    const crds = Crds.forOperator('1.27.0');
    const groups = ['argoproj.io/v1alpha1', 'monitoring.coreos.com/v1', 'barmancloud.cnpg.io/v1', 'bitnami.com/v1alpha1'];
    expect(groups.map((apiVersion) => crds.covers({ apiVersion }))).toEqual([true, true, true, true]);
    expect(crds.covers({ apiVersion: 'v1' })).toBe(false);
    expect(crds.covers({ apiVersion: 'networking.k8s.io/v1' })).toBe(false);
  });
});
