import { ArgoCd } from '@pgplatform/core';
import type { PlacedDatabase } from './product-placement';

/** The Database of a product. Items of lists carry every default of the CRD: Argo CD would see a difference for ever. */
export function databaseManifest(database: PlacedDatabase, clusterName: string): any {
  const { options, resource, owner } = database;
  const { extensions = [], schemas = [] } = options;
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Database',
    metadata: { name: resource, annotations: ArgoCd.guard() },
    spec: {
      cluster: { name: clusterName },
      name: options.name,
      owner,
      ensure: 'present',
      databaseReclaimPolicy: options.reclaimPolicy ?? 'retain',
      connectionLimit: options.connectionLimit ?? -1,
      ...options.creation,
      ...(extensions.length > 0 && { extensions: extensions.map((extension) => ({ ...extension, ensure: 'present' })) }),
      ...(schemas.length > 0 && { schemas: schemas.map((schema) => ({ owner, ...schema, ensure: 'present' })) }),
    },
  };
}
