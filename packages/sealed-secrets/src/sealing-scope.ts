import { CONTROLLER_PREFIX } from '@pgplatform/core';

/**
 * What a sealed value is bound to.
 *
 * Source: sealed-secrets `pkg/apis/sealedsecrets/v1alpha1/sealedsecret_expansion.go`
 */
export enum SealingScope {
  /** Namespace and name: neither may change after sealing. */
  STRICT = 'strict',
  /** Namespace only: the Secret may be renamed, and whoever writes in the namespace may use the value under any name. */
  NAMESPACE_WIDE = 'namespace-wide',
  /** Nothing: the value opens anywhere in the cluster. */
  CLUSTER_WIDE = 'cluster-wide',
}

/** Annotations that tell the controller the scope; it reads them from the SealedSecret itself, not from the template. */
export function scopeAnnotations(scope: string): Record<string, string> {
  return scope === SealingScope.STRICT ? {} : { [CONTROLLER_PREFIX + scope]: 'true' };
}

/** The scope that the controller derives from annotations; cluster-wide wins when both are set. */
export function scopeOf(annotations: Record<string, unknown> | null | undefined): SealingScope {
  const wide = [SealingScope.CLUSTER_WIDE, SealingScope.NAMESPACE_WIDE];
  return wide.find((scope) => annotations?.[CONTROLLER_PREFIX + scope] === 'true') ?? SealingScope.STRICT;
}

/** The OAEP label, the only thing that ties a sealed value to its place. */
export function encryptionLabel(scope: string, namespace: string, name: string): Buffer {
  switch (scope) {
    case SealingScope.STRICT:
      return Buffer.from(`${namespace}/${name}`);
    case SealingScope.NAMESPACE_WIDE:
      return Buffer.from(namespace);
    case SealingScope.CLUSTER_WIDE:
      return Buffer.alloc(0);
    default:
      throw new Error('unknown sealing scope'); // a mistyped scope must never become a narrower or a wider one
  }
}
