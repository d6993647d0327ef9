// CRDs as JSON Schemas of our own making, for a reader that knows nothing of CRDs.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** Writes `GROUP/KIND_VERSION.json` for every kind in some folders of CRDs; gives the groups. */
export function writeJsonSchemas(crdFolders, output) {
  const { readYaml } = require('../../internal/test-kit');
  const files = crdFolders.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  const crds = files.flatMap((file) => readYaml(readFileSync(file, 'utf8'))).map(({ spec }) => spec);
  for (const { group, names, versions } of crds) {
    mkdirSync(join(output, group), { recursive: true });
    for (const { name, schema, subresources } of versions) {
      const { properties, ...root } = jsonSchema(schema.openAPIV3Schema);
      // Object metadata is not the CRD's; what a manifest says in `status` the API server ignores.
      const own = { ...properties, metadata: { type: 'object' }, ...(subresources?.status && { status: {} }) };
      const file = join(output, group, `${names.kind.toLowerCase()}_${name}.json`);
      writeFileSync(file, JSON.stringify({ ...root, properties: own }));
    }
  }
  return new Set(crds.map(({ group }) => group));
}

/** A structural schema in which a field that the API server would prune is an error, and one that it would default may be absent. */
function jsonSchema({ properties, items, additionalProperties, required, type, nullable, ...rest }) {
  const open = rest['x-kubernetes-preserve-unknown-fields'] === true;
  const types = rest['x-kubernetes-int-or-string'] ? ['integer', 'string'] : type && [type];
  const needed = required?.filter((name) => properties?.[name]?.default === undefined);
  const child = (schema) => (typeof schema === 'object' ? jsonSchema(schema) : schema);
  return {
    ...rest,
    ...(types && { type: nullable ? [...types, 'null'] : types }),
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, child(one)])) }),
    ...(items && { items: child(items) }),
    ...(needed?.length && { required: needed }),
    ...(rest['x-kubernetes-list-type'] === 'set' && { uniqueItems: true }),
    ...(type === 'object' && { additionalProperties: child(additionalProperties) ?? open }),
  };
}
