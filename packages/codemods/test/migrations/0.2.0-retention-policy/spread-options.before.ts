import { PgPlatformProject } from 'pgplatform';

const strict = process.env.STRICT === 'yes';
const store = { bucket: 'b', retention: '30d' };
const common = { team: 'payments', clusterBase: { backup: { ...store, ...(strict && { retention: '90d' }) } } };

new PgPlatformProject({
  ...common,
  name: 'payments-db',
}).synth();
