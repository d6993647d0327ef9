type Fields = { [name: string]: any };

/** A Cluster that every version accepts, with a fragment merged onto it. */
export function cluster(fragment: Fields = {}): any {
  const base = { ...header('Cluster'), metadata: { name: 'c' }, spec: { instances: 1, storage: { size: '1Gi' } } };
  return merged(base, fragment);
}

/** The same with fields of `spec`. */
export function clusterSpec(spec: Fields): any {
  return cluster({ spec });
}

/** The same with PostgreSQL parameters. */
export function parameters(given: Fields, spec: Fields = {}): any {
  return clusterSpec(merged({ postgresql: { parameters: given } }, spec));
}

/** The same with one annotation. */
export function annotated(name: string, value: string, spec: Fields = {}): any {
  return cluster({ metadata: { annotations: { [name]: value } }, spec });
}

/** An object of another kind, called `o`. */
export function object(kind: string, spec: Fields, metadata: Fields = {}): any {
  return { ...header(kind), metadata: { name: 'o', ...metadata }, spec };
}

function header(kind: string) {
  const group = kind === 'ObjectStore' ? 'barmancloud.cnpg.io' : 'postgresql.cnpg.io';
  return { apiVersion: `${group}/v1`, kind };
}

/** Merges maps; anything else replaces; undefined removes. */
export function merged(base: any, fragment: any): any {
  if (!isMap(base) || !isMap(fragment)) return fragment;
  const result: Fields = { ...base };
  for (const [name, value] of Object.entries(fragment)) {
    if (value === undefined) delete result[name];
    else result[name] = merged(result[name], value);
  }
  return result;
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
