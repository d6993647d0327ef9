import type { Path } from '../field-path';
import { isMap } from './field';

const ANNOTATION = 'argocd.argoproj.io/sync-options';

/** The sync options that an object carries in its annotation, by name. */
export function syncOptionsOf(object: any): Map<string, string> {
  const annotation = object?.metadata?.annotations?.[ANNOTATION];
  return namedOptions(typeof annotation === 'string' ? annotation.split(',') : []);
}

/** `Prune=false` by name. */
export function namedOptions(options: readonly string[]): Map<string, string> {
  return new Map(options.map((option) => option.trim().split('=')).map(([name, value = '']) => [name, value]));
}

/** Whether an object is neither pruned nor deleted with its Application unless somebody confirms it. */
export function isGuarded(object: any): boolean {
  const options = syncOptionsOf(object);
  return ['Prune', 'Delete'].every((name) => ['false', 'confirm'].includes(options.get(name) ?? ''));
}

/** The edit that guards an object and keeps its other sync options. */
export function guardEdit(object: any): { path: Path; value: unknown } {
  const options = new Map([...syncOptionsOf(object), ['Prune', 'false'], ['Delete', 'false']]);
  const value = [...options].map(([name, option]) => (option ? `${name}=${option}` : name)).join(',');
  return addition(object, ['metadata', 'annotations', ANNOTATION], value);
}

/** The edit that sets a field, together with the maps on the way to it that are not there yet. */
export function addition(object: any, path: Path, value: unknown): { path: Path; value: unknown } {
  let current = object;
  for (let depth = 0; depth < path.length - 1; depth++) {
    const next = current?.[path[depth]];
    if (!isMap(next)) {
      const wrapped = path.slice(depth + 1).reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
      return { path: path.slice(0, depth + 1), value: wrapped };
    }
    current = next;
  }
  return { path, value };
}
