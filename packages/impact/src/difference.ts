import { isMap } from './shape';

/** A field that two objects do not have in common. */
export interface Difference {
  /** Keys from the root; items of lists that have a key are `[key]`, their order `[order]`. */
  readonly path: readonly string[];
  /** `undefined` when the field was not there. */
  readonly from: unknown;
  /** `undefined` when the field is not there any more. */
  readonly to: unknown;
}

/** How to compare what is not a plain tree of maps. */
export interface Comparing {
  /** Lists whose items have a name, by path: the field that names them. */
  readonly lists: ReadonlyMap<string, string>;
  /** Maps that mean the same when they are empty and when they are not there. */
  readonly containers: ReadonlySet<string>;
  /** Whether two values of one field mean the same. */
  readonly same: (path: string, a: unknown, b: unknown) => boolean;
}

/** Every difference between two values. */
export function differences(a: unknown, b: unknown, comparing: Comparing, path: readonly string[] = []): Difference[] {
  if (a === b) return [];
  const at = fieldName(path.map((key) => (key.startsWith('[') ? '*' : key)));
  const before = plain(a);
  const after = plain(b);
  if (before === undefined && after === undefined) return [];
  const name = comparing.lists.get(at);
  if (name !== undefined) {
    const [from, to] = [keyed(before, name), keyed(after, name)];
    if (from && to) return listDifferences(from, to, comparing, path);
  }
  const empty = comparing.containers.has(at) ? {} : undefined;
  const [from, to] = [before ?? empty, after ?? empty];
  if (isMap(from) && isMap(to)) {
    return unionOf(Object.keys(from), Object.keys(to)).flatMap((key) =>
      differences(own(from, key), own(to, key), comparing, [...path, key]),
    );
  }
  return equal(before, after) || (before !== undefined && after !== undefined && comparing.same(at, before, after))
    ? []
    : [{ path, from: before, to: after }];
}

/** A path as people write it: `spec.plugins[barman-cloud.cloudnative-pg.io].enabled`. */
export function fieldName(path: readonly string[]): string {
  let text = '';
  for (const key of path) {
    if (key.startsWith('[')) text += key;
    else if (!/^[\w-]+$|^\*$/.test(key) && !path.includes('parameters')) text += `["${key}"]`;
    else text += text === '' ? key : `.${key}`;
  }
  return text;
}

/** Whether two parsed values are the same; the order of keys does not count. */
export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => equal(item, b[index]));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}

function listDifferences(
  from: ReadonlyMap<string, unknown>,
  to: ReadonlyMap<string, unknown>,
  comparing: Comparing,
  path: readonly string[],
): Difference[] {
  const kept = [...to.keys()].filter((key) => from.has(key));
  const were = [...from.keys()].filter((key) => to.has(key));
  const moved = equal(kept, were) ? [] : [{ path: [...path, '[order]'], from: were, to: kept }];
  return [
    ...unionOf([...from.keys()], [...to.keys()]).flatMap((key) =>
      differences(from.get(key), to.get(key), comparing, [...path, `[${key}]`]),
    ),
    ...moved,
  ];
}

/** The items of a list under their names; nothing when they have none, or share one. */
function keyed(list: unknown, name: string): ReadonlyMap<string, unknown> | undefined {
  if (list === undefined) return new Map();
  if (!Array.isArray(list)) return undefined;
  const items = new Map(list.map((item) => [isMap(item) ? item[name] : undefined, item]));
  return items.size === list.length && [...items.keys()].every((key) => typeof key === 'string') ? items : undefined;
}

function own(map: { [name: string]: unknown }, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** The API server drops null; empty lists are dropped when the webhook writes the object back. */
function plain(value: unknown): unknown {
  return value === null || (Array.isArray(value) && value.length === 0) ? undefined : value;
}

function unionOf(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
