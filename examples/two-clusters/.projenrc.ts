import { Cpu, Size } from '@pgplatform/core';
import { PgPlatformProject } from 'pgplatform';

// The certificate authority of the store: sealed for each environment, like a password.
const storeCa = { name: 'minio-ca', keys: [{ name: 'ca.crt', multiline: true }] };

// Three instances, two Kubernetes clusters, two products, and a store that speaks S3 but is not AWS.
const project = new PgPlatformProject({
  name: 'two-clusters',
  team: 'shop',
  repoUrl: 'https://git.example.com/shop/postgres.git',
  platformRelease: '2026.07',
  postgresMajor: 18,
  argoCd: { project: 'shop-postgres' },
  clusterBase: {
    instances: 3,
    walStorage: Size.gibibytes(5),
    backup: {
      s3: {
        bucket: 'shop-postgres-backups',
        endpointUrl: 'https://minio.example.com:9000',
        endpointCa: { name: 'minio-ca', key: 'ca.crt' },
      },
      retentionPolicy: '60d',
    },
    networkPolicy: {},
  },
  environments: [
    {
      name: 'stage',
      destination: { name: 'shop-stage' },
      secrets: [storeCa],
      cpu: Cpu.cores(1),
      memory: Size.gibibytes(2),
      storage: Size.gibibytes(20),
    },
    {
      name: 'prod',
      destination: { name: 'shop-prod' },
      secrets: [storeCa],
      // A person starts every sync of production.
      sync: { automated: false },
      cpu: Cpu.cores(4),
      cpuRequest: Cpu.cores(2),
      memory: Size.gibibytes(8),
      storage: Size.gibibytes(200),
      walStorage: Size.gibibytes(20),
    },
  ],
  products: [
    { name: 'catalog', databases: [{ name: 'catalog', extensions: [{ name: 'pg_trgm' }] }] },
    {
      name: 'orders',
      role: { connectionLimit: 40 },
      databases: [{ name: 'orders' }, { name: 'orders_reports', environments: ['prod'] }],
    },
  ],
});

project.synth();
