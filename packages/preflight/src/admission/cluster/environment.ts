import { fields, items, text } from '../../shape';
import { clusterRules } from './cluster-view';

/** CL-ENV: environment variables of the pods. */
export const environmentRules = [
  clusterRules('validateEnv')(
    'CL-ENV-1',
    'Variables that start with PG or CNPG_, and POD_NAME, NAMESPACE and CLUSTER_NAME, belong to the operator.',
    'Remove the variable, or name it differently.',
    function* ({ spec }) {
      for (const [index, variable] of items(spec.env).entries()) {
        const name = text(fields(variable).name);
        if (isReservedVariable(name)) yield { path: ['spec', 'env', index, 'name'], given: name, allowed: 'any other name' };
      }
    },
  ),
];

/** Whether an environment variable belongs to the operator (cloudnative-pg pkg/postgres/environment.go). */
export function isReservedVariable(name: string): boolean {
  return /^(CNPG_|PG|(POD_NAME|NAMESPACE|CLUSTER_NAME)$)/.test(name.toUpperCase());
}
