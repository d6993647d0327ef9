import { LONGEST_AMOUNT } from './amount-limit';

/**
 * An exact Kubernetes quantity, in billionths, with the way it was written.
 * Source: https://pkg.go.dev/k8s.io/apimachinery/pkg/api/resource#Quantity
 */
export interface Quantity {
  readonly nano: bigint;
  readonly format: 'binary' | 'decimal' | 'exponent';
}

const NANO = 1_000_000_000n;
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
/** Largest first. */
const DECIMAL: [suffix: string, unit: bigint][] = ['E', 'P', 'T', 'G', 'M', 'k', '', 'm', 'u', 'n'].map((suffix, i) => [
  suffix,
  10n ** BigInt(27 - 3 * i),
]);
/** The same units as powers of ten, for quantities that were written so. */
const EXPONENT: Record<string, string> = Object.fromEntries(
  DECIMAL.map(([suffix], i) => [suffix, suffix === '' ? '' : `e${18 - 3 * i}`]),
);
const SYNTAX = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d{1,2})?$/;

/** Parses a quantity; `undefined` when it is none, or is finer than a billionth. */
export function parseQuantity(text: string): Quantity | undefined {
  const match = text.length > LONGEST_AMOUNT ? null : SYNTAX.exec(text);
  if (!match) {
    return undefined;
  }
  const [, sign, number, suffix = ''] = match;
  const [whole, fraction = ''] = number.split('.');
  const divisor = 10n ** BigInt(fraction.length);
  const { format, unit, unitDivisor = 1n } = scaleOf(suffix);
  const scaled = BigInt(`${whole}${fraction}`) * unit;
  if (scaled % (divisor * unitDivisor) !== 0n) {
    return undefined;
  }
  return { nano: (sign === '-' ? -1n : 1n) * (scaled / (divisor * unitDivisor)), format };
}

/**
 * The canonical form, which survives reading and writing by any Kubernetes program: the largest suffix that keeps the number whole.
 * Source: Quantity.CanonicalizeBytes of k8s.io/apimachinery.
 */
export function canonicalQuantity({ nano, format }: Quantity): string {
  if (nano === 0n) {
    return '0';
  }
  if (format === 'binary' && nano % NANO === 0n && (nano >= 1024n * NANO || nano <= -1024n * NANO)) {
    let value = nano / NANO;
    let step = 0;
    while (value % 1024n === 0n && step < BINARY.length) {
      value /= 1024n;
      step++;
    }
    return `${value}${step ? BINARY[step - 1] : ''}`;
  }
  const [suffix, unit] = DECIMAL.find(([, candidate]) => nano % candidate === 0n) ?? ['n', 1n];
  return `${nano / unit}${format === 'exponent' ? EXPONENT[suffix] : suffix}`;
}

function scaleOf(suffix: string): { format: Quantity['format']; unit: bigint; unitDivisor?: bigint } {
  if (BINARY.includes(suffix)) {
    return { format: 'binary', unit: NANO * 1024n ** BigInt(BINARY.indexOf(suffix) + 1) };
  }
  if (/^[eE]./.test(suffix)) {
    const exponent = Number(suffix.slice(1));
    return exponent >= 0
      ? { format: 'exponent', unit: NANO * 10n ** BigInt(exponent) }
      : { format: 'exponent', unit: NANO, unitDivisor: 10n ** BigInt(-exponent) };
  }
  return { format: 'decimal', unit: DECIMAL.find(([name]) => name === suffix)?.[1] ?? NANO };
}
