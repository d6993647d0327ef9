import { configError } from './config-error';
import { plainText } from './plain-text';
import { canonicalQuantity, parseQuantity, type Quantity } from './quantity';

const NANO = 1_000_000_000n;

/**
 * An amount of bytes: a volume, or memory. Exact, positive, whole bytes.
 *
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export class Size {
  /** Kibibytes, 1024 bytes each; printed `Ki`. */
  public static kibibytes(amount: number): Size {
    return Size.of(amount, 'Ki');
  }

  /** Mebibytes, 1024 kibibytes each; printed `Mi`. */
  public static mebibytes(amount: number): Size {
    return Size.of(amount, 'Mi');
  }

  /** Gibibytes, 1024 mebibytes each; printed `Gi`. */
  public static gibibytes(amount: number): Size {
    return Size.of(amount, 'Gi');
  }

  /** Tebibytes, 1024 gibibytes each; printed `Ti`. */
  public static tebibytes(amount: number): Size {
    return Size.of(amount, 'Ti');
  }

  /**
   * A Kubernetes quantity of bytes, for example `50Gi`, `1.5Gi`, `500M`, `1e9`.
   *
   * Throws a ConfigProblem `SIZE_INVALID` for anything else (`10Gb`, `0`, `-1Gi`, half a byte).
   */
  public static parse(text: string): Size {
    const quantity = typeof text === 'string' ? parseQuantity(text) : undefined;
    const bytes = quantity && quantity.nano % NANO === 0n ? quantity.nano / NANO : undefined;
    if (!quantity || bytes === undefined || bytes <= 0n || bytes > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw configError([
        {
          code: 'SIZE_INVALID',
          path: '',
          message: 'A size is a positive, whole number of bytes, written as a Kubernetes quantity.',
          given: plainText(text),
          allowed: 'a number with Ki, Mi, Gi, Ti, k, M, G or T, for example 50Gi; below 8Pi',
          fix: /^[\d.]+[kmgt]i?b$/i.test(plainText(text))
            ? `Kubernetes writes no "b": use ${plainText(text).replace(/(.)i?b$/i, (_, unit) => `${unit.toUpperCase()}i`)}.`
            : "Write it as Size.gibibytes(50) or Size.parse('50Gi').",
        },
      ]);
    }
    return new Size(text, quantity);
  }

  private static of(amount: number, unit: string): Size {
    return Size.parse(`${amount}${unit}`);
  }

  private constructor(
    private readonly text: string,
    private readonly quantity: Quantity,
  ) {}

  /** The amount in bytes. */
  public toBytes(): number {
    return Number(this.quantity.nano / NANO);
  }

  /** The amount as the user wrote it, for example `1024Mi`. */
  public toString(): string {
    return this.text;
  }

  /** The amount in Kubernetes' canonical form, for example `1Gi` for `1024Mi`: what belongs in a manifest. */
  public toQuantity(): string {
    return canonicalQuantity(this.quantity);
  }

  /** Negative when smaller than the other, zero when equal, positive when larger. */
  public compareTo(other: Size): number {
    return this.toBytes() - other.toBytes();
  }

  /** The quantity, for JSON. */
  public toJSON(): string {
    return this.text;
  }
}
