import type { Path } from '../field-path';

/** The value at `spec.backup.target` of anything at all; `undefined` when some part of the way is not there. */
export function field(value: any, way: string): any {
  let current = value;
  for (const key of way.split('.')) {
    if (!isMap(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

/** The items of a list at a way; none when there is no list. Items that are no maps are left out, positions stay. */
export function items(value: any, way: string): { readonly item: any; readonly path: Path }[] {
  const list = way ? field(value, way) : value;
  if (!Array.isArray(list)) return [];
  const prefix = way ? way.split('.') : [];
  return list.map((item, index) => ({ item, path: [...prefix, index] })).filter(({ item }) => isMap(item));
}

/** The text at a way; `undefined` when there is none or something else is there. */
export function text(value: any, way: string): string | undefined {
  const found = field(value, way);
  return typeof found === 'string' ? found : undefined;
}

/** Whether a value is a map: an object that is no list. */
export function isMap(value: any): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
