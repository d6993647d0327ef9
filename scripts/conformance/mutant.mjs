// Manifests with one thing changed, to see that two judges draw the line at the same place.

/** What else may stand where a value stands. */
const OTHERS = {
  string: ['', 'No such value!', 7, {}],
  number: [-1, 1.5, 'text', true, []],
  boolean: ['true', 1],
  array: ['text', [], {}],
  object: ['text', []],
};

/** Every change to every field that some objects use, once per kind and field. */
export function mutants(objects) {
  const found = new Map();
  for (const object of objects) {
    const { apiVersion, kind, metadata, status, ...own } = object;
    for (const [what, changed] of changes(own)) {
      const key = `${apiVersion} ${kind} ${what}`;
      if (!found.has(key)) {
        found.set(key, { apiVersion, kind, metadata: { name: `${found.size}: ${what}` }, ...changed });
      }
    }
  }
  return [...found.values()];
}

/** Copies of a value with one change each, and what the change is. */
function* changes(value, path = '') {
  const type = Array.isArray(value) ? 'array' : typeof value;
  if (path) {
    for (const other of OTHERS[type] ?? []) {
      yield [`${path} = ${JSON.stringify(other)}`, other];
    }
  }
  if (type === 'array' && value.length > 0) {
    for (const [what, changed] of changes(value[0], `${path}[]`)) {
      yield [what, [changed, ...value.slice(1)]];
    }
  }
  if (type === 'object' && value !== null) {
    yield [`${path}.noSuchField`, { ...value, noSuchField: 1 }];
    for (const name of Object.keys(value)) {
      const { [name]: removed, ...rest } = value;
      yield [`${path}.${name} removed`, rest];
      for (const [what, changed] of changes(removed, `${path}.${name}`)) {
        yield [what, { ...value, [name]: changed }];
      }
    }
  }
}
