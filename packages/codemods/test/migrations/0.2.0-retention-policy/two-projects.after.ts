import { PgPlatformProject as Platform } from 'pgplatform';

const backup = { retentionPolicy: '30d' };

for (const team of ['a', 'b']) {
  new Platform({ team, outdir: team, clusterBase: { backup } }).synth();
}
new Platform({
  team: 'c',
  outdir: 'c',
  clusterBase: process.env.SAME ? { backup } : { backup: { ...backup, retentionPolicy: '1d' } },
}).synth();
