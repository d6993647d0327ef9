import type { Edit } from '../../src/finding';

/** Makes the changes of a finding in an object. */
export function applyEdits(object: any, edits: readonly Edit[]): void {
  for (const { pointer, value } of edits) {
    const keys = pointer
      .split('/')
      .slice(1)
      .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
    const last = keys.pop()!;
    const parent = keys.reduce((current, key) => current[key], object);
    if (value !== undefined) parent[last] = value;
    else if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
  }
}
