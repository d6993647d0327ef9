import { PgPlatformProject } from 'pgplatform';

const backup = {
  [/* retention */ 'retention' /* retention */]: '1d',
};

new PgPlatformProject({
  cl\u0075sterBase: flag ? { backup } : { 'b\x61ckup': { ['ret\u0065ntion']: `2d`, "retentio\x6e": '3d', retentio\u006e: '4d' } },
}).synth();
