import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml, temporaryDirectory } from '@pgplatform/test-kit';

test('the example prints what each environment gets, and writes its objects', () => {
  const directory = temporaryDirectory();
  process.env.CDK8S_OUTDIR = directory;
  const log = jest.spyOn(console, 'log').mockImplementation();
  require('../examples/stage-and-prod');
  delete process.env.CDK8S_OUTDIR;
  expect(log.mock.calls.flat()).toEqual([
    'postgres-stage: 1 x 1Gi, 1 files for Kustomize',
    'postgres-prod: 3 x 4Gi, 2 files for Kustomize',
    'postgres-stage: role checkout logs in with the Secret checkout-role',
    'postgres-prod: role checkout logs in with the Secret checkout-role',
  ]);
  const [cluster] = readYaml(readFileSync(join(directory, 'prod.k8s.yaml'), 'utf8'));
  expect(cluster.metadata).toEqual({ name: 'orders', namespace: 'postgres-prod', labels: { environment: 'prod' } });
  expect(cluster.spec).toMatchObject({ instances: 3, storage: { size: '50Gi' }, resources: { limits: { cpu: '2' } } });
  expect(readYaml(readFileSync(join(directory, 'databases.k8s.yaml'), 'utf8')).map(({ kind }) => kind)).toEqual([
    'DatabaseRole',
    'Database',
    'DatabaseRole',
    'Database',
  ]);
});
