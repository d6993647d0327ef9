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
export function differences(a: unknown, b: unknown, comparing: Comparing): Difference[] {
  const found: Difference[] = [];
  collect(a, b, { comparing, found }, [], '');
  return found;
}

type Collecting = { readonly comparing: Comparing; readonly found: Difference[] };

/** @param at the path with `*` for the items of lists: `spec.plugins.*.parameters` */
function collect(a: unknown, b: unknown, collecting: Collecting, path: readonly string[], at: string): void {
  const { comparing, found } = collecting;
  const before = plain(a);
  const after = plain(b);
  if (before === undefined && after === undefined) return;
  const name = comparing.lists.get(at);
  if (name !== undefined) {
    const [from, to] = [keyed(before, name), keyed(after, name)];
    if (from && to) {
      collectItems(from, to, collecting, path, at);
      return;
    }
  }
  const empty = comparing.containers.has(at) ? {} : undefined;
  const [from, to] = [before ?? empty, after ?? empty];
  if (isMap(from) && isMap(to)) {
    for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
      const [was, is] = [own(from, key), own(to, key)];
      if (was !== is) collect(was, is, collecting, [...path, key], at === '' ? key : `${at}.${key}`);
    }
    return;
  }
  const isSame = equal(before, after) || (before !== undefined && after !== undefined && comparing.same(at, before, after));
  if (!isSame) found.push({ path, from: before, to: after });
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

function collectItems(
  from: ReadonlyMap<string, unknown>,
  to: ReadonlyMap<string, unknown>,
  collecting: Collecting,
  path: readonly string[],
  at: string,
): void {
  const kept = [...to.keys()].filter((key) => from.has(key));
  const were = [...from.keys()].filter((key) => to.has(key));
  for (const key of new Set([...from.keys(), ...to.keys()])) {
    collect(from.get(key), to.get(key), collecting, [...path, `[${key}]`], `${at}.*`);
  }
  if (!equal(kept, were)) collecting.found.push({ path: [...path, '[order]'], from: were, to: kept });
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
