import { plainText } from '@pgplatform/core';
import { parseQuantity } from '../quantity';

const NANO = 1_000_000_000n;
const DECIMAL = ['E', 'P', 'T', 'G', 'M', 'k', '', 'm', 'u', 'n'];
const BINARY = ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki', ''];

/**
 * The text that the API gives back for a quantity: the largest suffix of its family that leaves a whole number.
 *
 * Source: https://pkg.go.dev/k8s.io/apimachinery/pkg/api/resource#Quantity. `undefined` when it is none, or has an exponent.
 */
export function canonicalQuantity(value: unknown): string | undefined {
  const nano = parseQuantity(value);
  if (nano === undefined || /[eE]\d/.test(plainText(value))) return undefined;
  if (nano === 0n) return '0';
  const size = nano < 0n ? -nano : nano;
  const binary = /i$/.test(plainText(value)) && size % NANO === 0n && size >= 1024n * NANO;
  const [suffixes, base, whole] = binary ? [BINARY, 1024n, NANO] : [DECIMAL, 1000n, 1n];
  const position = suffixes.findIndex((_, index) => nano % (whole * base ** BigInt(suffixes.length - 1 - index)) === 0n);
  return `${nano / (whole * base ** BigInt(suffixes.length - 1 - position))}${suffixes[position]}`;
}
