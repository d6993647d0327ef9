import { PgPlatformProject } from 'pgplatform';

const backup = {
  [/* retention */ 'retentionPolicy' /* retention */]: '1d',
};

new PgPlatformProject({
  cl\u0075sterBase: flag ? { backup } : { 'b\x61ckup': { ['retentionPolicy']: `2d`, "retentionPolicy": '3d', retentionPolicy: '4d' } },
}).synth();
