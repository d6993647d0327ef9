/**
 * The smallest merge patch (RFC 7386) that makes `to` out of `from`; nothing when they are equal.
 *
 * Several patches of one object become one this way, whatever they set and remove.
 */
export function mergeDifference(from: any, to: any): any {
  if (Array.isArray(from) && Array.isArray(to)) {
    const same = from.length === to.length && to.every((item, index) => mergeDifference(from[index], item) === undefined);
    return same ? undefined : to;
  }
  if (!isMap(from) || !isMap(to)) {
    return from === to ? undefined : to;
  }
  const changed = Object.keys(to).map((key) => [key, mergeDifference(from[key], to[key])]);
  const removed = Object.keys(from).filter((key) => !Object.hasOwn(to, key));
  const entries = [...changed.filter(([, value]) => value !== undefined), ...removed.map((key) => [key, null])];
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function isMap(value: any): value is Record<string, any> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
