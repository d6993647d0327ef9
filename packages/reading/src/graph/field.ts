/** What a value has under the keys of a way, each its own; nothing where it ends. */
export function field(value: unknown, ...way: readonly string[]): any {
  let found: any = value;
  for (const key of way) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = found[key];
  }
  return found;
}

/** A text under the keys of a way. */
export function text(value: unknown, ...way: readonly string[]): string | undefined {
  const found = field(value, ...way);
  return typeof found === 'string' ? found : undefined;
}

/** A text that may be a template: what is something else once YAML has read it (`{{ .x }}` without quotes) is one whole template. */
export function templated(value: unknown, ...way: readonly string[]): string | undefined {
  const found = field(value, ...way);
  return typeof found === 'string' || found === undefined || found === null ? (found ?? undefined) : '{{…}}';
}

/** The members of a list under the keys of a way; none where there is no list. */
export function items(value: unknown, ...way: readonly string[]): any[] {
  const found = field(value, ...way);
  return Array.isArray(found) ? found : [];
}

/** Whether a value is a mapping. */
export function isMap(value: unknown): value is { readonly [name: string]: any } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a mapping with a field: one whose only key is a template (`{{ .x }}` without quotes) is none. */
export function hasFields(value: unknown): boolean {
  return isMap(value) && Object.keys(value).some((name) => /^\w+$/.test(name));
}

/** The texts among some values. */
export function texts(values: readonly unknown[]): string[] {
  return values.filter((value) => typeof value === 'string');
}
