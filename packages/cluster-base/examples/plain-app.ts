/**
 * A PostgreSQL cluster in anybody's cdk8s app, without the rest of the platform. `npx tsx examples/plain-app.ts` writes dist/orders.k8s.yaml:
 * an ObjectStore, a Cluster of three instances, its daily backup and its PodMonitor. The Secret with the keys of the bucket
 * (`postgres-backup-s3-credentials`: ACCESS_KEY_ID, ACCESS_SECRET_KEY) is yours to seal.
 */
import { BuiltinLocale, ClusterBase, PodAntiAffinity } from '@pgplatform/cluster-base';
import { Cpu, CronSchedule, Size } from '@pgplatform/core';
import { App, Chart } from 'cdk8s';

const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'orders' });

const cluster = new ClusterBase(chart, 'postgres', {
  name: 'orders',
  platformRelease: '2026.07',
  postgres: { major: 18 },
  instances: 3,
  storage: Size.gibibytes(50),
  walStorage: Size.gibibytes(10),
  storageClass: 'fast',
  cpu: Cpu.cores(2),
  memory: Size.gibibytes(4),
  parameters: { max_connections: '200', random_page_cost: '1.1' },
  bootstrap: { database: 'orders', builtinLocale: BuiltinLocale.C_UTF8 },
  affinity: { podAntiAffinity: PodAntiAffinity.REQUIRED },
  backup: { bucket: 'acme-backups', path: 'orders', retentionPolicy: '14d', schedule: CronSchedule.daily(3) },
});

console.log(`${cluster.ref.name}: ${cluster.ref.image}, backups in ${cluster.ref.backup?.url}`);
app.synth();
