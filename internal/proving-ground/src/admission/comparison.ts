import { KNOWN_DIFFERENCES, type Verdict, type Way } from './known-differences';

/** Counts where the product and the cluster agree, and keeps where they do not. */
export class Comparison {
  private judged = 0;
  private refused = 0;
  private readonly known = new Map<string, number>();
  public readonly unexplained: string[] = [];

  public constructor(private readonly way: Way) {}

  public add(object: any, product: Verdict, real: Verdict): void {
    this.judged++;
    this.refused += real.accepts ? 0 : 1;
    if (product.accepts !== real.accepts) {
      this.differ(
        product,
        real,
        `${word(product)} by the product, ${word(real)} by the cluster: ${text(object)}\n${why(product, real)}`,
      );
    } else if (real.accepts && !announces(product, real)) {
      this.differ(
        product,
        real,
        `${product.warnings.length} warnings announced, ${real.warnings.length} given: ${text(object)}\n${warnings(product, real)}`,
      );
    }
  }

  private differ(product: Verdict, real: Verdict, line: string): void {
    const known = KNOWN_DIFFERENCES.find(({ covers }) => covers(product, real, this.way));
    if (known) {
      this.known.set(known.name, (this.known.get(known.name) ?? 0) + 1);
    } else {
      this.unexplained.push(line);
    }
  }

  /** `300 judged, 120 refused, agreement 100 %, 2 known differences (a null …: 2)`. */
  public get figure(): string {
    const differing = this.unexplained.length + sum([...this.known.values()]);
    const agreement = this.judged === 0 ? 100 : (100 * (this.judged - differing)) / this.judged;
    const known = [...this.known].map(([name, count]) => `${name}: ${count}`).join(', ');
    return `${this.judged} judged, ${this.refused} refused, the same verdict in ${agreement.toFixed(2)} %${known ? `; known differences: ${known}` : ''}`;
  }
}

/** The product warns of every field by itself; the operator may say what a rule has against several in one sentence. */
export function announces(product: Verdict, real: Verdict): boolean {
  const rules = new Set(product.warnings.map((warning) => warning.split(' ')[0]));
  return real.warnings.length >= rules.size && real.warnings.length <= product.warnings.length;
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const word = ({ accepts }: Verdict) => (accepts ? 'accepted' : 'refused');
const why = (product: Verdict, real: Verdict) => [...product.reasons, ...real.reasons].join('\n').slice(0, 600);
const warnings = (product: Verdict, real: Verdict) => [...product.warnings, '--', ...real.warnings].join('\n').slice(0, 600);
const text = ({ kind, metadata, spec }: any) =>
  JSON.stringify({ kind, labels: metadata.labels, annotations: metadata.annotations, spec }).slice(0, 1500);
