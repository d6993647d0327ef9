import type { Violation } from '../../finding';
import { type Fields, fields, isSet, items } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';

const microservice = clusterRules('validateMicroservice');
const monolith = clusterRules('validateMonolith');
const at = (field: string) => ['spec', 'bootstrap', 'initdb', 'import', field];

/** CL-IMP: databases taken over from another server. */
export const databaseImportRules = [
  microservice(
    'CL-IMP-1',
    'A microservice import takes exactly one database.',
    'List one database, or import as a monolith.',
    ofType('microservice', function* ({ databases }) {
      if (items(databases).length !== 1) yield { path: at('databases'), given: databases, allowed: 'one database' };
    }),
  ),
  microservice(
    'CL-IMP-2',
    'A microservice import takes no roles.',
    'Remove the roles, or import as a monolith.',
    ofType('microservice', function* ({ roles }) {
      if (items(roles).length > 0) yield { path: at('roles'), given: roles, allowed: 'no roles' };
    }),
  ),
  microservice(
    'CL-IMP-3',
    'A microservice import names its database without a wildcard.',
    'Name the database.',
    ofType('microservice', function* ({ databases }) {
      const [name, ...others] = items(databases);
      if (others.length === 0 && typeof name === 'string' && name.includes('*')) {
        yield { path: [...at('databases'), 0], given: name, allowed: 'a database name' };
      }
    }),
  ),
  monolith(
    'CL-IMP-4',
    'A monolith import names at least one database.',
    'List the databases, or "*" for all.',
    ofType('monolith', function* ({ databases }) {
      if (items(databases).length === 0) yield { path: at('databases'), given: databases, allowed: 'at least one database' };
    }),
  ),
  monolith(
    'CL-IMP-5',
    'The wildcard for databases stands alone.',
    'Keep "*" or the names.',
    ofType('monolith', ({ databases }) => wildcardAlone('databases', databases)),
  ),
  monolith(
    'CL-IMP-6',
    'The wildcard for roles stands alone.',
    'Keep "*" or the names.',
    ofType('monolith', ({ roles }) => wildcardAlone('roles', roles)),
  ),
  monolith(
    'CL-IMP-7',
    'A monolith import runs no SQL afterwards.',
    'Remove postImportApplicationSQL, or import as a microservice.',
    ofType('monolith', function* ({ postImportApplicationSQL: sql }) {
      if (items(sql).length > 0) yield { path: at('postImportApplicationSQL'), given: sql, allowed: 'nothing' };
    }),
  ),
];

function ofType(type: string, check: (given: Fields) => Iterable<Violation>) {
  return ({ bootstrap }: ClusterView): Iterable<Violation> => {
    const given = fields(bootstrap.initdb).import;
    return isSet(given) && fields(given).type === type ? check(fields(given)) : [];
  };
}

function* wildcardAlone(field: string, names: unknown): Iterable<Violation> {
  if (items(names).length > 1 && items(names).includes('*'))
    yield { path: at(field), given: names, allowed: '"*" alone, or names' };
}
