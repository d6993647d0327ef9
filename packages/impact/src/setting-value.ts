import { LONGEST_AMOUNT, plainText } from '@pgplatform/core';
import type { ParameterFacts } from '@pgplatform/facts';
import { postgresBoolean } from '@pgplatform/preflight';

/** Factors to bytes and to microseconds (https://www.postgresql.org/docs/current/config-setting.html). */
const UNITS: readonly { readonly [unit: string]: number }[] = [
  { B: 1, kB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 },
  { us: 1, ms: 1000, s: 1e6, min: 6e7, h: 3.6e9, d: 8.64e10 },
];

/** A value of a parameter in a form in which equal settings are equal: `1GB` and `1024MB`, `on` and `true`. */
export function settingValue(value: unknown, facts: ParameterFacts): string | number | boolean {
  const text = plainText(value).trim();
  switch (facts.type) {
    case 'bool':
      return postgresBoolean(text) ?? text;
    case 'enum': {
      const isOn = postgresBoolean(text);
      return isOn === undefined ? text.toLowerCase() : isOn ? 'on' : 'off';
    }
    case 'integer':
    case 'real':
      return amount(text, facts) ?? text;
    default:
      return text;
  }
}

/** Names of values that PostgreSQL takes and does not list. */
const UNLISTED = ['archive', 'hot_standby', 'debug'];

/** Whether PostgreSQL refuses a value. */
export function isRefusedSetting(value: unknown, facts: ParameterFacts): boolean {
  const text = plainText(value).trim();
  const setting = settingValue(value, facts);
  switch (facts.type) {
    case 'bool':
      return typeof setting !== 'boolean';
    case 'enum':
      return ![...(facts.values ?? []), ...UNLISTED].includes(text.toLowerCase()) && postgresBoolean(text) === undefined;
    case 'integer':
    case 'real': {
      const [least, most] = [facts.min, facts.max].map((limit) => amount(plainText(limit), facts) ?? Number.NaN);
      return typeof setting !== 'number' || setting < least || setting > most;
    }
    default:
      return false;
  }
}

/** A number in bytes, in microseconds, or without a unit; integers are rounded to the unit of the parameter. */
function amount(text: string, { type, unit }: ParameterFacts): number | undefined {
  if (text.length > LONGEST_AMOUNT) return undefined;
  const [, number, suffix] = /^([+-]?(?:0x[\da-f]+|\d*\.?\d+(?:e[+-]?\d+)?))\s*([a-zA-Z]*)$/i.exec(text) ?? [];
  if (number === undefined) return undefined;
  const rounded = (value: number) => (type === 'integer' ? Math.round(value) : value);
  if (unit === undefined) return suffix ? undefined : rounded(Number(number));
  const [, times, base] = /^(\d*)(\w+)$/.exec(unit) ?? [];
  const family = UNITS.find((factors) => Object.hasOwn(factors, base));
  if (!family || (suffix && !Object.hasOwn(family, suffix))) return undefined;
  const factor = Number(times || 1) * family[base];
  return rounded((Number(number) * (suffix ? family[suffix] : factor)) / factor) * factor;
}
