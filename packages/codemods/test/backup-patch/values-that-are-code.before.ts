import { PgPlatformProject } from 'pgplatform';
import { tagsOf } from './tags';

const barmanObjectStore = { tags: tagsOf('prod') };

new PgPlatformProject({
  environments: [
    { name: 'stage', clusterPatch: { spec: { logLevel: 'debug', 'backup': { ['barmanObjectStore']: tagsOf('stage') as any } } } },
    { name: 'prod', clusterPatch: ({ spec: { backup: { barmanObjectStore } } } satisfies object) },
    {
      name: 'text',
      clusterPatch: {
        spec: {
          backup: {
            barmanObjectStore: {
              note: `two
          lines`,
            },
          },
        },
      },
    },
  ],
}).synth();
