import { PgPlatformProject } from 'pgplatform';

new PgPlatformProject({
  clusterBase: {
    clusterPatch: { spec: { backup: { /* why */ barmanObjectStore: { a: 1 } /* what */, target: 'primary' }, externalClusters: [{ name: 'old', barmanObjectStore: { b: 2 } }] } },
    backup: {}
  },
  environments: [{
    name: 'a',
    clusterPatch: {
      spec: {
        backup: {
          target: 'primary', // the target
          // about the store
          barmanObjectStore: { c: 3 } // more about the store
        }
      }
    }
  }]
}).synth();
