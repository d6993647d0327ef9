/** A map whose values nobody has checked yet. */
export interface Fields {
  readonly [name: string]: any;
}

const NONE: Fields = Object.freeze({});

/** A value as a map; nothing in it when it is not one. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : NONE;
}

/** A map with other values under some names. Like spread syntax, which is ten times slower as soon as a name is added. */
export function withFields(map: Fields, changes: Fields): { [name: string]: any } {
  return Object.hasOwn(map, '__proto__') ? { ...map, ...changes } : Object.assign({}, map, changes);
}

/** A value as a list; empty when it is not one. */
export function items(value: unknown): readonly any[] {
  return Array.isArray(value) ? value : [];
}

/** A value as a text; empty when it is not one. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A value as a number, or another number when it is not one. */
export function number(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** Whether a field is there; the API server drops fields that are null. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The own entries of a map whose values are texts; the map itself when all are. */
export function texts(value: unknown): { readonly [name: string]: string } {
  const map = fields(value);
  if (Object.keys(map).every((name) => typeof map[name] === 'string')) return map;
  return Object.fromEntries(Object.entries(map).filter(([, one]) => typeof one === 'string'));
}

/** Length of a text as Go counts it, in bytes. */
export function byteLength(value: string): number {
  return Buffer.byteLength(value);
}
