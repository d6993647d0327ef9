import { atoi } from './go-number';
import { fields, isSet } from './shape';

/** One operation of a JSON patch (RFC 6902). */
interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from: string;
  readonly value?: any;
}

/** The operations of a JSON patch given as text; a SyntaxError says why it is none. */
export function decodeJsonPatch(patch: string): Operation[] {
  const decoded: unknown = JSON.parse(patch) ?? [];
  if (!Array.isArray(decoded)) throw new SyntaxError('a JSON patch is a list of operations');
  for (const operation of decoded) {
    const { op, path, from } = fields(operation);
    const fails = (what: string) => new SyntaxError(`operation ${JSON.stringify(operation)} ${what}`);
    if (!['add', 'replace', 'remove', 'test', 'move', 'copy'].includes(op)) throw fails('is none of RFC 6902');
    if (typeof path !== 'string') throw fails('has no path');
    if ((op === 'move' || op === 'copy') && typeof from !== 'string') throw fails('has no from');
    if ((op === 'add' || op === 'replace') && !Object.hasOwn(operation, 'value')) throw fails('has no value');
  }
  return decoded;
}

/** Applies a JSON patch to a document and changes it; a SyntaxError says which operation does not apply. */
export function applyJsonPatch(document: any, patch: readonly Operation[]): void {
  const root = { document };
  for (const operation of patch) {
    if (!applies(root, operation)) throw new SyntaxError(`${operation.op} ${operation.path} does not apply`);
  }
}

function applies(root: any, { op, path, from, value }: Operation): boolean {
  switch (op) {
    case 'add':
      return add(root, path, structuredClone(value));
    case 'remove':
      return take(root, path) !== undefined;
    case 'replace':
      return find(root, path) !== undefined && put(root, path, structuredClone(value));
    case 'test':
      return JSON.stringify(sorted(find(root, path)?.value ?? null)) === JSON.stringify(sorted(value ?? null));
    case 'move': {
      const taken = take(root, from);
      return taken !== undefined && add(root, path, taken.value);
    }
    default: {
      const found = find(root, from);
      return found !== undefined && add(root, path, structuredClone(found.value));
    }
  }
}

/** The container a path points into, and the key there. */
function locate(root: any, path: string): { container: any; key: string } | undefined {
  if (path === '') return { container: root, key: 'document' };
  const keys = path
    .split('/')
    .slice(1)
    .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
  const key = keys.pop();
  let container = root.document;
  for (const step of keys)
    container = isSet(container) ? container[Array.isArray(container) ? index(container, step, 0) : step] : undefined;
  return key !== undefined && typeof container === 'object' && container !== null ? { container, key } : undefined;
}

/** A place in a list; the end counts backwards, `past` more places may follow the last one. */
function index(list: any[], key: string, past: number): number {
  const place = atoi(key) ?? Number.NaN;
  const counted = place < 0 ? place + list.length + past : place;
  return counted >= 0 && counted < list.length + past ? counted : -1;
}

function find(root: any, path: string): { value: any } | undefined {
  const { container, key } = locate(root, path) ?? {};
  if (!container) return undefined;
  const place = Array.isArray(container) ? index(container, key!, 0) : key!;
  return Object.hasOwn(container, place) ? { value: container[place] } : undefined;
}

function put(root: any, path: string, value: any): boolean {
  const { container, key } = locate(root, path)!;
  container[Array.isArray(container) ? index(container, key, 0) : key] = value;
  return true;
}

function add(root: any, path: string, value: any): boolean {
  const { container, key } = locate(root, path) ?? {};
  if (!container) return false;
  if (!Array.isArray(container)) {
    container[key!] = value;
    return true;
  }
  const place = key === '-' ? container.length : index(container, key!, 1);
  if (place < 0) return false;
  container.splice(place, 0, value);
  return true;
}

function take(root: any, path: string): { value: any } | undefined {
  const found = find(root, path);
  if (!found) return undefined;
  const { container, key } = locate(root, path)!;
  if (Array.isArray(container)) container.splice(index(container, key, 0), 1);
  else delete container[key];
  return found;
}

function sorted(value: any): any {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
