import { PgPlatformProject } from 'pgplatform';

const strict = process.env.STRICT === 'yes';
const store = { bucket: 'b', retentionPolicy: '30d' };
const common = { team: 'payments', clusterBase: { backup: { ...store, ...(strict && { retentionPolicy: '90d' }) } } };

new PgPlatformProject({
  ...common,
  name: 'payments-db',
}).synth();
