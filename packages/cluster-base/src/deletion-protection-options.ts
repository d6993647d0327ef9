import { Shape } from '@pgplatform/core';

/**
 * What the API server refuses to delete, whoever asks (cloudnativepg.md 9.3): Clusters, their volume claims, and the namespaces they
 * are in, unless the object carries the annotation `pgplatform.dev/allow-deletion: "true"`.
 *
 * The operator (scale-in) and Kubernetes' own garbage collection are let through. Needs Kubernetes 1.30.
 */
export interface DeletionProtectionOptions {
  /** The protected namespaces. @default - every namespace whose name starts with `postgres-` */
  readonly namespaces?: string[];
  /** Namespace of the operator. @default cnpg-system */
  readonly operatorNamespace?: string;
}

export const DELETION_PROTECTION_SHAPE = Shape.struct({
  namespaces: Shape.list(Shape.dnsLabel()),
  operatorNamespace: Shape.dnsLabel(),
} satisfies Record<keyof DeletionProtectionOptions, Shape>);
