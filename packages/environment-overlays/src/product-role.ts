import { ArgoCd } from '@pgplatform/core';
import type { PlacedRole } from './product-placement';

/** Attributes of a product's role, with every default of the CRD. */
function attributes(role: PlacedRole): any {
  return {
    name: role.name,
    ensure: 'present',
    login: true,
    inherit: true,
    connectionLimit: role.connectionLimit,
    passwordSecret: { name: role.secretName },
  };
}

/** The role as an object of its own (CloudNativePG 1.30). */
export function roleManifest(role: PlacedRole, clusterName: string): any {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'DatabaseRole',
    metadata: { name: role.resource, annotations: ArgoCd.guard() },
    spec: { cluster: { name: clusterName }, ...attributes(role), databaseRoleReclaimPolicy: 'retain' },
  };
}

/** The role as an entry of `spec.managed.roles` (before). */
export function managedRole(role: PlacedRole): any {
  return attributes(role);
}
