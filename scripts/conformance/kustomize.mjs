// kustomize 5, kustomize 4 and rendered/ENV.yaml say the same about every environment of every example.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { examples, sealedCopy, sealedSecrets } from './examples.mjs';

const require = createRequire(import.meta.url);

/** Compiled, and so not to be had before the script has compiled it. */
const TEST_KIT = '../../internal/test-kit';

/** Without kustomize 5 the others are compared. */
export function kustomizeChecks(kustomize) {
  if (kustomize) {
    process.env.PATH = `${kustomize.folder}${delimiter}${process.env.PATH}`;
  }
  const skip = require(TEST_KIT).kustomizers().length === 0 && 'there is no kustomize';
  const checks = examples().flatMap((example) =>
    example.model.environments.map((environment) => ({
      title: `${example.name} ${environment.name}: all kustomizes build what ${environment.rendered} says`,
      skip,
      run: () => agree(example, environment),
    })),
  );
  return kustomize ? checks : [...checks, { title: 'kustomize 5 builds the examples', skip: 'it is missing' }];
}

/** Builds an environment's folders with every kustomize there is; `kustomizeBuild` throws when two of them differ. */
function agree(example, environment) {
  const { kustomizeBuild, objectKey, readYaml } = require(TEST_KIT);
  const { databases = [] } = example.model;
  const products = databases.filter((database) => database.environment === environment.name).map(({ folder }) => folder);
  const copy = sealedCopy(example);
  const built = [...new Set([environment.overlay, ...products])].flatMap((folder) => kustomizeBuild(join(copy, folder)));
  const sorted = (objects) => objects.sort((a, b) => (objectKey(a) < objectKey(b) ? -1 : 1));
  const isSealed = ({ kind }) => kind === 'SealedSecret';
  const rendered = readYaml(readFileSync(join(copy, environment.rendered), 'utf8'));
  assert.deepEqual(sorted(built.filter((object) => !isSealed(object))), sorted(rendered));
  const place = ({ namespace, name }) => `${namespace}/${name}`;
  assert.deepEqual(
    built
      .filter(isSealed)
      .map(({ metadata }) => place(metadata))
      .sort(),
    sealedSecrets(environment).map(place).sort(),
  );
}
