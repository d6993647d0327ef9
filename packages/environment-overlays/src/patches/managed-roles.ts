/** Roles of the product databases; the list is the overlay's, so it repeats what the base has. */
export function managedRolesPatch(cluster: any, roles: any[]): any {
  return { spec: { managed: { roles: [...(cluster.spec.managed?.roles ?? []), ...roles] } } };
}
