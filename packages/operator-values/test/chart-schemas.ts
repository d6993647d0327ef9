import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the charts' own JSON Schemas lie: beside the repository, not in it. */
const FOLDER = resolve(__dirname, '../../../../shared/crds/chart-values');

/** Why tests with the schemas cannot run; nothing when they can. */
export const missingSchemas = existsSync(FOLDER) ? undefined : '../shared/crds/chart-values is not here';

/** The values schemas of a chart by version, oldest first. */
export function chartSchemas(chart: string): [version: string, schema: any][] {
  const file = new RegExp(`^${chart}-([\\d.]+)\\.values\\.schema\\.json$`);
  return (missingSchemas ? [] : readdirSync(FOLDER))
    .flatMap((name) => file.exec(name) ?? [])
    .filter((_, i) => i % 2 === 1)
    .sort()
    .map((version) => {
      const { $schema: _draft, ...schema } = JSON.parse(
        readFileSync(join(FOLDER, `${chart}-${version}.values.schema.json`), 'utf8'),
      );
      return [version, schema];
    });
}

/** The schema of a chart, or of the newest older one of which a copy is here (patch releases share the schema). */
export function schemaOf(chart: string, version: string): any {
  const known = chartSchemas(chart).filter(([candidate]) => candidate.localeCompare(version, 'en', { numeric: true }) <= 0);
  return known[known.length - 1][1];
}

/** Every object of a schema that has named properties, as `path: names`. */
export function structs(schema: any, path: string[] = []): [path: string[], names: string[]][] {
  return schema.properties
    ? [
        [path, Object.keys(schema.properties).sort()],
        ...Object.entries(schema.properties).flatMap(([name, field]) => structs(field, [...path, name])),
      ]
    : [];
}
