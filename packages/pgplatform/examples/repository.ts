// A whole .projenrc.ts: two environments with three instances in production, a product with a database, an S3-compatible store.
// Run: npx tsx repository.ts OUTDIR
import { Cpu, CronSchedule, Size } from '@pgplatform/core';
import { PgPlatformProject } from 'pgplatform';

const project = new PgPlatformProject({
  name: 'payments-db',
  team: 'payments',
  repoUrl: 'https://git.example.com/payments/postgres.git',
  platformRelease: '2026.07',
  outdir: process.argv[2],
  clusterBase: {
    backup: {
      s3: { bucket: 'payments-backups', endpointUrl: 'https://minio.example.com', compatible: true },
      schedule: CronSchedule.daily(1, 30),
    },
    parameters: { log_min_duration_statement: '500ms' },
  },
  environments: [
    { name: 'stage', cpu: Cpu.cores(1), memory: Size.gibibytes(1), storage: Size.gibibytes(10) },
    { name: 'prod', instances: 3, cpu: Cpu.cores(4), memory: Size.gibibytes(8), storage: Size.gibibytes(200) },
  ],
  products: [{ name: 'checkout', databases: [{ name: 'orders', extensions: [{ name: 'pgcrypto' }] }] }],
});

project.synth();
