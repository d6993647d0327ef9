// kubeconform, with JSON Schemas made from the CRDs, and our schema facts draw the line at the same place.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../command.mjs';
import { examples } from './examples.mjs';
import { Judges } from './judges.mjs';

const SHARED = join(ROOT, '../shared');
const CRDS = join(SHARED, 'crds');
const SAMPLES = join(SHARED, 'corpus/cnpg-samples-1.30.0');
const OPERATORS = ['1.27', '1.28', '1.29', '1.30'];

export function schemaChecks(kubeconform) {
  const missing = [CRDS, SAMPLES].find((folder) => !existsSync(folder));
  if (!kubeconform || missing) {
    const skip = kubeconform ? `../shared${missing.slice(SHARED.length)} is not here` : 'kubeconform is missing';
    return [{ title: 'kubeconform and our schema facts agree', skip }];
  }
  const judges = Object.fromEntries(OPERATORS.map((minor) => [minor, new Judges(kubeconform, CRDS, minor)]));
  const samples = yamlFiles(SAMPLES);
  return [
    ...examples().map(({ name, folder, model }) => ({
      title: `kubeconform and our schema facts have nothing against ${name}`,
      run: async () => {
        const { objects, refused } = await judges[/^\d+\.\d+/.exec(model.operator.version)[0]].ofFiles(manifests(folder));
        if (refused.length) {
          throw new Error(refused.join('\n'));
        }
        return `${objects} objects`;
      },
    })),
    ...Object.entries(judges).flatMap(([minor, both]) => [
      {
        title: `kubeconform and our schema facts refuse the same samples of CloudNativePG under ${minor}`,
        run: async () => counted(await both.ofFiles(samples)),
      },
      {
        title: `kubeconform and our schema facts refuse the same samples with one field changed under ${minor}`,
        run: async () => counted(await both.ofMutants(samples)),
      },
    ]),
  ];
}

function counted({ objects, refused }) {
  return `${refused.length} of ${objects}`;
}

/** What an example has in a cluster, after Kustomize. */
function manifests(folder) {
  return ['rendered', 'apps'].flatMap((name) => yamlFiles(join(folder, name)));
}

function yamlFiles(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => join(folder, file));
}
