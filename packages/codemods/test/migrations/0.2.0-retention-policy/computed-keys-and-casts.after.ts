import * as pg from 'pgplatform';

new pg.PgPlatformProject({
  [`team`]: 'payments',
  'clusterBase': ({
    ['backup']: { ["retentionPolicy"]: <string>'30d' } as const,
  } satisfies object)!,
} as pg.PgPlatformProjectOptions).synth();
