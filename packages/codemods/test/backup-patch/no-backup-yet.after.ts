import { PgPlatformProject } from 'pgplatform';

new PgPlatformProject({
  clusterBase: {
    instances: 3,
    backup: {
      storePatch: {
        tags: { team: 'payments' },
      },
    }
  },
  environments: [{ name: 'prod', storePatch: { tags: {} } }],
}).synth();
