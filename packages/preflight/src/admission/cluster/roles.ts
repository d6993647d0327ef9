import type { Violation } from '../../finding';
import { type Fields, fields, isSet, items, number, text } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';

const rule = clusterRules('validateManagedRoles');

/** CL-ROLE: roles managed in the Cluster. */
export const roleRules = [
  rule('CL-ROLE-1', 'The names of managed roles differ.', 'Merge or rename the roles.', function* ({ spec }) {
    const seen = new Set<string>();
    for (const [index, role] of items(fields(spec.managed).roles).entries()) {
      const name = text(fields(role).name);
      if (seen.has(name)) yield { path: ['spec', 'managed', 'roles', index, 'name'], given: name, allowed: 'a name of its own' };
      seen.add(name);
    }
  }),
  rule(
    'CL-ROLE-2',
    'A connection limit is a number of connections, or -1 for none.',
    'Use -1, 0 or a positive number.',
    ofRoles(function* ({ connectionLimit }) {
      const limit = number(connectionLimit, -1);
      if (limit < -1) yield { path: ['connectionLimit'], given: limit, allowed: '-1 or more' };
    }),
  ),
  rule(
    'CL-ROLE-3',
    'Roles of PostgreSQL and of the operator are not managed.',
    'Choose another name.',
    ofRoles(function* ({ name }) {
      if (/^(postgres$|streaming_replica$|cnpg_|pg_)/.test(text(name))) {
        yield { path: ['name'], given: name, allowed: 'not postgres, streaming_replica, cnpg_* or pg_*' };
      }
    }),
  ),
  rule(
    'CL-ROLE-4',
    'A role has a password or none.',
    'Remove disablePassword, or passwordSecret.',
    ofRoles(function* ({ disablePassword, passwordSecret }) {
      if (disablePassword === true && isSet(passwordSecret)) {
        yield { path: ['disablePassword'], given: true, allowed: 'false beside passwordSecret' };
      }
    }),
  ),
];

function ofRoles(check: (role: Fields) => Iterable<Violation>) {
  return function* ({ spec }: ClusterView): Iterable<Violation> {
    for (const [index, role] of items(fields(spec.managed).roles).entries()) {
      for (const violation of check(fields(role)))
        yield { ...violation, path: ['spec', 'managed', 'roles', index, ...violation.path] };
    }
  };
}
