import { postgresBoolean } from '@pgplatform/preflight';
import type { ParameterFacts } from './parameter-facts';

/** Factors to bytes and to microseconds (https://www.postgresql.org/docs/current/config-setting.html). */
const UNITS: readonly { readonly [unit: string]: number }[] = [
  { B: 1, kB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 },
  { us: 1, ms: 1000, s: 1e6, min: 6e7, h: 3.6e9, d: 8.64e10 },
];

/** A value of a parameter in a form in which equal settings are equal: `1GB` and `1024MB`, `on` and `true`. */
export function settingValue(value: unknown, facts: ParameterFacts): string | number | boolean {
  const text = String(value).trim();
  switch (facts.type) {
    case 'bool':
      return postgresBoolean(text) ?? text;
    case 'enum':
      return text.toLowerCase();
    case 'integer':
    case 'real':
      return amount(text, facts.unit) ?? text;
    default:
      return text;
  }
}

function amount(text: string, unit: string | undefined): number | undefined {
  const [, number, suffix] = /^([+-]?\d+(?:\.\d+)?)\s*([a-zA-Z]*)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  if (unit === undefined) return suffix ? undefined : Number(number);
  const [, times, base] = /^(\d*)(\w+)$/.exec(unit) ?? [];
  const family = UNITS.find((factors) => Object.hasOwn(factors, base));
  if (!family || (suffix && !Object.hasOwn(family, suffix))) return undefined;
  return Number(number) * (suffix ? family[suffix] : Number(times || 1) * family[base]);
}
