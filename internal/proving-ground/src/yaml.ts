import { parseAllDocuments } from 'yaml';

/** Every object of a file, as Kubernetes reads it: YAML 1.1. */
export function readYaml(text: string): any[] {
  return parseAllDocuments(text, { version: '1.1', merge: true })
    .map((document) => document.toJS({ maxAliasCount: -1 }))
    .filter((object) => object !== null && typeof object === 'object');
}
