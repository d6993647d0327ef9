import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '@pgplatform/test-kit';
import { yamlFiles } from '../crds';
import { releaseManifest } from '../operator';

const KINDS = [
  'Cluster',
  'Pooler',
  'Database',
  'ScheduledBackup',
  'Backup',
  'ObjectStore',
  'Publication',
  'Subscription',
  'DatabaseRole',
];

/** The operator's own samples, of the kinds that are judged, in one namespace and each with a name of its own. */
export function samples(folder: string): any[] {
  return yamlFiles(join(folder, 'docs/src/samples'))
    .flatMap((file) => readYaml(readFileSync(file, 'utf8')))
    .filter(({ kind, apiVersion }) => KINDS.includes(kind) && /cnpg\.io/.test(apiVersion))
    .map((object, i) => ({ ...object, metadata: { ...object.metadata, name: `sample-${i}`, namespace: 'default' } }));
}

/** Kind -> the schema of its spec, of the operator's release manifest and of the plugin. */
export function specSchemas(folder: string, version: string, plugin: string): Map<string, any> {
  const texts = yamlFiles(join(plugin, 'config/crd/bases')).map((file) => readFileSync(file, 'utf8'));
  return new Map(
    [releaseManifest(folder, version), ...texts]
      .flatMap(readYaml)
      .filter(({ kind }) => kind === 'CustomResourceDefinition')
      .map(({ spec }) => [spec.names.kind, spec.versions[0].schema.openAPIV3Schema.properties.spec]),
  );
}
