import { plainText } from '@pgplatform/core';
/** Keys and list indices from the root of an object to one of its fields. */
export type Path = readonly (string | number)[];

/** A path as people write it: `spec.managed.roles[0].name`, `metadata.annotations["cnpg.io/hibernation"]`. */
export function fieldPath(path: Path): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : /^[\w-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`))
    .join('')
    .replace(/^\./, '');
}

/** A path as a JSON Pointer (RFC 6901). */
export function jsonPointer(path: Path): string {
  return path.map((key) => '/' + plainText(key).replace(/~/g, '~0').replace(/\//g, '~1')).join('');
}
