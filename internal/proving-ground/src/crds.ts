import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '@pgplatform/test-kit';
import type { Ground } from './ground';
import {
  ARGO_CD_CRDS,
  BARMAN_PLUGIN,
  CERT_MANAGER,
  type Part,
  PROMETHEUS_OPERATOR,
  SEALED_SECRETS_CRDS,
  SNAPSHOTTER,
} from './part';

/** What stands around the operator. */
export const CRD_PARTS: readonly Part[] = [
  BARMAN_PLUGIN,
  PROMETHEUS_OPERATOR,
  CERT_MANAGER,
  SNAPSHOTTER,
  ARGO_CD_CRDS,
  SEALED_SECRETS_CRDS,
];

/** The CRDs of all that stands around the operator, of the zips of their modules. */
export function installedCrds(ground: Ground, parts = CRD_PARTS): any[] {
  return parts
    .flatMap((part) => objectsOf(part, ground.folderOf(part)))
    .filter(({ kind }) => kind === 'CustomResourceDefinition');
}

function objectsOf({ files = [] }: Part, folder: string): any[] {
  return files
    .filter((file) => /crd/.test(file))
    .flatMap((file) => yamlFiles(join(folder, file)).flatMap((path) => readYaml(readFileSync(path, 'utf8'))));
}

/** A file, or every YAML file of a folder. */
export function yamlFiles(path: string): string[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .map((name) => join(path, name))
    : [path];
  return files.filter((file) => file.endsWith('.yaml'));
}
