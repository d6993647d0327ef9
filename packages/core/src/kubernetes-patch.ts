/**
 * Patches as Kustomize applies them to custom resources.
 *
 * Sources: RFC 7386 (merge), RFC 6902 (operations); Kustomize treats lists of custom resources as one value.
 */
export class KubernetesPatch {
  /** RFC 7386: maps merge, everything else replaces, null removes. Neither argument is changed. */
  public static merge(target: any, patch: any): any {
    if (!isMap(patch)) {
      return patch;
    }
    const result: Record<string, any> = isMap(target) ? { ...target } : {};
    for (const [key, value] of Object.entries(patch)) {
      if (value === null) {
        delete result[key];
      } else {
        result[key] = KubernetesPatch.merge(result[key], value);
      }
    }
    return result;
  }

  /**
   * RFC 6902 `add`, `replace` and `remove`, on a copy.
   *
   * Throws when the path of a `replace` or `remove` does not exist, as Kustomize does.
   */
  public static apply(target: any, operations: any[]): any {
    const root = structuredClone(target);
    for (const { op, path, value } of operations) {
      const keys = String(path)
        .split('/')
        .slice(1)
        .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
      const last = keys.pop();
      const parent = keys.reduce((node, key) => node?.[key], root);
      if (last === undefined || parent === undefined || parent === null || (op !== 'add' && !(last in Object(parent)))) {
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
