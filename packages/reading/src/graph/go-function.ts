import { plainText } from '@pgplatform/core';
import { field, isMap } from './field';

/** A function of a template; throws, or gives `undefined`, where there is no value. */
type GoFunction = (...values: any[]) => unknown;

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === false ||
  value === 0 ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isMap(value) && Object.keys(value).length === 0);

/** What Go prints for a value in a template. */
export function goText(value: unknown): string {
  if (value === undefined || value === null) return '<no value>';
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (typeof value === 'object') throw new Error('a mapping is printed');
  return String(value);
}

/** A DNS label, as Argo CD makes one (applicationset/utils SanitizeName). */
export function normalized(name: string): string {
  const kept = name.toLowerCase().replace(/[^-a-z0-9.]/g, '-');
  return kept.slice(0, 253).replace(/^[-.]/, '').replace(/[-.]$/, '');
}

/** The functions of Go's text/template, of sprig and of Argo CD that are evaluated here. No regular expressions: they are the repository's. */
export const GO_FUNCTIONS: ReadonlyMap<string, GoFunction> = new Map<string, GoFunction>([
  [
    'index',
    (value, ...keys) => keys.reduce((found, key) => (typeof key === 'number' ? at(found, key) : field(found, `${key}`)), value),
  ],
  ['lower', (text) => goText(text).toLowerCase()],
  ['upper', (text) => goText(text).toUpperCase()],
  ['trim', (text) => goText(text).trim()],
  ['trimPrefix', (prefix, text) => (`${text}`.startsWith(prefix) ? text.slice(prefix.length) : text)],
  ['trimSuffix', (suffix, text) => (suffix !== '' && `${text}`.endsWith(suffix) ? text.slice(0, -suffix.length) : text)],
  ['replace', (from, to, text) => goText(text).replaceAll(from, () => to)],
  ['trunc', (count, text) => (count >= 0 ? goText(text).slice(0, count) : goText(text).slice(count))],
  ['default', (otherwise, value) => (isEmpty(value) ? otherwise : value)],
  ['coalesce', (...values) => values.find((value) => !isEmpty(value))],
  ['ternary', (yes, no, condition) => (condition === true ? yes : no)],
  ['empty', isEmpty],
  ['quote', (...values) => values.map((value) => JSON.stringify(goText(value))).join(' ')],
  ['squote', (...values) => values.map((value) => `'${goText(value)}'`).join(' ')],
  ['print', (...values) => values.map(goText).join('')],
  ['printf', printf],
  ['toString', goText],
  ['toJson', (value) => JSON.stringify(value ?? null)],
  ['join', (separator, list) => list.map(goText).join(separator)],
  ['splitList', (separator, text) => goText(text).split(separator)],
  ['first', (list) => list[0]],
  ['last', (list) => list.at(-1)],
  ['len', (value) => (isMap(value) ? Object.keys(value).length : value.length)],
  ['hasPrefix', (prefix, text) => goText(text).startsWith(prefix)],
  ['hasSuffix', (suffix, text) => goText(text).endsWith(suffix)],
  ['contains', (part, text) => goText(text).includes(part)],
  ['hasKey', (map, key) => isMap(map) && Object.hasOwn(map, key)],
  ['get', (map, key) => field(map, `${key}`) ?? ''],
  ['eq', (value, ...others) => others.some((other) => other === value)],
  ['ne', (value, other) => value !== other],
  ['not', isEmpty],
  ['and', (...values) => values.find(isEmpty) ?? values.at(-1)],
  ['or', (...values) => values.find((value) => !isEmpty(value)) ?? values.at(-1)],
  ['base', (path) => goText(path).split('/').pop()],
  ['dir', (path) => goText(path).split('/').slice(0, -1).join('/') || '.'],
  ['normalize', (name) => normalized(goText(name))],
]);

/** Whether a condition holds, as Go has it. */
export function isTrue(value: unknown): boolean {
  return !isEmpty(value);
}

function at(list: unknown, place: number): unknown {
  if (!Array.isArray(list) || place < 0 || place >= list.length) throw new Error(`there is no member ${plainText(place)}`);
  return list[place];
}

function printf(format: string, ...values: unknown[]): string {
  let next = 0;
  return format.replace(/%(.)/gs, (_, verb) => {
    if (verb === '%') return '%';
    if (!/^[sdv]$/.test(verb) || next >= values.length) throw new Error('a format is not known');
    return goText(values[next++]);
  });
}
