import { configError } from './config-error';
import { plainText } from './plain-text';
import { canonicalQuantity, parseQuantity, type Quantity } from './quantity';

const MILLI = 1_000_000n;

/**
 * An amount of CPU: exact, positive, whole thousandths of a core.
 *
 * Source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-cpu
 */
export class Cpu {
  /** Whole or broken cores, for example 2 or 0.5. */
  public static cores(amount: number): Cpu {
    return Cpu.parse(String(amount));
  }

  /** Thousandths of a core; printed `m`. */
  public static millis(amount: number): Cpu {
    return Cpu.parse(`${amount}m`);
  }

  /**
   * A Kubernetes quantity of CPU, for example `500m`, `2` or `0.5`.
   *
   * Throws a ConfigProblem `CPU_INVALID` for anything else (`2 cores`, `0`, `-1`, `0.5m`).
   */
  public static parse(text: string): Cpu {
    const quantity = typeof text === 'string' ? parseQuantity(text) : undefined;
    if (
      !quantity ||
      quantity.nano <= 0n ||
      quantity.nano % MILLI !== 0n ||
      quantity.nano / MILLI > BigInt(Number.MAX_SAFE_INTEGER)
    ) {
      throw configError([
        {
          code: 'CPU_INVALID',
          path: '',
          message: 'CPU is a positive number of cores, in steps of one thousandth.',
          given: plainText(text),
          allowed: 'for example 2, 0.5 or 500m',
          fix: "Write it as Cpu.cores(2), Cpu.millis(500) or Cpu.parse('500m').",
        },
      ]);
    }
    return new Cpu(text, quantity);
  }

  private constructor(
    private readonly text: string,
    private readonly quantity: Quantity,
  ) {}

  /** Thousandths of a core. */
  public toMillis(): number {
    return Number(this.quantity.nano / MILLI);
  }

  /** The amount as the user wrote it, for example `1000m`. */
  public toString(): string {
    return this.text;
  }

  /** The amount in Kubernetes' canonical form, for example `1` for `1000m`: what belongs in a manifest. */
  public toQuantity(): string {
    return canonicalQuantity(this.quantity);
  }

  /** Negative when smaller than the other, zero when equal, positive when larger. */
  public compareTo(other: Cpu): number {
    return this.toMillis() - other.toMillis();
  }

  /** The quantity, for JSON. */
  public toJSON(): string {
    return this.text;
  }
}
