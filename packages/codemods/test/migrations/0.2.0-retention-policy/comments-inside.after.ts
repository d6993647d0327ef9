#!/usr/bin/env -S npx tsx
/* retention */ import { PgPlatformProject } from 'pgplatform';

new PgPlatformProject(/* the options */ {
  clusterBase /* cluster */: /* base */ {
    // backup: { retention: '1d' },
    backup: { /* before */ retentionPolicy /* between */ : /* after */ '30d' /* end */ } /* retention */,
  },
}).synth();
