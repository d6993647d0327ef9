/** How an object gets to the API server. */
export type Way = 'create' | 'apply' | 'update';

/** What somebody says about an object. */
export interface Verdict {
  readonly accepts: boolean;
  /** Reasons, or ids of rules. */
  readonly reasons: readonly string[];
  readonly warnings: readonly string[];
}

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
    covers: (product, real, way) =>
      way === 'apply' && real.accepts && !product.accepts && product.reasons.every(onlyBy('SCHEMA-NULL')),
  },
  {
    name: 'an older major version of PostgreSQL',
    why: 'The operator compares with the version in the status, which git does not have: the product warns, and the operator refuses it after an upgrade that is done.',
    source: 'packages/preflight/README.md, "What it knows, and what it cannot know"',
    covers: (product, real, way) =>
      way === 'update' &&
      product.accepts &&
      product.warnings.some(onlyBy('U-IMG-1')) &&
      real.warnings.length < product.warnings.length,
  },
];

interface KnownWarning {
  readonly pattern: RegExp;
  readonly why: string;
  readonly source: string;
}

/** Warnings of the API server that nobody can do anything about. */
export const KNOWN_WARNINGS: readonly KnownWarning[] = [
  {
    pattern: /^metadata\.finalizers: "resources-finalizer\.argocd\.argoproj\.io": prefer a domain-qualified finalizer name/,
    why: 'The finalizer of an ApplicationSet has this name and no other in Argo CD.',
    source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Application-Deletion/',
  },
];

export function isUnknownWarning(text: string): boolean {
  return !KNOWN_WARNINGS.some(({ pattern }) => pattern.test(text));
}
