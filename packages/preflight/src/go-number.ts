const INT64_MAX = 2n ** 63n - 1n;

/** What Go's `strconv.Atoi` makes of a text, or undefined where it fails. */
export function atoi(value: string): number | undefined {
  if (!/^[+-]?\d+$/.test(value)) return undefined;
  const parsed = BigInt(value.replace(/^\+/, ''));
  return parsed <= INT64_MAX && parsed >= -INT64_MAX - 1n ? Number(parsed) : undefined;
}

/** Whether Go's `strconv.ParseUint` takes a text in that base and size. */
export function isUint(value: string, base: 10 | 16, bits: 32 | 64): boolean {
  if (!(base === 10 ? /^\d+$/ : /^[\da-f]+$/i).test(value)) return false;
  return BigInt((base === 16 ? '0x' : '') + value) < 2n ** BigInt(bits);
}

/** What Go's `strconv.ParseBool` makes of a text, or undefined where it fails. */
export function parseBool(value: string): boolean | undefined {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(value)) return true;
  return ['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(value) ? false : undefined;
}
