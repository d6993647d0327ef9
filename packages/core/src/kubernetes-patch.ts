/**
 * Patches as Kustomize applies them to custom resources.
 *
 * Sources: RFC 7386 (merge), RFC 6902 (operations); Kustomize treats lists of custom resources as one value.
 */
export class KubernetesPatch {
  /** RFC 7386: maps merge, everything else replaces, null removes, undefined is as absent. Neither argument is changed. */
  public static merge(target: any, patch: any): any {
    if (!isMap(patch)) {
      return patch;
    }
    const result: Record<string, any> = isMap(target) ? { ...target } : {};
    for (const [key, value] of Object.entries(patch)) {
      if (value === null) {
        delete result[key];
      } else if (value !== undefined) {
        result[key] = KubernetesPatch.merge(result[key], value);
      }
    }
    return result;
  }

  /**
   * RFC 6902 `add`, `replace` and `remove`, on a copy.
   *
   * Throws when a path does not exist (of `add`: its parent), as Kustomize does, and for any other operation.
   */
  public static apply(target: any, operations: any[]): any {
    const root = structuredClone(target);
    for (const { op, path, value } of operations) {
      const keys = String(path)
        .split('/')
        .slice(1)
        .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
      const last = keys.pop() ?? '';
      const parent = keys.reduce((node: any, key) => (typeof node === 'object' && node !== null ? node[key] : undefined), root);
      if (!['add', 'replace', 'remove'].includes(op) || !String(path).startsWith('/') || !hasPlace(parent, last, op)) {
        throw new Error(`patch ${op} ${path}: there is no such path`);
      }
      if (Array.isArray(parent)) {
        const index = last === '-' ? parent.length : Number(last);
        parent.splice(index, op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
      } else if (op === 'remove') {
        delete parent[last];
      } else {
        parent[last] = value;
      }
    }
    return root;
  }

  private constructor() {}
}

function isMap(value: any): value is Record<string, any> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether an operation finds what its last key names: a member or item, or for `add` a place for one. */
function hasPlace(parent: any, key: string, op: string): boolean {
  if (Array.isArray(parent)) {
    const end = op === 'add' ? parent.length : parent.length - 1;
    return (op === 'add' && key === '-') || (/^(0|[1-9]\d*)$/.test(key) && Number(key) <= end);
  }
  return isMap(parent) && (op === 'add' || Object.hasOwn(parent, key));
}
