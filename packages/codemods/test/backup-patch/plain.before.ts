import { Size } from '@pgplatform/core';
import { PgPlatformProject } from 'pgplatform';

const project = new PgPlatformProject({
  team: 'payments',
  clusterBase: {
    backup: {
      bucket: 'payments-backups',
      retentionPolicy: '30d',
    },
    // The store answers slowly.
    clusterPatch: {
      spec: {
        backup: {
          // RFC 7386
          barmanObjectStore: {
            wal: { maxParallel: 4 }, // four at a time
            data: { jobs: 2 },
          },
        },
      },
    },
  },
  environments: [
    { name: 'stage', storage: Size.gibibytes(10) },
    {
      name: 'prod',
      clusterPatch: {
        spec: {
          enablePDB: true,
          backup: { target: 'primary', barmanObjectStore: { tags: { cost: 'prod' } } },
        },
      },
      storage: Size.gibibytes(50),
    },
  ],
});

project.synth();
