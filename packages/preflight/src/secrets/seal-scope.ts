import { field } from '../repository/field';

const PREFIX = 'sealedsecrets.bitnami.com/';

/** How far a sealed value may be moved. */
export type Scope = 'strict' | 'namespace-wide' | 'cluster-wide';

/** The scope that annotations ask for; cluster-wide wins (sealed-secrets pkg/apis/sealedsecrets/v1alpha1/sealedsecret_expansion.go). */
export function scopeIn(metadata: any): Scope {
  const annotations = field(metadata, 'annotations') ?? {};
  const asks = (scope: Scope) => annotations[PREFIX + scope] === 'true' || annotations[PREFIX + scope] === true;
  if (asks('cluster-wide')) return 'cluster-wide';
  return asks('namespace-wide') ? 'namespace-wide' : 'strict';
}
