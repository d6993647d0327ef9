import { PgPlatformProject } from 'pgplatform';

const tags = { team: 'payments' };
const patch = { };
const backup = { bucket: 'b', storePatch: { data: { jobs: 2 } } };
const prod = { name: 'prod', clusterPatch: { spec: { backup: { volumeSnapshot: null } } }, storePatch: { tags } };

new PgPlatformProject({ clusterBase: { backup, clusterPatch: patch }, environments: [prod] }).synth();
