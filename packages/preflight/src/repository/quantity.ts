const UNITS: readonly (readonly [suffix: string, power: number, base: number])[] = [
  ['Ki', 1, 1024],
  ['Mi', 2, 1024],
  ['Gi', 3, 1024],
  ['Ti', 4, 1024],
  ['Pi', 5, 1024],
  ['Ei', 6, 1024],
  ['n', -3, 1000],
  ['u', -2, 1000],
  ['m', -1, 1000],
  ['', 0, 1000],
  ['k', 1, 1000],
  ['M', 2, 1000],
  ['G', 3, 1000],
  ['T', 4, 1000],
  ['P', 5, 1000],
  ['E', 6, 1000],
];
const NANO = 10n ** 9n;

/** A Kubernetes quantity: billionths of one, and whether it was written with a binary suffix. */
interface Quantity {
  readonly nano: bigint;
  readonly binary: boolean;
}

function parse(text: string): Quantity | undefined {
  const [, sign, whole, fraction = '', suffix] = /^([+-]?)(\d+)(?:\.(\d*))?([A-Za-z]*)$/.exec(text) ?? [];
  const unit = UNITS.find(([name]) => name === suffix);
  if (!unit) return undefined;
  const [, power, base] = unit;
  const scaled = BigInt(whole + fraction) * NANO * (power > 0 ? BigInt(base) ** BigInt(power) : 1n);
  const divisor = 10n ** BigInt(fraction.length) * (power < 0 ? 1000n ** BigInt(-power) : 1n);
  if (scaled % divisor !== 0n) return undefined;
  return { nano: (sign === '-' ? -scaled : scaled) / divisor, binary: base === 1024 };
}

/** A quantity as a number of bytes or cores; `undefined` when it is none. */
export function quantityValue(value: unknown): number | undefined {
  const quantity = typeof value === 'number' || typeof value === 'string' ? parse(String(value)) : undefined;
  return quantity && Number(quantity.nano) / Number(NANO);
}

/**
 * The text that the API gives back for a quantity: the largest suffix of its family that leaves a whole number.
 *
 * Source: https://pkg.go.dev/k8s.io/apimachinery/pkg/api/resource#Quantity. `undefined` when it is no plain quantity.
 */
export function canonicalQuantity(value: unknown): string | undefined {
  const quantity = typeof value === 'number' || typeof value === 'string' ? parse(String(value)) : undefined;
  if (!quantity) return undefined;
  const { nano } = quantity;
  if (nano === 0n) return '0';
  const size = nano < 0n ? -nano : nano;
  const binary = quantity.binary && size % NANO === 0n && size >= 1024n * NANO;
  const family = UNITS.filter(([suffix, , base]) => (binary ? base === 1024 || suffix === '' : base === 1000)).sort(
    (a, b) => b[1] - a[1],
  );
  for (const [suffix, power, base] of family) {
    const unit = power >= 0 ? NANO * BigInt(base) ** BigInt(power) : NANO / 1000n ** BigInt(-power);
    if (nano % unit === 0n) return `${nano / unit}${suffix}`;
  }
  return undefined;
}
