import { fields, text } from '../shape';
import { FixedParameters, withClusterDefaults } from './cluster-defaults';
import { withSchemaDefaults } from './schema-defaults';

/** An object as validation sees it: schema defaults, then those of the mutating webhook. Shares what it does not change. */
export function withDefaults(object: any, operatorVersion: string, fixed = FixedParameters.KEEP): any {
  const { apiVersion, kind } = fields(object);
  const filled = withSchemaDefaults(object, operatorVersion);
  if (kind !== 'Cluster' || !text(apiVersion).startsWith('postgresql.cnpg.io/')) return filled;
  return withClusterDefaults(filled, operatorVersion, fixed);
}
