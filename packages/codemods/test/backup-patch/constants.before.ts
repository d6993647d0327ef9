import { PgPlatformProject } from 'pgplatform';

const tags = { team: 'payments' };
const patch = { spec: { backup: { barmanObjectStore: { data: { jobs: 2 } } } } };
const backup = { bucket: 'b' };
const prod = { name: 'prod', clusterPatch: { spec: { backup: { barmanObjectStore: { tags }, volumeSnapshot: null } } } };

new PgPlatformProject({ clusterBase: { backup, clusterPatch: patch }, environments: [prod] }).synth();
