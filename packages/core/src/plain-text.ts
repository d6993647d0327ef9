/** A value in a text is cut after so many letters. */
const MOST = 1000;

/**
 * A value of unknown kind as text. Nothing of the value is called, as `String(value)` would do with a `toString` in it; what is no
 * text, number or boolean is written as JSON, and cut where it is long.
 */
export function plainText(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'function' ? '(function)' : String(value);
  }
  const text = json(value, MOST);
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

/** JSON, of which no more is made than has room. */
function json(value: unknown, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room));
  if (typeof value !== 'object' || value === null) return String(value);
  const isList = Array.isArray(value);
  let text = '';
  for (const key of Object.keys(value)) {
    if (text.length > room) break;
    const name = isList ? '' : `${JSON.stringify(key.slice(0, room))}:`;
    text += `${text && ','}${name}${json((value as { [key: string]: unknown })[key], room - text.length - name.length)}`;
  }
  return isList ? `[${text}]` : `{${text}}`;
}
