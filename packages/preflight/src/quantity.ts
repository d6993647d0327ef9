import { LONGEST_AMOUNT, plainText } from '@pgplatform/core';

const NANO = 1_000_000_000n;
const MAX = (2n ** 63n - 1n) * NANO;

const DECIMAL = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);
const BINARY = new Map([
  ['Ki', 10n],
  ['Mi', 20n],
  ['Gi', 30n],
  ['Ti', 40n],
  ['Pi', 50n],
  ['Ei', 60n],
]);

/**
 * A Kubernetes quantity in billionths of its unit, or undefined where Kubernetes refuses it.
 *
 * Like Kubernetes it rounds up to a billionth and takes a bare sign or point for zero
 * (k8s.io/apimachinery pkg/api/resource/quantity.go ParseQuantity).
 */
export function parseQuantity(value: unknown): bigint | undefined {
  const source = typeof value === 'number' ? plainText(value) : value;
  if (typeof source !== 'string' || source === '' || source.length > LONGEST_AMOUNT) return undefined;
  const [, sign, whole, fraction = '', suffix] = /^([+-]?)(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[+-]?\d*)$/.exec(source) ?? [];
  if (suffix === undefined) return undefined;
  if (whole + fraction === '' && (suffix === 'Pi' || suffix === 'Ei')) return undefined;
  const digits = BigInt(whole + fraction || '0');
  const magnitude = scaled(digits, fraction.length, suffix);
  return magnitude !== undefined && sign === '-' ? -magnitude : magnitude;
}

function scaled(digits: bigint, decimals: number, suffix: string): bigint | undefined {
  const shift = BINARY.get(suffix);
  if (shift !== undefined) {
    const exact = divideUp((digits << shift) * NANO, 10n ** BigInt(decimals));
    return exact > MAX ? MAX : exact;
  }
  const exponent = DECIMAL.get(suffix) ?? exponentOf(suffix);
  if (exponent === undefined) return undefined;
  const power = exponent + 9 - decimals;
  return power >= 0 ? digits * 10n ** BigInt(power) : divideUp(digits, 10n ** BigInt(-power));
}

/** Past a hundred digits only the order matters. */
function exponentOf(suffix: string): number | undefined {
  const [, exponent] = /^[eE]([+-]?\d+)$/.exec(suffix) ?? [];
  return exponent === undefined ? undefined : Math.max(-100, Math.min(100, Number(exponent)));
}

function divideUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}
