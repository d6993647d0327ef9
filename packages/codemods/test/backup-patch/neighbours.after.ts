import { PgPlatformProject } from 'pgplatform';

new PgPlatformProject({
  clusterBase: {
    clusterPatch: { spec: { backup: { target: 'primary' }, externalClusters: [{ name: 'old', barmanObjectStore: { b: 2 } }] } },
    backup: { /* why */
      /* what */
      storePatch: { a: 1 } }
  },
  environments: [{
    name: 'a',
    clusterPatch: {
      spec: {
        backup: {
          target: 'primary' // the target
        }
      }
    },
    // about the store
    // more about the store
    storePatch: { c: 3 }
  }]
}).synth();
