import { LONGEST_AMOUNT } from '@pgplatform/core';

const INT64_MAX = 2n ** 63n - 1n;

/** What Go's `strconv.Atoi` makes of a text, or undefined where it fails. */
export function atoi(value: string): number | undefined {
  if (value.length > LONGEST_AMOUNT || !/^[+-]?\d+$/.test(value)) return undefined;
  const parsed = BigInt(value.replace(/^\+/, ''));
  return parsed <= INT64_MAX && parsed >= -INT64_MAX - 1n ? Number(parsed) : undefined;
}

/** Whether Go's `strconv.ParseUint` takes a text in that base and size. */
export function isUint(value: string, base: 10 | 16, bits: 32 | 64): boolean {
  if (value.length > LONGEST_AMOUNT || !(base === 10 ? /^\d+$/ : /^[\da-f]+$/i).test(value)) return false;
  return BigInt((base === 16 ? '0x' : '') + value) < 2n ** BigInt(bits);
}

/** What Go's `strconv.ParseBool` makes of a text, or undefined where it fails. */
export function parseBool(value: string): boolean | undefined {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(value)) return true;
  return ['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(value) ? false : undefined;
}

const NANOSECONDS = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 6e10, h: 3.6e12 };

/** Whether Go's `time.ParseDuration` takes a text. */
export function isGoDuration(value: string): boolean {
  if (/^[+-]?0$/.test(value)) return true;
  if (value.length > LONGEST_AMOUNT || !/^[+-]?((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/.test(value)) return false;
  const total = [...value.matchAll(/([\d.]+)([^\d.]+)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * NANOSECONDS[unit as keyof typeof NANOSECONDS],
    0,
  );
  return total < 2 ** 63;
}
