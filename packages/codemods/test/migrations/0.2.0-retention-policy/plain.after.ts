import { CronSchedule, Size } from '@pgplatform/core';
import { PgPlatformProject } from 'pgplatform';

// retention: how long backups stay
const project = new PgPlatformProject({
  name: 'payments-db',
  team: 'payments',
  clusterBase: {
    instances: 3,
    backup: {
      bucket: 'payments-backups',
      retentionPolicy: '60d', // retention, as legal wants it
      schedule: CronSchedule.daily(3),
    },
  },
  environments: [{ name: 'prod', storage: Size.gibibytes(50), labels: { retention: 'long' } }],
});

project.synth();
