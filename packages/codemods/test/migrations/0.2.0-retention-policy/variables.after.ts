import { PgPlatformProject } from 'pgplatform';

const DAYS = 30;
const keep: string = `${DAYS}d`;
const backup = { bucket: 'b', retentionPolicy: keep };
const clusterBase = { instances: 3, backup };
const options = { team: 'payments', clusterBase };

export const project = new PgPlatformProject(options);
project.synth();
