import type { Verdict, Way } from './verdict';

/** A case in which product and cluster may differ, why, and where that is said. */
export interface KnownDifference {
  readonly name: string;
  readonly why: string;
  readonly source: string;
  readonly covers: (product: Verdict, real: Verdict, way: Way) => boolean;
}

const onlyBy = (rule: string) => (reason: string) => reason.startsWith(`${rule} `);

/** What is known to differ: everything else is a fault. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    name: 'a null that the operator replaces',
    why: 'A null is refused by a server-side apply unless a default of the operator replaces it; the next apply of the same object is refused. The product refuses it from the first.',
    source: 'packages/preflight/README.md, "What the operator writes again"',
    covers: (product, real, way) => way === 'apply' && real.accepts && product.reasons.every(onlyBy('SCHEMA-NULL')),
  },
];
