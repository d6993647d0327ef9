import { Cpu, Size } from '@pgplatform/core';
import { PgPlatformProject } from 'pgplatform';

/** The machines of the second data centre. */
const DR = { server: 'https://dr.example.com:6443' };

const project = new PgPlatformProject({
  name: 'payments-db',
  team: 'payments',
  repoUrl: 'https://git.example.com/payments/postgres.git',
  platformRelease: '2026.07',
  storageClass: 'longhorn-single-replica',
  bucket: 'cloudnativepg-backups',
  clusterBase: {
    networkPolicy: {}, // nobody but the product's own Pods
    backup: { retentionPolicy: '14d' }, // the auditors ask for two weeks
  },
  environments: [
    { name: 'stage', cpu: Cpu.cores(1), memory: Size.gibibytes(1), storage: Size.gibibytes(10) },
    {
      name: 'prod',
      instances: 3,
      cpu: Cpu.cores(2),
      memory: Size.gibibytes(2),
      storage: Size.gibibytes(50),
      extraResources: ['alert-rules.yaml'],
    },
    { name: 'dr', destination: DR, cpu: Cpu.cores(2), memory: Size.gibibytes(2), storage: Size.gibibytes(50) },
  ],
  products: [
    { name: 'product-a', databases: [{ name: 'api_db' }] },
    { name: 'ledger', databases: [{ name: 'ledger' }] },
  ],
});

project.synth();
