import { isSet } from '../shape';

const DEEPEST = 64;

/** Whether two values are equal as the API server sees them: a field that is null is not there. */
export function isEqual(one: any, other: any, depth = 0): boolean {
  if (one === other || depth > DEEPEST) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  if (Array.isArray(one))
    return one.length === other.length && one.every((item, index) => isEqual(item, other[index], depth + 1));
  const names = new Set([...Object.keys(one), ...Object.keys(other)].filter((name) => isSet(one[name]) || isSet(other[name])));
  return [...names].every((name) => isEqual(one[name], other[name], depth + 1));
}
