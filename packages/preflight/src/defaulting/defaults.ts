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

/** An object with all its defaults, also those of the schema in what the webhook adds. Shares what it does not change: only to read. */
export function defaulted(object: any, operatorVersion: string): any {
  return withSchemaDefaults(withDefaults(object, operatorVersion), operatorVersion);
}
