import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml, temporaryDirectory } from '@pgplatform/test-kit';

test('the example writes a chart with a Cluster and everything it needs', () => {
  const directory = temporaryDirectory();
  process.env.CDK8S_OUTDIR = directory;
  const log = jest.spyOn(console, 'log').mockImplementation();
  require('../examples/plain-app');
  delete process.env.CDK8S_OUTDIR;
  expect(log.mock.calls).toEqual([
    ['orders: ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie, backups in s3://acme-backups'],
  ]);
  const objects = readYaml(readFileSync(join(directory, 'orders.k8s.yaml'), 'utf8'));
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
    'ObjectStore orders/orders-store',
    'Cluster orders/orders',
    'ScheduledBackup orders/orders-daily',
    'PodMonitor orders/orders-metrics',
  ]);
  expect(objects[0].spec.configuration.destinationPath).toBe('s3://acme-backups/orders');
  expect(objects[1].spec.postgresql.parameters).toMatchObject({
    max_connections: '200',
    shared_buffers: '1024MB',
    log_checkpoints: 'on',
  });
});
