import { LONGEST_AMOUNT, plainText } from '@pgplatform/core';

const FACTORS: { readonly [unit: string]: number } = { B: 1, kB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 };

/** A memory setting of PostgreSQL in bytes; `unit` counts for a bare number. `undefined` when it is none. */
export function memorySetting(value: unknown, unit: number): number | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? plainText(value) : '';
  const match = text.length > LONGEST_AMOUNT ? null : /^\s*(\d+(?:\.\d+)?)\s*(B|kB|MB|GB|TB)?\s*$/.exec(text);
  return match ? Number(match[1]) * (match[2] ? FACTORS[match[2]] : unit) : undefined;
}
