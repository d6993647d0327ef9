import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

const SHARED = resolve(__dirname, '../../../../../shared');

/** Sets of facts, and the folders of CRDs that they were made from. */
export const SETS: { readonly [set: string]: string } = {
  'cnpg-1.27.0': 'cloudnative-pg-1.27.0',
  'cnpg-1.28.0': 'cloudnative-pg-1.28.0',
  'cnpg-1.29.0': 'cloudnative-pg-1.29.0',
  'cnpg-1.30.0': 'cloudnative-pg-1.30.0',
  'barman-cloud-0.14.0': 'plugin-barman-cloud-0.14.0',
  'sealed-secrets-0.36.6': 'sealed-secrets-0.36.6',
  'argo-cd-3.5.1': 'argo-cd-3.5.1',
  'prometheus-operator': 'prometheus-operator',
};

/** Whether the folder that a test reads is there; says so when it is not. */
export function present(folder: string): boolean {
  const found = existsSync(join(SHARED, folder));
  if (!found) console.warn(`../shared/${folder} is absent: what reads it is left out`);
  return found;
}

/** All documents of the YAML files in a folder, with their files. */
export function documentsIn(folder: string): { file: string; document: any }[] {
  return (readdirSync(join(SHARED, folder), { recursive: true }) as string[])
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) =>
      parseAllDocuments(readFileSync(join(SHARED, folder, file), 'utf8')).map((document) => ({
        file,
        document: document.toJS(),
      })),
    )
    .filter(({ document }) => document);
}
