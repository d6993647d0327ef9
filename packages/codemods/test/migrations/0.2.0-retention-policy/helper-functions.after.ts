import { PgPlatformProject, type PgPlatformProjectOptions } from 'pgplatform';

type Environments = NonNullable<PgPlatformProjectOptions['environments']>;

/** Says how long something is kept: { retention } */
function days(count: number): string {
  const retention = `${count}d`;
  return retention;
}

const environment = (name: string, retention = 'short'): Environments[number] => ({ name, labels: { retention } });

new PgPlatformProject({
  clusterBase: {
    backup: {
      retentionPolicy: days(2 * 30),
    },
  },
  environments: ['stage', 'prod'].map((name) => environment(name)),
}).synth();
