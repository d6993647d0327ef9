import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { kustomizeBuild, kustomizers, objectKey, temporaryDirectory, testWhen } from '@pgplatform/test-kit';
import { Yaml } from 'cdk8s';
import { generate } from './generated';

const missing = kustomizers().length > 0 ? undefined : 'no kustomize';

testWhen(missing)('kustomize builds both folders into the generated objects', () => {
  const base = generate({
    instances: 3,
    networkPolicy: {},
    longhornStorageClass: true,
    deletionProtection: {},
    bootstrap: { recovery: { serverName: 'old', path: 'old' } },
  });
  const directory = temporaryDirectory();
  for (const file of [...base.files(), ...base.clusterScopedFiles()]) {
    mkdirSync(dirname(join(directory, file.path)), { recursive: true });
    writeFileSync(join(directory, file.path), file.content.map((object) => Yaml.stringify(object)).join('---\n'));
  }
  const sorted = (objects: any[]) => objects.sort((a, b) => (objectKey(a) < objectKey(b) ? -1 : 1));
  expect(kustomizeBuild(join(directory, 'infrastructure/postgres/base'))).toEqual(sorted(base.manifests));
  const clusterScoped = base.clusterScopedFiles().slice(1);
  expect(kustomizeBuild(join(directory, 'infrastructure/cluster'))).toEqual(
    sorted(clusterScoped.flatMap((file) => file.content)),
  );
});
