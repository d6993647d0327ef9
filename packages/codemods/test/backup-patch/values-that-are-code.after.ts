import { PgPlatformProject } from 'pgplatform';
import { tagsOf } from './tags';

const barmanObjectStore = { tags: tagsOf('prod') };

new PgPlatformProject({
  environments: [
    { name: 'stage', clusterPatch: { spec: { logLevel: 'debug' } }, storePatch: tagsOf('stage') as any },
    { name: 'prod', storePatch: barmanObjectStore },
    {
      name: 'text',
      storePatch: {
              note: `two
          lines`,
            },
    },
  ],
}).synth();
