/**
 * An exact Kubernetes quantity, in billionths, with the way it was written.
 * Source: https://pkg.go.dev/k8s.io/apimachinery/pkg/api/resource#Quantity
 */
export interface Quantity {
  readonly nano: bigint;
  readonly binary: boolean;
}

const NANO = 1_000_000_000n;
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: Record<string, bigint> = {
  n: 1n,
  u: 1_000n,
  m: 1_000_000n,
  '': NANO,
  k: NANO * 10n ** 3n,
  M: NANO * 10n ** 6n,
  G: NANO * 10n ** 9n,
  T: NANO * 10n ** 12n,
  P: NANO * 10n ** 15n,
  E: NANO * 10n ** 18n,
};
const SYNTAX = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d{1,2})?$/;

/** Parses a quantity; `undefined` when it is none, or is finer than a billionth. */
export function parseQuantity(text: string): Quantity | undefined {
  const match = SYNTAX.exec(text);
  if (!match) {
    return undefined;
  }
  const [, sign, number, suffix = ''] = match;
  const [whole, fraction = ''] = number.split('.');
  const binary = BINARY.includes(suffix);
  let unit: bigint;
  let divisor = 10n ** BigInt(fraction.length);
  if (binary) {
    unit = NANO * 1024n ** BigInt(BINARY.indexOf(suffix) + 1);
  } else if (/^[eE]./.test(suffix)) {
    const exponent = Number(suffix.slice(1));
    unit = exponent >= 0 ? NANO * 10n ** BigInt(exponent) : NANO;
    divisor *= exponent < 0 ? 10n ** BigInt(-exponent) : 1n;
  } else {
    unit = DECIMAL[suffix];
  }
  const scaled = BigInt(`${whole}${fraction}` || '0') * unit;
  if (scaled % divisor !== 0n) {
    return undefined;
  }
  return { nano: (sign === '-' ? -1n : 1n) * (scaled / divisor), binary };
}

/** The form in which the API server gives the quantity back (cloudnativepg.md 2.5): largest suffix that keeps it whole. */
export function canonicalQuantity({ nano, binary }: Quantity): string {
  if (binary && nano % NANO === 0n && abs(nano) >= 1024n * NANO) {
    let value = nano / NANO;
    let step = 0;
    while (value % 1024n === 0n && step < BINARY.length) {
      value /= 1024n;
      step++;
    }
    return `${value}${step ? BINARY[step - 1] : ''}`;
  }
  for (const suffix of ['E', 'P', 'T', 'G', 'M', 'k', '', 'm', 'u']) {
    if (nano % DECIMAL[suffix] === 0n) {
      return `${nano / DECIMAL[suffix]}${suffix}`;
    }
  }
  return `${nano}n`;
}

function abs(n: bigint): bigint {
  return n < 0n ? -n : n;
}
