import { PgPlatformProject } from 'pgplatform';

new PgPlatformProject({
  clusterBase: {
    instances: 3,
    clusterPatch: {
      spec: {
        backup: {
          barmanObjectStore: {
            tags: { team: 'payments' },
          },
        },
      },
    }
  },
  environments: [{ name: 'prod', clusterPatch: { spec: { backup: { barmanObjectStore: { tags: {} } } } } }],
}).synth();
